using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Transfer;

public sealed class CommentPlanTests
{
    private const string Kites = "https://news.example/kites";
    private static readonly ImportedThread Thread = Imports.Thread("t", Kites);
    private readonly FakeSite site = FakeSite.NewsExample();

    [Fact]
    public async Task A_reply_stands_under_its_parent_wherever_the_file_has_them()
    {
        using var plan = await Imports.OfAsync(
            site,
            Imports.Post("reply to reply", "t", "reply", 3),
            Imports.Post("reply", "t", "top", 2),
            Imports.Post("top", "t", null, 1),
            Thread
        );
        site.Apply(plan);

        Assert.Equal(["top", "-reply", "--reply to reply"], site.Read(Kites));
        Assert.Empty(plan.Report.Rows);
    }

    [Fact]
    public async Task A_reply_that_the_file_dates_before_its_parent_keeps_its_date_and_stands_behind_it()
    {
        using var plan = await Imports.OfAsync(
            site,
            Thread,
            Imports.Post("top", "t", null, 9),
            Imports.Post("reply", "t", "top", 1)
        );
        site.Apply(plan);

        Assert.Equal(["top", "-reply"], site.Read(Kites));
        Assert.Equal(Imports.Now.AddYears(-1).AddMinutes(1).ToMicros(), Comment("reply").PostedAt);
    }

    [Fact]
    public async Task Comments_of_one_second_keep_the_file_s_order()
    {
        using var plan = await Imports.OfAsync(site, Thread, Imports.Post("a", "t", null, 1), Imports.Post("b", "t", null, 1));
        site.Apply(plan);

        Assert.Equal(["a", "b"], site.Read(Kites));
    }

    [Fact]
    public async Task Comments_without_a_date_follow_the_file_and_are_dated_as_their_thread()
    {
        using var plan = await Imports.OfAsync(
            site,
            Thread,
            Imports.Post("a", "t"),
            Imports.Post("reply to a", "t", "a"),
            Imports.Post("b", "t")
        );
        site.Apply(plan);

        Assert.Equal(["a", "-reply to a", "b"], site.Read(Kites));
        Assert.All(
            site.Comments.Values,
            comment => Assert.Equal((Thread.CreatedAt!.Value.ToMicros(), false), (comment.PostedAt, comment.TimeIsKnown))
        );
    }

    [Fact]
    public async Task An_answer_to_nothing_arrives_at_the_top_with_its_own_answers_under_it()
    {
        using var plan = await Imports.OfAsync(
            site,
            Thread,
            Imports.Post("orphan", "t", "999", 1),
            Imports.Post("child", "t", "orphan", 2)
        );
        site.Apply(plan);

        Assert.Equal(["orphan", "-child"], site.Read(Kites));
        Assert.Equal("999", Comment("orphan").MissingParent);
        Assert.Equal(("parent-missing", "999", "made"), Said("orphan", plan));
    }

    [Fact]
    public async Task Whoever_answers_a_comment_that_an_earlier_file_brought_stands_under_it()
    {
        using (
            var first = await Imports.OfAsync(
                site,
                Thread,
                Imports.Post("top", "t", null, 1),
                Imports.Post("reply", "t", "top", 2)
            )
        )
            site.Apply(first);
        using var plan = await Imports.OfAsync(site, Thread, Imports.Post("late", "t", "reply", 0));
        site.Apply(plan);

        Assert.Equal(["top", "-reply", "--late"], site.Read(Kites));
        Assert.Empty(plan.Report.Rows);
    }

    [Fact]
    public async Task A_comment_of_the_same_moment_as_one_that_is_here_stands_behind_it()
    {
        using (var first = await Imports.OfAsync(site, Thread, Imports.Post("here", "t", null, 1)))
            site.Apply(first);
        using var plan = await Imports.OfAsync(site, Thread, Imports.Post("new", "t", null, 1));
        site.Apply(plan);

        Assert.Equal(["here", "new"], site.Read(Kites));
        Assert.Equal(Comment("here").PostedAt, Comment("new").PostedAt);
    }

    [Fact]
    public async Task Comments_that_answer_each_other_in_a_circle_all_arrive_below_the_first_of_them()
    {
        using var plan = await Imports.OfAsync(
            site,
            Thread,
            Imports.Post("c", "t", "b", 3),
            Imports.Post("a", "t", "c", 1),
            Imports.Post("b", "t", "a", 2),
            Imports.Post("on it", "t", "b", 4)
        );
        site.Apply(plan);

        Assert.Equal(["a", "-b", "--c", "--on it"], site.Read(Kites));
        Assert.Equal(("parent-cycle", "c", "made"), Said("a", plan));
    }

