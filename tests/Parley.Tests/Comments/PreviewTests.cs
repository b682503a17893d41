using System.Net;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Http;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Comments;

/// <summary>Looking at what one has written before one posts it.</summary>
public sealed class PreviewTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_shown_before_is_what_stands_after_and_nothing_is_kept_of_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { KnownAfter = 0 });
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        string[] texts =
        [
            "The *ferry* is **late**,\nagain.\n\n> Said who?\n\n1. I\n2. You",
            "@Ada Korr, see https://news.example/x_y and [this](https://a.example/?a=1&b=2).",
            "```\n<script>alert(1)</script>\n```\n<b>not bold</b> & \"so\" on",
            "العبّارة متأخرة *جدًا* مرة أخرى",
            "e\u0301 is one letter",
        ];

        List<string> shown = [];
        foreach (var text in texts)
            shown.Add((string)(await visitor.PostAsync($"{Api}/preview", new { body = text })).Json["html"]!);
        var kept = await server.ListAsync("SELECT count(*) FROM comment", [], row => row.Int(0));

        Assert.Equal([0], kept);
        foreach (var (text, html) in texts.Zip(shown))
            Assert.Equal((string)(await ada.SayAsync(thread, text)).Json["comment"]!["html"]!, html);
    }

    [Fact]
    public async Task Words_that_cannot_be_posted_say_why_and_looking_has_a_pace_of_its_own()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { MaxCharacters = 50 });
        using var visitor = server.Visitor();
        using var ada = await server.ReaderAsync();

        Assert.Equal("text-empty", (await ada.PostAsync($"{Api}/preview", new { body = " \u200b " })).Code);
        Assert.Equal("text-too-long", (await ada.PostAsync($"{Api}/preview", new { body = new string('x', 51) })).Code);
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostAsync($"{Api}/preview", new { body = new string('x', 50) })).Status);

        server.Get<Pace>().IsKept = true;
        await Eventually.IsSoAsync(async () =>
            (await ada.PostAsync($"{Api}/preview", new { body = "Again." })).Status == HttpStatusCode.TooManyRequests
        );
        Assert.Equal(HttpStatusCode.Created, (await ada.SayAsync(await server.OpenThreadAsync(), "Posted.")).Status);
    }

    [Fact]
    public async Task Where_writing_is_open_to_some_so_is_looking_at_it()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            new SiteSettings { Write = new Opening("entitlement:subscriber", "Subscribers write here.", "") }
        );
        using var ada = await server.ReaderAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await ada.PostAsync($"{Api}/preview", new { body = "So?" })).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Without_script_the_page_comes_back_with_the_preview_and_the_words(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { GuestsMayWrite = true });
        using var ada = await server.ReaderAsync();
        using var guest = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var top = await ada.PublishAsync(thread, "The ferry is late.");
        var before = await EventsAsync();
        const string New = "https://news.example/nobody-wrote-here";
        (TestVisitor Who, string Url, (string, string)[] Also)[] forms =
        [
            (guest, $"{Site}/t/{thread}/comments", [("guestName", "Ole Brand"), ("guestEmail", "ole@mail.example")]),
            (ada, $"{Site}/c/{top}/reply", []),
            (ada, $"{Site}/c/{top}/edit", []),
            (guest, "/t/comments", [("url", New), ("guestName", "Ole Brand"), ("guestEmail", "ole@mail.example")]),
        ];

        foreach (var (who, url, also) in forms)
        {
            var answer = await who.SendFormAsync(url, [("body", "So *late*.\n"), ("preview", "1"), .. also]);

            Assert.Equal((url, HttpStatusCode.OK), (url, answer.Status));
            var page = new HtmlParser().ParseDocument(answer.Text);
            Assert.Equal("So late.", page.QuerySelector("[aria-labelledby=preview] .pl-text")!.TextContent.Trim());
            Assert.NotNull(page.QuerySelector("[aria-labelledby=preview] em"));
            var form = Assert.Single(page.QuerySelectorAll("form.pl-composer"));
            Assert.Equal("So *late*.\n", form.QuerySelector("textarea")!.TextContent);
            Assert.EndsWith(url, form.GetAttribute("action"), StringComparison.Ordinal);
            foreach (var (name, value) in also)
                Assert.Equal(value, form.QuerySelector($"[name={name}]")!.GetAttribute("value"));
            // Only words can be shown.
            var empty = await who.SendFormAsync(url, [("body", " "), ("preview", "1"), .. also]);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, empty.Status);
            Assert.DoesNotContain("id=\"preview\"", empty.Text, StringComparison.Ordinal);
        }

        Assert.Equal(before, await EventsAsync());
        Assert.Null((string?)(await guest.GetAsync($"{Api}/threads?url={New}")).Json["id"]);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await ada.SendFormAsync($"{Site}/t/{Guid.NewGuid()}/comments", ("body", "Where?"), ("preview", "1"))).Status
        );
        // To whom one writes may go meanwhile: that is said before one posts.
        await server.DecideAsync(top, CommentState.Deleted);
        var gone = await ada.SendFormAsync($"{Site}/c/{top}/reply", ("body", "So *late*."), ("preview", "1"));
        Assert.Equal(HttpStatusCode.Conflict, gone.Status);
        Assert.Contains("<em>late</em>", gone.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("The ferry", gone.Text, StringComparison.Ordinal);

        Task<List<int>> EventsAsync() =>
            server.ListAsync("SELECT count(*) FROM event UNION ALL SELECT count(*) FROM reader", [], row => row.Int(0));
    }
}
