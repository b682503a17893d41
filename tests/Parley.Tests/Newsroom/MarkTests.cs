using System.Net;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Events;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Newsroom;

/// <summary>What the newsroom picks and pins, from the thread itself.</summary>
public sealed class MarkTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_pick_stands_first_and_leads_to_its_place_until_it_is_taken_back(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var url = $"{Site}/t/{thread}";
        var first = await ada.PublishAsync(thread, "The bread was *late* again.");
        var second = await ada.PublishAsync(thread, "Nobody asked the bakers.");
        Assert.Empty(FirstOf(await visitor.GetAsync(url)));

        var picked = await staff.PutAsync($"{Api}/comments/{first}/pick");
        var page = await visitor.GetAsync($"{url}?v={picked.Json["version"]}");

        Assert.Equal((true, false), ((bool)picked.Json["isPicked"]!, (bool)picked.Json["isPinned"]!));
        Assert.Equal([("The bread was late again.", $"{Site}/c/{first}")], FirstOf(page));
        // Below, they stand in their order as before, and the pick carries its mark there too.
        Assert.Equal([second, first], page.CommentIds);
        Assert.Contains("data-marks=\"picked\"", page.Text, StringComparison.Ordinal);
        Assert.Equal([first], await PicksAsync(visitor, $"{Api}/picks"));
        Assert.Equal([first], await PicksAsync(visitor, $"{Api}/threads/{thread}/picks"));
        Assert.Contains("The bread was", (await visitor.GetAsync($"{url}/picks")).Text, StringComparison.Ordinal);
        Assert.True((bool)(await visitor.GetAsync($"{Api}/comments/{first}")).Json["isPicked"]!);
        // A reader hears of it in the same bytes as everyone.
        Assert.Equal(page.Text, (await ada.GetAsync($"{url}?v={picked.Json["version"]}")).Text);

        var back = await staff.DeleteAsync($"{Api}/comments/{first}/pick");
        Assert.Empty(FirstOf(await visitor.GetAsync($"{url}?v={back.Json["version"]}")));
        Assert.Empty(await PicksAsync(visitor, $"{Api}/picks"));
        Assert.Equal(
            [EventKind.CommentPicked, EventKind.CommentUnpicked],
            await server.ListAsync(
                "SELECT kind FROM event WHERE site_id = @site AND kind IN (9, 10) AND subject_id = @id AND number IS NOT NULL ORDER BY id",
                [("@site", server.Site.Id), ("@id", first)],
                row => (EventKind)row.Int(0)
            )
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_pinned_stands_on_top_in_every_order_and_no_more_than_three(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var url = $"{Site}/t/{thread}";
        List<Guid> said = [];
        foreach (var words in (string[])["One loaf.", "Two loaves.", "Three loaves.", "Four loaves."])
            said.Add(await ada.PublishAsync(thread, words));

        foreach (var comment in said.Take(3))
            Assert.Equal(HttpStatusCode.OK, (await staff.PutAsync($"{Api}/comments/{comment}/pin")).Status);
        var fourth = await staff.PutAsync($"{Api}/comments/{said[3]}/pin");

        Assert.Equal((HttpStatusCode.Conflict, "too-many-pins"), (fourth.Status, fourth.Code));
        // Once more is no fourth.
        var version = (await staff.PutAsync($"{Api}/comments/{said[0]}/pin")).Json["version"];
        foreach (var order in (string[])["newest", "oldest", "appreciated", "discussed"])
            Assert.Equal(
                ["One loaf.", "Two loaves.", "Three loaves."],
                FirstOf(await visitor.GetAsync($"{url}?order={order}&v={version}")).Select(one => one.Words)
            );

        // What is picked as well is not said twice.
        version = (await staff.PutAsync($"{Api}/comments/{said[0]}/pick")).Json["version"];
        Assert.Equal(3, FirstOf(await visitor.GetAsync($"{url}?v={version}")).Count);

        await staff.DeleteAsync($"{Api}/comments/{said[1]}/pin");
        Assert.Equal(HttpStatusCode.OK, (await staff.PutAsync($"{Api}/comments/{said[3]}/pin")).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_no_longer_public_has_lost_its_marks_at_once_and_gets_none_back(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        string[] urls = [$"{Site}/t/{thread}", $"{Site}/t/{thread}/picks", $"{Api}/picks", $"{Api}/threads/{thread}/picks"];

        foreach (
            var state in (CommentState[])[CommentState.Held, CommentState.Removed, CommentState.Rejected, CommentState.Deleted]
        )
        {
            var words = $"zz{state} and gone";
            var comment = await ada.PublishAsync(thread, words);
            await staff.PutAsync($"{Api}/comments/{comment}/pick");
            await staff.PutAsync($"{Api}/comments/{comment}/pin");
            foreach (var url in urls)
                await Eventually.IsSoAsync(async () =>
                    (await visitor.GetAsync(url)).Text.Contains(words, StringComparison.Ordinal)
                );

            await server.DecideAsync(comment, state);

            foreach (var url in urls)
                Assert.DoesNotContain(words, (await visitor.GetAsync(url)).Text, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await staff.PutAsync($"{Api}/comments/{comment}/pick")).Status);

            await server.DecideAsync(comment, CommentState.Published);

            await Eventually.IsSoAsync(async () => (await visitor.GetAsync(urls[0])).Shows(comment));
            Assert.Empty(FirstOf(await visitor.GetAsync(urls[0])));
            Assert.Empty(await PicksAsync(visitor, urls[2]));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Other_words_are_not_the_ones_that_were_picked(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var comment = await ada.PublishAsync(thread, "A fine idea.");
        await staff.PutAsync($"{Api}/comments/{comment}/pick");
        await staff.PutAsync($"{Api}/comments/{comment}/pin");

        await ada.PatchAsync($"{Api}/comments/{comment}", new { body = "Buy my book." });

        Assert.Empty(await PicksAsync(visitor, $"{Api}/picks"));
        Assert.Empty(FirstOf(await visitor.GetAsync($"{Site}/t/{thread}")));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_mark_and_its_end_are_seen_on_another_node_within_two_seconds(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var there = await TestServer.StartAsync(database);
        await using var here = await TestServer.StartAsync(database);
        using var staff = await there.StaffAsync();
        using var visitor = here.Visitor();
        var thread = await there.OpenThreadAsync();
        var comment = await staff.PublishAsync(thread, "The mill is paid for.");
        var url = $"{Site}/t/{thread}";
        await Eventually.IsSoAsync(async () => (await visitor.GetAsync(url)).Shows(comment));

        foreach (var method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Delete])
        {
            await staff.SendAsync(method, $"{Api}/comments/{comment}/pick", null);
            var took = await Eventually.IsSoAsync(async () =>
                FirstOf(await visitor.GetAsync(url)).Count == (method == HttpMethod.Put ? 1 : 0)
            );
            Assert.True(took < TimeSpan.FromSeconds(2), $"{method} took {took}");
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_long_list_of_picks_has_each_of_them_once_and_none_of_another_site(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        List<Guid> picked = [];
        Guid[] threads = [await server.OpenThreadAsync(), await server.OpenThreadAsync("https://news.example/bread")];
        for (var number = 0; number < 54; number++)
        {
            var comment = await staff.PublishAsync(threads[number % 2], $"Remark {number} about {Guid.NewGuid():N}");
            await staff.PutAsync($"{Api}/comments/{comment}/pick");
            picked.Insert(0, comment);
        }

        // All at one moment of a clock that stands still.
        List<Guid> read = [];
        for (string? url = $"{Api}/picks"; url is not null; )
        {
            var answer = await visitor.GetAsync(url);
            read.AddRange(IdsOf(answer));
            url = (string?)answer.Json["next"] is { } next ? $"{Api}/picks?before={next}" : null;
        }

        Assert.Equal(picked, read);
        Assert.Equal(27, (await PicksAsync(visitor, $"{Api}/threads/{threads[0]}/picks")).Count);
        Assert.Empty(await PicksAsync(visitor, $"/api/v1/sites/{TestServer.OtherSiteName}/picks"));
        Assert.Equal("query-invalid", (await visitor.GetAsync($"{Api}/picks?before=yesterday")).Code);
        // Three of them stand before the thread, and the rest on a page of their own.
        var page = await visitor.GetAsync($"{Site}/t/{threads[0]}");
        Assert.Equal(3, FirstOf(page).Count);
        Assert.Contains($"{Site}/t/{threads[0]}/picks\">All picks: 27", page.Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Without_script_a_form_marks_and_takes_back(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var comment = await staff.PublishAsync(thread, "The mill is paid for.");
        var url = $"{Site}/c/{comment}/marks";
        foreach (var (act, isListed) in ((string, bool)[])[("pick", true), ("pick", true), ("unpick", false), ("pin", false)])
        {
            var sent = await staff.SendFormAsync(url, ("do", act));
            Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
            Assert.True((await staff.GetAsync(sent.Location)).Shows(comment));
            Assert.Equal(isListed, (await PicksAsync(visitor, $"{Api}/picks")).Contains(comment));
        }

        Assert.Contains("value=\"unpin\"", (await staff.GetAsync(url)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await staff.SendFormAsync(url, ("do", "burn"))).Status);
    }

    /// <summary>What stands before the thread: the words, and where they lead.</summary>
    private static IReadOnlyList<(string Words, string Url)> FirstOf(TestAnswer page) =>
        [
            .. new HtmlParser()
                .ParseDocument(page.Text)
                .QuerySelectorAll("[data-part=first] figure")
                .Select(figure =>
                    (
                        figure.QuerySelector("blockquote")!.TextContent.Trim(),
                        figure.QuerySelector("a:last-of-type")!.GetAttribute("href")!
                    )
                ),
        ];

    private static async Task<IReadOnlyList<Guid>> PicksAsync(TestVisitor visitor, string url) =>
        IdsOf(await visitor.GetAsync(url));

    private static IReadOnlyList<Guid> IdsOf(TestAnswer answer) =>
        [.. answer.Json["picks"]!.AsArray().Select(pick => (Guid)pick!["comment"]!["id"]!)];
}
