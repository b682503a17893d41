using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Stories;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Publishing;

/// <summary>What a newsroom says of its stories beside their text, and what follows from it for those who write under them.</summary>
public sealed class StoryFactsTests
{
    private const string Api = TestServer.Api;
    private const string Url = "https://news.example/mill";
    private const string Reports = $"/{TestServer.SiteName}/newsroom/reports";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_policy_of_a_tag_holds_under_the_pages_that_carry_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        var closed = await editor.PutAsync($"{Api}/moderation/policies/tag?name=courts", new { state = "closed" });
        Assert.Equal(HttpStatusCode.OK, closed.Status);
        await server.CaughtUpAsync();

        var plain = await KeepAsync(editor, new { tags = new[] { "mills" } });
        await ada.PublishAsync(plain, "Nobody has tagged it so.");
        var thread = await KeepAsync(editor, new { tags = new[] { "mills", "Courts", "courts ", "" } });
        // Whoever knows of no tags takes none away.
        await KeepAsync(editor, new { section = "Town" });
        var refused = await ada.SayAsync(thread, "It is before a court.");
        var shown = (await ada.GetAsync($"{Api}/threads/{thread}")).Json;
        await KeepAsync(editor, new { tags = new[] { "mills" } });

        Assert.Equal(plain, thread);
        Assert.Equal("thread-closed", refused.Code);
        Assert.False((bool)shown["isOpen"]!);
        await ada.PublishAsync(thread, "It is no more.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_of_ours_carries_the_tags_that_were_written_beside_its_section(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Administrator);
        using var ada = await server.ReaderAsync();
        await editor.PutAsync($"{Api}/moderation/policies/tag?name=courts", new { state = "held" });
        await server.CaughtUpAsync();

        var kept = await editor.SendFormAsync(
            $"{Reports}/new",
            ("headline", "The mill"),
            ("text", "It turns."),
            ("section", "Town"),
            ("tags", "mills\r\nCourts\r\n")
        );
        var page = new HtmlParser().ParseDocument((await editor.GetAsync(kept.Location)).Text);
        var story = Guid.Parse(kept.Location.Split('/')[^1]);
        await editor.SendFormAsync(kept.Location, ("do", "publish"));

        Assert.Equal("Courts\nmills", ((IHtmlTextAreaElement)page.GetElementById("tags")!).Value);
        Assert.Equal(["Courts", "mills"], (await server.Get<StoryStore>().FindAsync(server.Site.Id, story, default))!.Tags);
        Assert.Equal("held", (string?)(await ada.SayAsync(story, "In court.")).Json["comment"]!["state"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_page_elsewhere_closes_by_age_from_when_its_newsroom_says_that_it_was_published(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { CloseAfterDays = 3 });
        using var editor = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        var now = Now(server);

        var thread = await KeepAsync(editor, new { publishedAt = now.AddDays(-2).ToString("O") });
        await ada.PublishAsync(thread, "On the third day.");
        Assert.True((bool)(await ada.GetAsync($"{Api}/threads/{thread}")).Json["isOpen"]!);
        // It is three days old now, and what is sent without a time says nothing of it.
        await KeepAsync(editor, new { publishedAt = now.AddDays(-3).ToOffset(TimeSpan.FromHours(5)).ToString("O") });
        await KeepAsync(editor, new { section = "Town" });

        Assert.Equal("thread-closed", (await ada.SayAsync(thread, "On the fourth day.")).Code);
        Assert.False((bool)(await ada.GetAsync($"{Api}/threads/{thread}")).Json["isOpen"]!);
        var story = await server.Get<StoryStore>().FindAsync(server.Site.Id, thread, default);
        Assert.Equal((now.AddDays(-3), "Town"), (story!.PublishedAt, story.Section));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_report_that_was_published_before_it_came_here_closes_by_that_age(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new() { CloseAfterDays = 3 });
        using var editor = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        var before = Now(server).AddDays(-3);

        var draft = await editor.PostAsync(
            $"{Api}/newsroom/reports",
            new
            {
                headline = "The mill",
                text = "It turns.",
                publishedAt = before.ToString("O"),
            }
        );
        var published = await editor.PostAsync($"{Api}/newsroom/reports/{draft.Json["story"]}/publication");

        Assert.Equal(before, (DateTimeOffset)published.Json["publishedAt"]!);
        Assert.Equal("thread-closed", (await ada.SayAsync((Guid)draft.Json["story"]!, "On the fourth day.")).Code);
    }

    [Fact]
    public async Task What_is_no_time_of_publication_is_refused()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync();
        var now = server.Clock.GetUtcNow();

        string[] wrong =
        [
            "yesterday",
            "2026-08-25",
            "2026-08-25T11:00:00",
            "25.08.2026 11:00:00Z",
            "2026-02-30T11:00:00Z",
            "0001-01-01T00:00:00Z",
            now.AddDays(2).ToString("O"),
            "9999-12-31T23:59:59-14:00",
        ];
        foreach (var publishedAt in wrong)
            Assert.Equal("published-at-invalid", (await SendAsync(editor, new { publishedAt })).Code);
        foreach (var publishedAt in (string[])["2026-08-25T11:00:00Z", "1912-04-15T02:20:00.5-03:30", now.ToString("O"), ""])
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(editor, new { publishedAt })).Status);
    }

    [Fact]
    public async Task Tags_are_few_and_short_and_stand_on_one_line()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync();
        var most = Enumerable.Range(0, 50).Select(number => $"tag {number}").ToArray();

        foreach (
            var tags in (string[][])
                [
                    [.. most, "one more"],
                    [new('t', 201)],
                    ["mill\nrace"],
                    ["mill\u0000"],
                ]
        )
            Assert.Equal("tags-invalid", (await SendAsync(editor, new { tags })).Code);
        foreach (var tags in (string?[][])[most, [new('t', 200)], [null, "  "]])
            Assert.Equal(HttpStatusCode.OK, (await SendAsync(editor, new { tags })).Status);
    }

    // As times are kept.
    private static DateTimeOffset Now(TestServer server) => Micros.FromMicros(server.Clock.GetUtcNow().ToMicros());

    private static async Task<Guid> KeepAsync(TestReader editor, object facts) =>
        (Guid)(await SendAsync(editor, facts)).Json["story"]!;

    // The page as its newsroom's system sends it, with more facts.
    private static Task<TestAnswer> SendAsync(TestReader editor, object facts)
    {
        var page = System.Text.Json.JsonSerializer.SerializeToNode(facts)!.AsObject();
        page["url"] = Url;
        page["headline"] = "The mill";
        page["text"] = "It turns.";
        return editor.PutAsync($"{Api}/newsroom/pages", page);
    }
}
