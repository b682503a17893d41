using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Transfer;

public sealed class StoryPlanTests
{
    private const string Kites = "https://news.example/kites";
    private const string Ovens = "https://news.example/ovens";
    private const string Native = "01890000-0000-7000-8000-000000000001";

    private readonly FakeSite site = FakeSite.NewsExample();

    [Fact]
    public async Task Threads_without_identifier_at_one_address_are_one_story()
    {
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Kites), Imports.Thread("2", Kites + "/"));
        site.Apply(plan);

        Assert.Equal(new ThreadSums(2, 1, 1, 0, 0), plan.Report.Threads);
        Assert.Equal([Kites, Kites + "/"], Assert.Single(plan.Report.OneStory).Addresses);
        Assert.Single(site.Stories);
    }

    [Fact]
    public async Task A_thread_without_identifier_joins_the_one_that_has_it_at_the_same_address()
    {
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Kites), Imports.Thread("2", Kites, "k"));

        Assert.Equal(new ThreadSums(2, 1, 1, 0, 0), plan.Report.Threads);
        Assert.Equal("k", Assert.Single(Assert.Single(plan.Batches()).Stories).Identifier);
    }

    [Fact]
    public async Task One_identifier_at_two_addresses_stays_two_stories_and_is_reported()
    {
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Kites, "k"), Imports.Thread("2", Ovens, "k"));
        site.Apply(plan);

        Assert.Equal(new ThreadSums(2, 2, 0, 0, 0), plan.Report.Threads);
        Assert.Equal(("identifier-elsewhere", "k", "made"), Said(plan.Report.Row("2")));
        Assert.NotEqual(site.StoryAt(Kites), site.StoryAt(Ovens));
    }

    [Fact]
    public async Task Two_identifiers_at_one_address_stay_two_stories_and_the_last_has_the_address()
    {
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Kites, "a"), Imports.Thread("2", Kites, "b"));
        site.Apply(plan);

        Assert.Equal(new ThreadSums(2, 2, 0, 0, 0), plan.Report.Threads);
        Assert.Equal(("address-taken", Kites, "made"), Said(plan.Report.Row("1")));
        Assert.Equal(ImportedId.Story(site.Site, "made-up", "2"), site.StoryAt(Kites));
    }

    [Fact]
    public async Task An_address_stays_with_the_story_that_can_be_found_by_nothing_else()
    {
        using var plan = await Imports.OfAsync(
            site,
            Imports.Thread("1", Kites),
            Imports.Thread("2", Kites, "a"),
            Imports.Thread("3", Kites, "b")
        );
        site.Apply(plan);

        Assert.Equal(new ThreadSums(3, 3, 0, 0, 0), plan.Report.Threads);
        Assert.Equal(ImportedId.Story(site.Site, "made-up", "1"), site.StoryAt(Kites));
    }

    [Fact]
    public async Task A_thread_of_a_story_that_began_here_brings_its_comments_to_it()
    {
        var here = site.AddStory(Native, Kites);
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Kites), Imports.Post("p", "1"));
        site.Apply(plan);

        Assert.Equal(new ThreadSums(1, 0, 0, 1, 0), plan.Report.Threads);
        Assert.Equal(here, Assert.Single(site.Comments.Values).StoryId);
    }

    [Fact]
    public async Task Two_identifiers_stay_two_stories_though_the_site_has_one_without_at_their_address()
    {
        var here = site.AddStory(Native, Kites);
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Kites, "a"), Imports.Thread("2", Kites, "b"));
        site.Apply(plan);

        Assert.Equal(new ThreadSums(2, 2, 0, 0, 0), plan.Report.Threads);
        Assert.Equal(here, site.StoryAt(Kites));
    }

    [Fact]
    public async Task The_site_s_own_identifier_leads_to_its_story_from_a_new_address_which_then_leads_there_too()
    {
        var here = site.AddStory(Native, Kites, "k");
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Ovens, "k"));
        site.Apply(plan);

        Assert.Equal(new ThreadSums(1, 0, 0, 1, 0), plan.Report.Threads);
        Assert.Equal(here, site.StoryAt(Ovens));
    }

    [Fact]
    public async Task An_identifier_that_an_earlier_file_gave_to_another_address_does_not_join_them()
    {
        using (var first = await Imports.OfAsync(site, Imports.Thread("1", Kites, "k")))
            site.Apply(first);
        using var plan = await Imports.OfAsync(site, Imports.Thread("2", Ovens, "k"));
        site.Apply(plan);

        Assert.Equal(new ThreadSums(1, 1, 0, 0, 0), plan.Report.Threads);
        Assert.Equal(("identifier-elsewhere", "k", "made"), Said(plan.Report.Row("2")));
        Assert.NotEqual(site.StoryAt(Kites), site.StoryAt(Ovens));
    }

    [Fact]
    public async Task A_story_here_keeps_its_address_when_a_file_knows_another_identifier_for_it()
    {
        var here = site.AddStory(Native, Kites, "mine");
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Kites, "theirs"));
        site.Apply(plan);

        Assert.Equal(new ThreadSums(1, 1, 0, 0, 0), plan.Report.Threads);
        Assert.Equal(("address-taken", Kites, "made"), Said(plan.Report.Row("1")));
        Assert.Equal(here, site.StoryAt(Kites));
    }

    [Theory]
    [InlineData("https://elsewhere.example/kites", "address-elsewhere")]
    [InlineData("javascript:alert(1)", "address-not-web")]
    [InlineData(null, "address-missing")]
    public async Task A_thread_that_is_not_the_site_s_does_not_come_nor_do_its_posts(string? link, string reason)
    {
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", link), Imports.Post("p", "1"));

        Assert.Empty(plan.Batches());
        Assert.Equal(new ThreadSums(1, 0, 0, 0, 1), plan.Report.Threads);
        Assert.Equal(new PostSums(1, 0, 0, 1), plan.Report.Posts);
        Assert.Equal((reason, link, "reported"), Said(plan.Report.Row("1")));
        Assert.Equal(("thread-not-coming", "1", "reported"), Said(plan.Report.Row("p")));
    }

    [Fact, Trait("Case", "address-translated-and-cached")]
    public async Task Threads_of_a_translation_or_a_cache_are_the_story_s_and_another_host_s_is_reported()
    {
        var told = KnownCase.Of("address-translated-and-cached");
        var (ours, elsewhere) = (told.TextsOf("one story"), (string)told.Input["not a story of this site"]!);
        var mine = new FakeSite("https://my-news.example");
        using var plan = await Imports.OfAsync(
            mine,
            [.. ours.Select((link, i) => Imports.Thread($"{i}", link)), Imports.Thread("other", elsewhere)]
        );
        mine.Apply(plan);

        Assert.Equal(new ThreadSums(5, 1, 3, 0, 1), plan.Report.Threads);
        Assert.Single(mine.Stories);
        Assert.Equal(("address-elsewhere", elsewhere, "reported"), Said(plan.Report.Row("other")));
    }

    [Fact]
    public async Task A_thread_that_was_taken_down_where_it_comes_from_is_not_put_up_here()
    {
        using var plan = await Imports.OfAsync(
            site,
            Imports.Thread("1", Kites) with
            {
                IsDeleted = true,
            },
            Imports.Post("p", "1")
        );

        Assert.Empty(plan.Batches());
        Assert.Equal("thread-deleted", plan.Report.Row("1").Reason);
    }

    [Fact]
    public async Task Of_two_threads_with_one_id_the_second_is_reported()
    {
        using var plan = await Imports.OfAsync(site, Imports.Thread("1", Kites), Imports.Thread("1", Ovens));

        Assert.Equal(new ThreadSums(2, 1, 0, 0, 1), plan.Report.Threads);
        Assert.Equal("id-twice", plan.Report.Row("1").Reason);
    }

    [Fact]
    public async Task A_story_is_closed_only_if_nobody_could_write_in_any_of_its_threads()
    {
        var closed = Imports.Thread("1", Kites) with { IsClosed = true };
        using var plan = await Imports.OfAsync(
            site,
            closed,
            Imports.Thread("2", Kites),
            closed with
            {
                ForeignId = "3",
                Link = Ovens,
            }
        );
        site.Apply(plan);

        Assert.Equal([site.StoryAt(Ovens)], site.ClosedStories);
    }

    private static (string Reason, string? About, string Outcome) Said(ImportRow row) => (row.Reason, row.About, row.Outcome);
}
