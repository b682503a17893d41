using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Events;
using Parley.Feeds;
using Parley.Screening;
using Parley.Sites;
using Parley.Tests.Reading;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Feeds;

public sealed class FeedTests
{
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_follows_a_discussion_sees_who_answers_whom_and_nothing_of_others(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, prefix: "/talk");
        using var ada = await server.ReaderAsync("Ada Korr");
        using var bo = await server.ReaderAsync("بو <b>&");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var elsewhere = await server.OpenThreadAsync("https://news.example/else");
        var top = await ada.PublishAsync(thread, "The *dam* held.");
        var reply = await bo.PublishAsync(thread, "It did.", top);
        var other = await bo.PublishAsync(elsewhere, "Somewhere else.");

        var feed = await FeedAsync(server, $"/talk{Site}/t/{thread}/feed.atom", answer => answer.Contains(reply));

        Assert.Equal([reply, top], feed.Entries.Select(entry => entry.Id));
        Assert.Equal([top, thread], feed.Entries.Select(entry => entry.Answers));
        Assert.Equal([0, 1], feed.Entries.Select(entry => entry.Replies));
        Assert.Equal([bo.Name, "Ada Korr"], feed.Entries.Select(entry => entry.Author));
        Assert.Equal($"https://news.example/vote#parley-c-{top}", feed.Entries[1].Url);
        Assert.Equal("<p dir=\"auto\">The <em>dam</em> held.</p>", feed.Entries[1].Html.Trim());
        Assert.Equal($"{server.Address}talk{Site}/t/{thread}/feed.atom", feed.LinkTo("self"));

