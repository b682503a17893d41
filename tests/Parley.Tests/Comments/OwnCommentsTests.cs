using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Parley.Comments;
using Parley.Events;
using Parley.Tests.Moderation;
using Parley.Tests.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

public sealed class OwnCommentsTests
{
    private const string Me = $"/{ReaderHost.SiteName}/me";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Readers_read_what_was_decided_about_their_words_under_which_rule_and_what_the_moderator_adds(
        string engine
    )
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var ann = await desk.WriterAsync("Ann Sorrel");
        using var bea = await desk.WriterAsync("Bea Lind");
        var removed = await desk.PublishAsync(ann, "Buy bread at my shop.");
        var rejected = await desk.HoldAsync(ann, "Read https://bread.example first.");
        await DecideAsync(desk, removed, "remove", 5, "It sells something.");
        await DecideAsync(desk, rejected, "reject", 1, null);

        var own = await ListAsync(desk, ann, count: 2);
        var page = await Desk.PageAsync(ann, Me);

        Assert.Equal(["rejected", "removed"], own.Select(comment => (string?)comment["comment"]!["state"]));
        Assert.Equal("Buy bread at my shop.", (string?)own[1]["comment"]!["body"]);
        Assert.Equal("No advertising", (string?)own[1]["decision"]!["rule"]);
        Assert.Equal("It sells something.", (string?)own[1]["decision"]!["words"]);
        Assert.Equal("No attacks on people", (string?)own[0]["decision"]!["rule"]);
        Assert.NotEmpty(own[0]["reasons"]!.AsArray());
        Assert.Contains("It sells something.", page.Text, StringComparison.Ordinal);
        Assert.Contains("Buy bread at my shop.", page.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"<a href=\"/{ReaderHost.SiteName}/rules?version=0#rule-5\"><bdi>No advertising</bdi></a>",
            page.Text,
            StringComparison.Ordinal
        );
        // Who decided is nobody's business but the desk's; and nobody else reads any of it.
        Assert.DoesNotContain("Liv Harrow", page.Text, StringComparison.Ordinal);
        Assert.Empty(await ListAsync(desk, bea, count: 0));
        Assert.DoesNotContain("bread", (await Desk.PageAsync(bea, Me)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_one_has_just_written_is_ones_own_before_any_index_has_followed(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(
            database,
            services: services => services.RemoveAll<ITableFollower>()
        );
        using var ada = await server.ReaderAsync();
        using var other = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        var elsewhere = await server.OpenThreadAsync("https://news.example/another");
        await other.PublishAsync(thread, "The ferry is early.");
        var first = await ada.PublishAsync(thread, "The ferry is late.");
        server.Clock.Turn(TimeSpan.FromSeconds(1));
        var second = await ada.PublishAsync(elsewhere, "The bridge is closed.");
        var deleted = await ada.PublishAsync(thread, "The bridge is not.");
        await ada.DeleteAsync($"{TestServer.Api}/comments/{deleted}");

        var mine = await ada.GetAsync($"{TestServer.Api}/threads/{thread}/mine");
        var own = await ada.GetAsync($"{TestServer.Api}/comments/mine");
        var page = await ada.GetAsync($"/{TestServer.SiteName}/me");

        Assert.Equal([first], mine.Json["own"]!.AsArray().Select(one => (Guid)one!["id"]!));
        Assert.Equal([second, first], Ids(own.Json));
        Assert.Contains("The ferry is late.", page.Text, StringComparison.Ordinal);
        Assert.Equal([0], await server.ListAsync("SELECT count(*) FROM authored", [], row => row.Int(0)));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_an_author_deleted_is_listed_no_more_and_a_decision_taken_back_is_forgotten(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var ann = await desk.WriterAsync("Ann Sorrel");
        var kept = await desk.PublishAsync(ann, "The bread was good.");
        var deleted = await desk.PublishAsync(ann, "And so was the cheese.");
        await DecideAsync(desk, kept, "remove", 0, "A slip.");
        await desk.TakeBackAsync();
        await desk.SendAsync(ann, HttpMethod.Delete, $"/comments/{deleted}");

        var own = await ListAsync(desk, ann, count: 1);

        Assert.Equal(kept, (Guid)own[0]["comment"]!["id"]!);
        Assert.Equal("published", (string?)own[0]["comment"]!["state"]);
        Assert.Null(own[0]["decision"]);
        Assert.DoesNotContain("A slip.", (await Desk.PageAsync(ann, Me)).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_decided_about_a_writer_stands_on_their_page_and_once_lifted_among_what_is_past(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var ann = await desk.WriterAsync("Ann Sorrel");
        var given = await desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            $"/moderation/readers/{await desk.IdOfAsync("Ann Sorrel")}/sanctions",
            new
            {
                kind = "silence",
                rule = 3,
                words = "Three <b>threats</b> in a row.",
            }
        );
        var lift = $"/moderation/sanctions/{given.Json!["id"]}";

        var page = await Desk.PageAsync(ann, Me);
        var answer = await desk.GetAsync(ann, "/comments/mine");
        await desk.SendAsync(desk.Moderator, HttpMethod.Delete, lift);
        var after = await Desk.PageAsync(ann, Me);

        Assert.Contains("Three &lt;b&gt;threats&lt;/b&gt; in a row.", page.Text, StringComparison.Ordinal);
        Assert.Contains("rules?version=0#rule-3", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Decided about you earlier", page.Text, StringComparison.Ordinal);
        Assert.Equal("Three <b>threats</b> in a row.", (string?)answer["sanctions"]![0]!["words"]);
        Assert.True((bool)answer["sanctions"]![0]!["stands"]!);
        Assert.Contains("Decided about you earlier", after.Text, StringComparison.Ordinal);
        Assert.Contains("Lifted on", after.Text, StringComparison.Ordinal);
        Assert.False((bool)(await desk.GetAsync(ann, "/comments/mine"))["sanctions"]![0]!["stands"]!);
        foreach (var text in (string[])[page.Text, after.Text, answer.ToJsonString()])
            Assert.DoesNotContain("Liv Harrow", text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_long_list_has_parts_that_hold_each_comment_once_newest_first(string engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var ann = await desk.WriterAsync("Ann Sorrel");
        var written = new List<Guid>();
        for (var i = 0; i < OwnComments.AtOnce + 2; i++)
            written.Insert(0, await desk.PublishAsync(ann, $"Loaf number {i} of the day."));

        var first = new JsonObject() as JsonNode;
        await Desk.UntilAsync(async () =>
            Ids(first = await desk.GetAsync(ann, "/comments/mine")).FirstOrDefault() == written[0]
        );
        var next = (string)first["next"]!;
        var second = await desk.GetAsync(ann, $"/comments/mine?before={next}");
        var page = await Desk.PageAsync(ann, Me);
        var last = await Desk.PageAsync(ann, $"{Me}?before={next}");

        Assert.Equal(written, Ids(first).Concat(Ids(second)));
        Assert.Null(second["next"]);
        Assert.Contains($"href=\"{Me}?before={next}\"", page.Text, StringComparison.Ordinal);
        Assert.Contains("Loaf number 0 of", last.Text, StringComparison.Ordinal);
        Assert.Contains($"href=\"{Me}\">", last.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("9223372036854775807")]
    public async Task A_part_that_no_list_of_ours_named_is_refused(string before)
    {
        await using var desk = await Desk.OpenAsync(EveryDatabase.Sqlite);
        using var ann = await desk.WriterAsync("Ann Sorrel");

        var api = await desk.SendAsync(ann, HttpMethod.Get, $"/comments/mine?before={before}");
        var page = await Desk.PageAsync(ann, $"{Me}?before={before}");

        Assert.Equal("query-invalid", api.Code);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
    }

    private static Task<Sent> DecideAsync(Desk desk, Guid comment, string decision, int rule, string? words) =>
        desk.SendAsync(
            desk.Moderator,
            HttpMethod.Post,
            $"/moderation/comments/{comment}/decision",
            new
            {
                decision,
                rule,
                words,
            }
        );

    // Own comments are found by an index that follows the events.
    private static async Task<List<JsonNode>> ListAsync(Desk desk, HttpClient writer, int count)
    {
        List<JsonNode> own = [];
        await Desk.UntilAsync(async () =>
            (own = [.. (await desk.GetAsync(writer, "/comments/mine"))["comments"]!.AsArray().Select(c => c!)]).Count == count
        );
        return own;
    }

    private static IEnumerable<Guid> Ids(JsonNode list) =>
        list["comments"]!.AsArray().Select(comment => (Guid)comment!["comment"]!["id"]!);
}