    [Fact]
    public async Task Whoever_answers_themselves_stands_at_the_top()
    {
        using var plan = await Imports.OfAsync(site, Thread, Imports.Post("a", "t", "a", 1));
        site.Apply(plan);

        Assert.Equal(["a"], site.Read(Kites));
        Assert.Equal(("parent-itself", "a", "made"), Said("a", plan));
    }

    [Fact]
    public async Task Whoever_answers_something_in_another_story_stands_at_the_top_of_their_own()
    {
        var other = Imports.Thread("u", "https://news.example/ovens");
        using var plan = await Imports.OfAsync(
            site,
            Thread,
            other,
            Imports.Post("a", "t", null, 1),
            Imports.Post("b", "u", "a", 2)
        );
        site.Apply(plan);

        Assert.Equal(["b"], site.Read("https://news.example/ovens"));
        Assert.Equal(("parent-in-another-thread", "a", "made"), Said("b", plan));
    }

    [Fact]
    public async Task Threads_that_are_one_story_may_answer_each_other()
    {
        using var plan = await Imports.OfAsync(
            site,
            Thread,
            Imports.Thread("u", Kites + "/"),
            Imports.Post("a", "t", null, 1),
            Imports.Post("b", "u", "a", 2)
        );
        site.Apply(plan);

        Assert.Equal(["a", "-b"], site.Read(Kites));
    }

    [Fact]
    public async Task An_answer_to_a_post_that_does_not_come_stands_at_the_top()
    {
        var tooLong = Imports.Post("long", "t", null, 1) with { Notes = [new ImportNote(ImportReason.WordsTooLong)] };
        using var plan = await Imports.OfAsync(site, Thread, tooLong, Imports.Post("reply", "t", "long", 2));
        site.Apply(plan);

        Assert.Equal(["reply"], site.Read(Kites));
        Assert.Equal(("parent-not-coming", "long", "made"), Said("reply", plan));
        Assert.Equal(new PostSums(2, 1, 0, 1), plan.Report.Posts);
    }

    [Fact]
    public async Task Of_two_posts_with_one_id_the_first_comes_and_the_second_is_reported()
    {
        using var plan = await Imports.OfAsync(site, Thread, Imports.Post("a", "t", null, 1), Imports.Post("a", "t", null, 2));
        site.Apply(plan);

        Assert.Equal(new PostSums(2, 1, 0, 1), plan.Report.Posts);
        Assert.Equal(("id-twice", null, "reported"), Said("a", plan));
    }

    [Theory]
    [InlineData("2999-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("1970-01-01T00:00:00Z")]
    public async Task An_impossible_date_is_named_and_replaced_by_the_thread_s(string date)
    {
        var time = DateTimeOffset.Parse(date, System.Globalization.CultureInfo.InvariantCulture);
        using var plan = await Imports.OfAsync(site, Thread, Imports.Post("a", "t") with { PostedAt = time });
        site.Apply(plan);

        Assert.Equal("date-impossible", plan.Report.Row("a").Reason);
        Assert.Equal((Thread.CreatedAt!.Value.ToMicros(), false), (Comment("a").PostedAt, Comment("a").TimeIsKnown));
    }

    [Fact]
    public async Task A_chain_of_a_hundred_thousand_answers_is_no_chain_of_calls()
    {
        var chain = Enumerable
            .Range(0, 100_000)
            .Select(n => Imports.Post($"{n}", "t", n == 0 ? null : $"{n - 1}", n))
            .Reverse();
        using var plan = await Imports.OfAsync(site, [Thread, .. chain]);

        Assert.Equal(new PostSums(100_000, 100_000, 0, 0), plan.Report.Posts);
        Assert.Equal(99_999, plan.Batches().SelectMany(batch => batch.Comments).Max(comment => comment.Depth));
    }

    private CommentToMake Comment(string id) => site.Comments[ImportedId.Comment(site.Site, "made-up", id)];

    private static (string Reason, string? About, string Outcome) Said(string id, ImportPlan plan)
    {
        var row = plan.Report.Row(id);
        return (row.Reason, row.About, row.Outcome);
    }
}
