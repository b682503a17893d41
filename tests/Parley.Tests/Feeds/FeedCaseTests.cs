using System.Net;
using AngleSharp.Html.Parser;
using Parley.Tests.Setup;
using Xunit;
using static Parley.Tests.Feeds.FeedTests;

namespace Parley.Tests.Feeds;

/// <summary>The cases of the life of other systems that are about feeds, by their names.</summary>
public sealed class FeedCaseTests
{
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task feed_keeps_its_ids(string engine)
    {
        Assert.NotEmpty(KnownCase.Of("feed-keeps-its-ids").TextsOf("changes"));
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var old = await ada.PublishAsync(thread, "Old.");
        await bo.PublishAsync(thread, "Another.");
        var url = $"{Site}/t/{thread}/feed.atom";
        var before = await FeedAsync(server, url, feed => feed.Entries.Count == 2);
        var entry = Old(before, old);
        var (first, again) = (await visitor.GetAsync(url), await visitor.GetAsync(url));
        Assert.Equal(first.Bytes, again.Bytes);
        server.Clock.Turn(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.GetAsync(url, ("If-None-Match", first.ETag!))).Status);

        await ChangeAsync(
            "UPDATE story SET title = 'Another title', title_is_trusted = @yes WHERE site_id = @site AND id = @id"
        );
        await Same(feed => feed.Title == "Another title");
        await ChangeAsync("UPDATE story SET url = 'http://moved.example/vote' WHERE site_id = @site AND id = @id");
        await Same(feed => Old(feed, old).Url.StartsWith("http://moved.example/", StringComparison.Ordinal));
        await ChangeAsync("UPDATE story SET url = 'https://moved.example/vote' WHERE site_id = @site AND id = @id");
        await Same(feed => Old(feed, old).Url.StartsWith("https://moved.example/", StringComparison.Ordinal));
        await bo.PutAsync($"{TestServer.Api}/comments/{old}/appreciation");
        await bo.PublishAsync(thread, "A reply.", old);
        await Same(feed => Old(feed, old).Replies == 1);
        await using (var restarted = await TestServer.StartAsync(database))
        {
            var there = await FeedAsync(restarted, url, feed => feed.Entries.Count == 3);
            Assert.Equal((before.Id, entry.Published), (there.Id, Old(there, old).Published));
        }

        Assert.Equal(
            HttpStatusCode.OK,
            (await ada.PatchAsync($"{TestServer.Api}/comments/{old}", new { body = "Old, mended." })).Status
        );
        var edited = await FeedAsync(server, url, feed => Old(feed, old).Html.Contains("mended", StringComparison.Ordinal));
        Assert.Equal((before.Id, entry.Published), (edited.Id, Old(edited, old).Published));
        Assert.True(Old(edited, old).Updated > entry.Updated);

        async Task Same(Func<AtomDocument, bool> isSo)
        {
            var after = await FeedAsync(server, url, isSo);
            Assert.Equal(
                (before.Id, entry.Published, entry.Updated),
                (after.Id, Old(after, old).Published, Old(after, old).Updated)
            );
        }

        Task ChangeAsync(string sql) =>
            server.Database.WriteAsync(
                scope => scope.ExecuteAsync(sql, [("@yes", true), ("@site", server.Site.Id), ("@id", thread)], default),
                default
            );
    }

    [Fact]
    public async Task feed_escapes_in_layers()
    {
        var given = KnownCase.Of("feed-escapes-in-layers").Input;
        var (words, title) = ((string)given["comment"]!, (string)given["title"]!);
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE story SET title = @title, title_is_trusted = @yes WHERE site_id = @site AND id = @id",
                    [("@title", title), ("@yes", true), ("@site", server.Site.Id), ("@id", thread)],
                    default
                ),
            default
        );
        await ada.PublishAsync(thread, words);

        var feed = await FeedAsync(server, $"{Site}/t/{thread}/feed.atom", found => found.Entries.Count == 1);
        var json = (await visitor.GetAsync($"{Site}/t/{thread}/feed.json")).Json;
        Assert.Equal(title, feed.Title);
        Assert.Equal(title, (string?)json["title"]);
        foreach (var html in (string[])[feed.Entries[0].Html, (string)json["items"]![0]!["content_html"]!])
        {
            var body = new HtmlParser().ParseDocument(html).Body!;
            Assert.Equal(words, body.TextContent.Trim());
            Assert.Equal(["P"], body.QuerySelectorAll("*").Select(element => element.TagName));
        }
    }

    [Fact]
    public async Task relative_link_in_a_comment()
    {
        var words = (string)KnownCase.Of("relative-link-in-a-comment").Input!;
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database, new Parley.Sites.SiteSettings { KnownAfter = 0 });
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await ada.PublishAsync(thread, words);

        var feed = await FeedAsync(server, $"{Site}/t/{thread}/feed.atom", found => found.Entries.Count == 1);

        var links = new HtmlParser().ParseDocument(feed.Entries[0].Html).QuerySelectorAll("[href], [src]");
        Assert.Equal("https://news.example/ok", Assert.Single(links).GetAttribute("href"));
        Assert.StartsWith("https://news.example/vote#", feed.Entries[0].Url, StringComparison.Ordinal);
        Assert.StartsWith("http", feed.LinkTo("self"), StringComparison.Ordinal);
    }

    private static AtomEntry Old(AtomDocument feed, Guid comment) => feed.Entries.Single(entry => entry.Id == comment);
}
