using System.Net;
using Parley.Moderation;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Moderation;

public sealed class DecideTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_held_comment_that_is_published_is_there_for_everyone_and_counts(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (_, comment) = await HeldAsync(desk);

        await desk.DecideAsync(comment, "publish");

        Assert.Equal(1, (int)(await desk.ThreadAsync())["count"]!);
        await Desk.UntilAsync(async () =>
            (await desk.EverywhereAsync(desk.Visitor, comment)).Values.Any(text =>
                text.Contains("kraken", StringComparison.Ordinal)
            )
        );
        Assert.Empty(await desk.QueueAsync());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_rejected_writer_reads_the_rule_and_the_moderator_s_words_are_kept(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (_, comment) = await HeldAsync(desk);

        var answer = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            $"/moderation/comments/{comment}/decision",
            new
            {
                decision = "reject",
                rule = 3,
                rulesVersion = 0,
                words = "A kraken is a threat.",
            }
        );

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var restrictions = (await desk.CaseAsync(comment))["restrictions"]!.AsArray();
        Assert.Equal(["held", "rejected"], restrictions.Select(one => (string)one!["restriction"]!));
        Assert.Equal("No threats", (string?)restrictions[1]!["rule"]);
        Assert.Equal((3, 0), ((int)restrictions[1]!["ruleNumber"]!, (int)restrictions[1]!["rulesVersion"]!));
        Assert.Equal("A kraken is a threat.", (string?)restrictions[1]!["words"]);
        Assert.Equal("Liv Harrow", (string?)restrictions[1]!["by"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_two_moderators_decide_at_once_is_decided_once(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var second = await desk.ModeratorAsync("Odo Brandt");
        var (_, comment) = await HeldAsync(desk);

        var answers = await Task.WhenAll(
            desk.TryDecideAsync(comment, "publish"),
            desk.TryDecideAsync(comment, "reject", second)
        );

        // A publish may still undo a rejection, since it names the state that it wants; a reject never takes down what is public.
        Assert.Contains(HttpStatusCode.OK, answers.Select(answer => answer.Status));
        Assert.Equal("published", await desk.StateAsync(comment));
        Assert.Equal(1, (int)(await desk.ThreadAsync())["count"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_key_pressed_twice_decides_once(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (_, comment) = await HeldAsync(desk);

        var first = await desk.TryDecideAsync(comment, "reject");
        var second = await desk.TryDecideAsync(comment, "reject");

        Assert.Equal(HttpStatusCode.OK, second.Status);
        Assert.Equal((Guid)first.Json!["id"]!, (Guid)second.Json!["id"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_publishes_words_that_nobody_has_read(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (writer, comment) = await HeldAsync(desk);
        var seen = (await desk.WaitingAsync(comment))["comment"]!;
        await desk.EditAsync(writer, comment, "Two kraken, and worse.");

        var blind = await desk.TryDecideAsync(comment, "publish", seen: new { state = "held", editedAt = seen["editedAt"] });

        Assert.Equal("decision-overtaken", blind.Code);
        var now = (await desk.WaitingAsync(comment))["comment"]!;
        Assert.Equal("Two kraken, and worse.", (string?)now["body"]);
        var read = await desk.TryDecideAsync(
            comment,
            "publish",
            seen: new { state = "held", editedAt = (DateTimeOffset?)now["editedAt"] }
        );
        Assert.Equal(HttpStatusCode.OK, read.Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reported_comment_that_stays_leaves_the_queue_and_is_as_it_was(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var comment = await desk.PublishAsync(writer, "The ministry lies.");
        await desk.ReportAsync(reader, comment, "off-topic", "Nothing to do with bread.");
        var waiting = await desk.WaitingAsync(comment);
        Assert.Equal("off-topic", (string?)waiting["reports"]![0]!["reason"]);
        Assert.Equal("Nothing to do with bread.", (string?)waiting["reports"]![0]!["words"]);
        var version = (long)(await desk.ThreadAsync())["version"]!;

        await desk.DecideAsync(comment, "keep");

        Assert.Empty(await desk.QueueAsync());
        Assert.Equal("published", await desk.StateAsync(comment));
        Assert.Equal(version, (long)(await desk.ThreadAsync())["version"]!);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Who_reported_a_comment_is_not_told_even_to_staff(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        using var reader = await desk.WriterAsync("Bo Tarn");
        var comment = await desk.PublishAsync(writer, "The ministry lies.");
        await desk.ReportAsync(reader, comment);

        var queue = await desk.SendAsync(desk.Moderator, HttpMethod.Get, "/moderation/queue");
        var known = await desk.SendAsync(desk.Moderator, HttpMethod.Get, $"/moderation/comments/{comment}");
        var page = await Desk.PageAsync(desk.Moderator, Desk.Console);

        Assert.All([queue.Text, known.Text, page.Text], text => Assert.DoesNotContain("Bo Tarn", text));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_public_answer_says_which_moderator_decided(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var comment = await desk.PublishAsync(writer, "The ministry lies.");
        await desk.PublishAsync(writer, "I stand by it.", comment);

        await desk.DecideAsync(comment, "remove");

        await Desk.UntilAsync(async () =>
            (await desk.EverywhereAsync(writer, comment)).Values.All(text =>
                !text.Contains("ministry", StringComparison.Ordinal)
            )
        );
        foreach (var who in new[] { desk.Visitor, writer })
            Assert.All(await desk.EverywhereAsync(who, comment), answer => Assert.DoesNotContain("Liv Harrow", answer.Value));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nobody_but_a_moderator_comes_to_the_desk(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (writer, comment) = await HeldAsync(desk);
        (HttpMethod Method, string Path, object? Body)[] doors =
        [
            (HttpMethod.Get, "/moderation/queue", null),
            (HttpMethod.Get, $"/moderation/comments/{comment}", null),
            (HttpMethod.Post, $"/moderation/comments/{comment}/decision", new { decision = "publish" }),
            (HttpMethod.Delete, "/moderation/decisions/last", null),
            (HttpMethod.Put, $"/moderation/threads/{desk.Thread}/closed", null),
            (HttpMethod.Delete, $"/moderation/threads/{desk.Thread}/closed", null),
            (HttpMethod.Get, $"/moderation/readers/{comment}/sanctions", null),
            (HttpMethod.Post, $"/moderation/readers/{comment}/sanctions", new { kind = "hold", words = "x" }),
            (HttpMethod.Delete, $"/moderation/sanctions/{comment}", null),
            (HttpMethod.Get, "/moderation/word-lists/banned", null),
            (HttpMethod.Put, "/moderation/word-lists/banned", new { text = "x", version = 0 }),
            (HttpMethod.Post, "/moderation/word-lists/try", new { text = "x" }),
        ];
        foreach (var (method, path, body) in doors)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await desk.SendAsync(desk.Visitor, method, path, body)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await desk.SendAsync(writer, method, path, body)).Status);
        }

        foreach (var page in new[] { "", "/threads", "/writers", "/words" })
        {
            Assert.Equal(HttpStatusCode.SeeOther, (await Desk.PageAsync(desk.Visitor, Desk.Console + page)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await Desk.PageAsync(writer, Desk.Console + page)).Status);
        }

        Assert.Equal("held", await desk.StateAsync(comment));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_decision_that_makes_no_sense_is_refused_in_words(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (_, comment) = await HeldAsync(desk);
        var path = $"/moderation/comments/{comment}/decision";

        await AssertCodeAsync("decision-unknown", path, new { });
        await AssertCodeAsync("body-invalid", path, new { decision = "maybe" });
        await AssertCodeAsync("rule-missing", path, new { decision = "reject" });
        await AssertCodeAsync("rule-missing", path, new { decision = "reject", rule = 7 });
        await AssertCodeAsync(
            "rules-changed",
            path,
            new
            {
                decision = "reject",
                rule = 1,
                rulesVersion = 1,
            }
        );
        await AssertCodeAsync("remark-invalid", path, new { decision = "publish", words = "\u0000" });
        await AssertCodeAsync("remark-invalid", path, new { decision = "publish", words = new string('x', 1_001) });
        await AssertCodeAsync("decision-overtaken", path, new { decision = "keep" });
        await AssertCodeAsync(
            "comment-not-found",
            $"/moderation/comments/{Guid.CreateVersion7()}/decision",
            new { decision = "publish" }
        );
        Assert.Equal("held", await desk.StateAsync(comment));

        async Task AssertCodeAsync(string code, string where, object body) =>
            Assert.Equal(code, (await desk.SendAsync(desk.Moderator, HttpMethod.Post, where, body)).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_long_queue_is_walked_from_the_oldest_and_each_comment_comes_once(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ListWordsAsync("suspect", "kraken");
        using var writer = await desk.WriterAsync("Ann Sorrel");
        var posted = new List<Guid>();
        for (var i = 0; i < 7; i++)
            posted.Add(await desk.HoldAsync(writer, $"Kraken number {i}."));
        var queue = desk.Host.Get<QueueStore>();
        var walked = new List<Guid>();
        TimeCursor? after = null;
        do
        {
            var slice = await queue.ListAsync(desk.Site, QueueQuery.Waiting, after, 3, default);
            Assert.Equal(7, slice.Waiting.All);
            walked.AddRange(slice.Items.Select(item => item.Read.Comment.Id));
            after = slice.Next;
        } while (after is not null);

        Assert.Equal(posted, walked);
    }

    private static async Task<(HttpClient Writer, Guid Comment)> HeldAsync(Desk desk)
    {
        await desk.ListWordsAsync("suspect", "kraken");
        var writer = await desk.WriterAsync("Ann Sorrel");
        return (writer, await desk.HoldAsync(writer, "A kraken, I say."));
    }
}