        var ofSite = await FeedAsync(server, $"/talk{Site}/feed.atom", answer => answer.Contains(other));
        Assert.Equal([other, reply, top], ofSite.Entries.Select(entry => entry.Id));
        var ofOther = AtomDocument.Of(await visitor.GetAsync($"/talk/{TestServer.OtherSiteName}/feed.atom"));
        Assert.Empty(ofOther.Entries);
        Assert.NotEqual(ofSite.Id, ofOther.Id);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await visitor.GetAsync($"/talk/{TestServer.OtherSiteName}/t/{thread}/feed.atom")).Status
        );

        var json = await visitor.GetAsync($"/talk{Site}/t/{thread}/feed.json");
        Assert.Equal("application/feed+json; charset=utf-8", json.Headers["content-type"]);
        CheckJson(json.Json);
        Assert.Equal($"urn:uuid:{reply}", (string?)json.Json["items"]![0]!["id"]);
        Assert.Equal($"urn:uuid:{top}", (string?)json.Json["items"]![0]!["_parley"]!["in_reply_to"]);
        var page = new HtmlParser().ParseDocument((await visitor.GetAsync($"/talk{Site}/t/{thread}")).Text);
        Assert.Equal(
            [
                $"/talk{Site}/t/{thread}/feed.atom",
                $"/talk{Site}/t/{thread}/feed.json",
                $"/talk{Site}/feed.atom",
                $"/talk{Site}/feed.json",
            ],
            page.QuerySelectorAll("link[rel=alternate]").Select(link => link.GetAttribute("href"))
        );
        Assert.DoesNotContain(
            "rel=\"alternate\"",
            (await visitor.GetAsync($"/talk{Site}/t/{thread}?frame=1")).Text,
            StringComparison.Ordinal
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_waits_is_in_no_feed_and_what_is_withdrawn_leaves_only_that_it_was(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        await using var second = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await server.SetWordsAsync(WordListKind.Suspect, "quokkalantern");
        await Eventually.IsSoAsync(async () =>
            (string?)(await ada.SayAsync(thread, "A quokkalantern.")).Json["comment"]?["state"] == "held"
        );
        var waits = (Guid)(await ada.SayAsync(thread, "The quokkalantern waits.")).Json["comment"]!["id"]!;
        var first = await ada.PublishAsync(thread, "A marmaladezeppelin.");
        var later = await ada.PublishAsync(thread, "Later.");
        var url = $"{Site}/t/{thread}/feed.atom";
        Assert.Equal(
            [later, first],
            (await FeedAsync(server, url, answer => answer.Contains(later))).Entries.Select(e => e.Id)
        );
        Assert.Empty((await FeedAsync(server, url, _ => true)).Gone);

        await server.DecideAsync(first, CommentState.Removed);

        // On each node, and in each feed.
        foreach (var node in (TestServer[])[server, second])
        foreach (var (atom, json) in (url, $"{Site}/t/{thread}/feed.json").Also(($"{Site}/feed.atom", $"{Site}/feed.json")))
        {
            using var visitor = node.Visitor();
            var feed = await FeedAsync(node, atom, answer => answer.Gone.Contains(first));
            Assert.Equal([later], feed.Entries.Select(entry => entry.Id));
            Assert.Equal([first], feed.Gone);
            foreach (var form in (string[])[atom, json])
                Assert.DoesNotContain("marmalade", (await visitor.GetAsync(form)).Text, StringComparison.Ordinal);
        }

        // What comes out late comes out on top: nobody who has read on would see it otherwise.
        await server.DecideAsync(first, CommentState.Published);
        await server.DecideAsync(waits, CommentState.Published);
        var again = await FeedAsync(server, url, answer => answer.Contains(waits) && answer.Contains(first));
        Assert.Equal([waits, later, first], again.Entries.Select(entry => entry.Id));
        Assert.Empty(again.Gone);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_long_discussion_is_read_page_by_page_to_its_beginning(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await LongThread.FillAsync(server, ada.Id, LongThread.Flat, 120);
        await server.Database.WriteAsync(
            async scope =>
            {
                foreach (var comment in thread.Comments)
                    await EventLog.AppendAsync(
                        scope,
                        server.Site.Id,
                        EventKind.CommentPublished,
                        server.Clock.GetUtcNow(),
                        default,
                        thread.Id,
                        1,
                        comment,
                        isQuiet: true
                    );
            },
            default
        );
        await FeedAsync(server, $"{Site}/feed.atom", feed => feed.Contains(thread.Comments[^1]));

        foreach (var at in (string[])[$"{Site}/feed", $"{Site}/t/{thread.Id}/feed"])
        {
            List<Guid> atom = [],
                json = [];
            string? next = $"{at}.atom";
            for (; next is not null; next = AtomDocument.Of(await visitor.GetAsync(next)).LinkTo("next"))
                atom.AddRange(AtomDocument.Of(await visitor.GetAsync(next)).Entries.Select(entry => entry.Id));
            next = $"{at}.json";
            for (; next is not null; next = (string?)(await visitor.GetAsync(next)).Json["next_url"])
                json.AddRange(
                    (await visitor.GetAsync(next)).Json["items"]!
                        .AsArray()
                        .Select(item => Guid.Parse(((string)item!["id"]!)[9..]))
                );

            Assert.Equal(thread.Comments.Reverse(), atom);
            Assert.Equal(atom, json);
        }

        foreach (var wrong in (string[])["x", "1", "1.x", "-1.0", ".", "99999999999999999999.00000000000000000000000000000000"])
            Assert.Equal(
                (wrong, HttpStatusCode.BadRequest),
                (wrong, (await visitor.GetAsync($"{Site}/feed.atom?before={wrong}")).Status)
            );
    }

    [Fact]
    public async Task A_feed_that_stands_is_sent_once()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        await ada.PublishAsync(thread, "Once.");
        var url = $"{Site}/t/{thread}/feed.json";
        await FeedAsync(server, $"{Site}/t/{thread}/feed.atom", feed => feed.Entries.Count == 1);

        // Its time says nothing yet: it knows seconds only.
        var fresh = await visitor.GetAsync(url);
        Assert.False(fresh.Headers.ContainsKey("last-modified"));
        server.Clock.Turn(TimeSpan.FromSeconds(5));
        var stood = await visitor.GetAsync(url);
        Assert.Equal(fresh.ETag, stood.ETag);
        var since = stood.Headers["last-modified"];

        Assert.Equal(HttpStatusCode.NotModified, (await visitor.GetAsync(url, ("If-None-Match", stood.ETag!))).Status);
        Assert.Equal(HttpStatusCode.NotModified, (await visitor.GetAsync(url, ("If-Modified-Since", since))).Status);
        // Where both are said, the tag decides.
        Assert.Equal(
            HttpStatusCode.OK,
            (await visitor.GetAsync(url, ("If-None-Match", "\"other\""), ("If-Modified-Since", since))).Status
        );
        var packed = await visitor.GetAsync(url, ("Accept-Encoding", "br"));
        Assert.Equal("br", packed.Headers["content-encoding"]);
        Assert.Empty((await visitor.HeadAsync(url)).Bytes);

        await ada.PublishAsync(thread, "Twice.");
        await FeedAsync(server, $"{Site}/t/{thread}/feed.atom", feed => feed.Entries.Count == 2);
        server.Clock.Turn(TimeSpan.FromSeconds(5));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(url, ("If-Modified-Since", since))).Status);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(url, ("If-None-Match", stood.ETag!))).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reader_can_be_followed_only_while_they_want_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var bo = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var hers = await ada.PublishAsync(thread, "Mine.");
        await bo.PublishAsync(thread, "Not hers.");
        var url = $"{Site}/r/{ada.Id}/feed.atom";
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(url)).Status);
        Assert.Contains("name=\"open\" value=\"true\"", (await ada.GetAsync($"{Site}/me")).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.SeeOther, (await ada.SendFormAsync($"{Site}/me/feed", ("open", "true"))).Status);
        var feed = await FeedAsync(server, url, found => found.Contains(hers));
        Assert.Equal([hers], feed.Entries.Select(entry => entry.Id));
        Assert.Equal($"Comments by {ada.Name}", feed.Title);
        Assert.Contains(url, (await ada.GetAsync($"{Site}/me")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Site}/r/{bo.Id}/feed.atom")).Status);

        Assert.Equal(HttpStatusCode.NoContent, (await ada.DeleteAsync($"{TestServer.Api}/comments/mine/feed")).Status);
        server.Clock.Turn(TimeSpan.FromSeconds(2));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(url)).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await visitor.GetAsync(url + "?before=1.00000000000000000000000000000000")).Status
        );
        Assert.Equal(HttpStatusCode.NoContent, (await ada.PutAsync($"{TestServer.Api}/comments/mine/feed")).Status);
        await FeedAsync(server, url, found => found.Contains(hers));
    }

    [Fact]
    public async Task Where_not_everybody_may_read_there_is_no_feed()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            new SiteSettings
            {
                Read = new Opening("entitlement:subscriber", "Subscribers read here.", "https://news.example/join"),
            }
        );
        using var visitor = server.Visitor();
        using var ada = await server.ReaderAsync();
        var thread = await server.OpenThreadAsync();
        await ada.PutAsync($"{TestServer.Api}/comments/mine/feed");

        foreach (var path in (string[])["", $"/t/{thread}", $"/r/{ada.Id}", "/picks", $"/t/{thread}/picks"])
        foreach (var form in (string[])["/feed.atom", "/feed.json"])
            Assert.Equal((path, HttpStatusCode.Forbidden), (path, (await visitor.GetAsync(Site + path + form)).Status));
        Assert.DoesNotContain("feed.atom", (await visitor.GetAsync($"{Site}/")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("feed.atom", (await ada.GetAsync($"{Site}/me")).Text, StringComparison.Ordinal);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_the_newsroom_picks_comes_in_a_feed_as_it_picks_it_and_goes_with_the_pick(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync("Ada Korr");
        using var visitor = server.Visitor();
        Guid[] threads = [await server.OpenThreadAsync(), await server.OpenThreadAsync("https://news.example/bread")];
        var old = await ada.PublishAsync(threads[0], "The *dam* held.");
        var reply = await ada.PublishAsync(threads[0], "And still holds.", old);
        var bread = await ada.PublishAsync(threads[1], "The bread was late.");
        await ada.PublishAsync(threads[1], "Nobody picked this.");
        var (ofSite, ofThread) = ($"{Site}/picks/feed", $"{Site}/t/{threads[0]}/picks/feed");
        var (site, thread) = (await NowAsync(ofSite), await NowAsync(ofThread));
        Assert.Empty(site.Entries.Concat(thread.Entries));

        // The oldest is picked last.
        foreach (var comment in (Guid[])[bread, reply, old])
        {
            server.Clock.Turn(TimeSpan.FromMinutes(1));
            await staff.PutAsync($"{TestServer.Api}/comments/{comment}/pick");
        }

        (site, thread) = (await NowAsync(ofSite), await NowAsync(ofThread));
        Assert.Equal([old, reply, bread], site.Entries.Select(entry => entry.Id));
        Assert.Equal([old, reply], thread.Entries.Select(entry => entry.Id));
        Assert.Equal(old, thread.Entries[1].Answers);
        Assert.Equal("<p dir=\"auto\">The <em>dam</em> held.</p>", site.Entries[0].Html.Trim());
        var picked = (await visitor.GetAsync($"{TestServer.Api}/picks")).Json["picks"]!.AsArray();
        Assert.Equal(picked.Select(pick => (DateTimeOffset)pick!["pickedAt"]!), site.Entries.Select(entry => entry.Updated));
        Assert.True(DateTimeOffset.Parse(site.Entries[0].Published!, null) < site.Entries[0].Updated);
        Assert.Equal(site.Entries[0].Updated, site.Updated);
        string[] feeds = [$"{Site}/feed.atom", $"{Site}/t/{threads[0]}/feed.atom", $"{ofSite}.atom", $"{ofThread}.atom"];
        List<string> ids = [];
        foreach (var feed in feeds)
            ids.Add(AtomDocument.Of(await visitor.GetAsync(feed)).Id);
        Assert.Equal(ids.Distinct(), ids);
        foreach (var url in (string[])[ofSite, ofThread])
            CheckJson((await visitor.GetAsync($"{url}.json")).Json);
        foreach (var (page, first) in (($"{Site}/t/{threads[0]}/picks", ofThread)).Also(($"{Site}/latest?show=picks", ofSite)))
        {
            var drawn = new HtmlParser().ParseDocument((await visitor.GetAsync(page)).Text);
            Assert.Equal($"{first}.atom", drawn.QuerySelector("link[rel=alternate]")!.GetAttribute("href"));
            Assert.Single(drawn.QuerySelectorAll($"main a[href='{first}.atom']"));
            Assert.EndsWith(
                page,
                AtomDocument.Of(await visitor.GetAsync($"{first}.atom")).LinkTo("alternate", "text/html"),
                StringComparison.Ordinal
            );
        }

        await staff.DeleteAsync($"{TestServer.Api}/comments/{reply}/pick");
        await server.DecideAsync(old, CommentState.Removed);

        Assert.Equal([bread], (await NowAsync(ofSite)).Entries.Select(entry => entry.Id));
        Assert.Empty((await NowAsync(ofThread)).Entries);
        Assert.Empty(AtomDocument.Of(await visitor.GetAsync($"/{TestServer.OtherSiteName}/picks/feed.atom")).Entries);

        Task<AtomDocument> NowAsync(string url) => FeedAsync(server, url + ".atom", _ => true);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Many_picks_are_read_page_by_page(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await LongThread.FillAsync(server, ada.Id, LongThread.Flat, 120);
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE comment SET picked_at = posted_at, picked_by = author_id WHERE site_id = @site",
                    [("@site", server.Site.Id)],
                    default
                ),
            default
        );

        foreach (var at in (string[])[$"{Site}/picks/feed.atom", $"{Site}/t/{thread.Id}/picks/feed.atom"])
        {
            List<Guid> read = [];
            for (string? next = at; next is not null; )
            {
                var page = AtomDocument.Of(await visitor.GetAsync(next));
                read.AddRange(page.Entries.Select(entry => entry.Id));
                next = page.LinkTo("next");
            }

            Assert.Equal(thread.Comments.Reverse(), read);
        }
    }

    [Fact]
    public void What_no_xml_can_hold_costs_nobody_the_feed()
    {
        var words = string.Concat(Enumerable.Range(0, 0x30).Select(code => (char)code)) + "\uFFFE\uD800 ]]> <&\" 😀\u202E‏";
        var now = DateTimeOffset.UnixEpoch;
        var id = Guid.CreateVersion7();
        var feed = new Feed(id, words, "ar", words, "https://a.example/?" + words, "https://a.example/j", now, [Entry()], [])
        {
            Subtitle = words,
            HomeUrl = "https://a.example/" + words,
            Next = ("https://a.example/n" + words, "https://a.example/n"),
        };

        var atom = AtomDocument.Of(AtomFeed.Write(feed));
        Assert.Contains("]]> <&\" 😀\u202E‏", atom.Entries[0].Author, StringComparison.Ordinal);
        CheckJson(JsonNode.Parse(JsonFeed.Write(feed))!);

        FeedEntry Entry() =>
            new(
                id,
                words,
                words,
                "https://a.example/" + words,
                words,
                null,
                now,
                id,
                "https://a.example/" + words,
                1,
                "https://a.example/f"
            );
    }

    /// <summary>The feed as soon as it is so. It may be as old as a second, which the clock is turned over.</summary>
    internal static async Task<AtomDocument> FeedAsync(TestServer server, string url, Func<AtomDocument, bool> isSo)
    {
        using var visitor = server.Visitor();
        AtomDocument? feed = null;
        await Eventually.IsSoAsync(async () =>
        {
            server.Clock.Turn(TimeSpan.FromSeconds(1.1));
            return await visitor.GetAsync(url) is { Status: HttpStatusCode.OK } answer && isSo(feed = AtomDocument.Of(answer));
        });
        return feed!;
    }

    // What https://www.jsonfeed.org/version/1.1/ requires, and that its addresses are whole.
    internal static void CheckJson(JsonNode feed)
    {
        Assert.Equal("https://jsonfeed.org/version/1.1", (string?)feed["version"]);
        Assert.NotNull((string?)feed["title"]);
        var items = feed["items"]!.AsArray();
        Assert.All(items, item => Assert.NotEmpty((string)item!["id"]!));
        Assert.Equal(items.Count, items.DistinctBy(item => (string)item!["id"]!).Count());
        Assert.All(items, item => Assert.NotNull((string?)item!["content_html"] ?? (string?)item["content_text"]));
        foreach (var url in items.Select(item => (string)item!["url"]!).Append((string)feed["feed_url"]!))
            Assert.True(Uri.TryCreate(url, UriKind.Absolute, out _), url);
    }
}

file static class Two
{
    public static IEnumerable<T> Also<T>(this T one, T other) => [one, other];
}

file static class Contained
{
    public static bool Contains(this AtomDocument feed, Guid comment) => feed.Entries.Any(entry => entry.Id == comment);
}
