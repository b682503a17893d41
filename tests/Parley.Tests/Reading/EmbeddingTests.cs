using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Sites;
using Parley.Tests.Markup;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Reading;

/// <summary>What newspapers put into their own pages: quotations, lists, and the discussion's own HTML.</summary>
public sealed class EmbeddingTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_quotation_changes_with_its_comment_and_is_a_quiet_sentence_once_that_is_gone(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var there = await TestServer.StartAsync(database);
        await using var here = await TestServer.StartAsync(database);
        using var ada = await there.ReaderAsync();
        using var visitor = here.Visitor();
        var thread = await there.OpenThreadAsync();
        foreach (
            var state in (CommentState[])[CommentState.Held, CommentState.Removed, CommentState.Rejected, CommentState.Deleted]
        )
        {
            var id = await ada.PublishAsync(thread, $"The bred was late, says {state}.");
            string[] urls = [$"{Site}/c/{id}/quote?frame=1", $"{Site}/c/{id}/quote", $"{Site}/c/{id}/quote.html"];
            foreach (var url in urls)
            {
                var quoted = await visitor.GetAsync(url);
                Assert.Contains("The bred was late", quoted.Text, StringComparison.Ordinal);
                Assert.Contains(ada.Name, quoted.Text, StringComparison.Ordinal);
                Assert.Contains($"/c/{id}\"", quoted.Text, StringComparison.Ordinal);
            }

            await ada.PatchAsync($"{Api}/comments/{id}", new { body = $"The bread was late, says {state}." });
            await SeenAsync(urls, text => text.Contains("The bread was late", StringComparison.Ordinal));

            await there.DecideAsync(id, state);
            await SeenAsync(urls, text => !text.Contains("late", StringComparison.Ordinal));
            foreach (var url in urls)
            {
                var gone = await visitor.GetAsync(url);
                var never = await visitor.GetAsync(
                    url.Replace(id.ToString(), Guid.CreateVersion7().ToString(), StringComparison.Ordinal)
                );
                Assert.Equal((HttpStatusCode.OK, never.Text), (gone.Status, gone.Text));
                Assert.Contains("no longer public", gone.Text, StringComparison.Ordinal);
                Assert.DoesNotContain(ada.Name, gone.Text, StringComparison.Ordinal);
            }
        }

        async Task SeenAsync(string[] urls, Func<string, bool> isSo)
        {
            foreach (var url in urls)
            {
                var took = await Eventually.IsSoAsync(async () => isSo((await visitor.GetAsync(url)).Text));
                Assert.True(took < TimeSpan.FromSeconds(2), $"{url} took {took}");
            }
        }
    }

    [Fact]
    public async Task A_quotation_is_framed_by_the_sites_own_pages_and_a_part_is_no_page()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var id = await ada.PublishAsync(await server.OpenThreadAsync(), "The bread was late.");

        // Once by the endpoint, once by the lane.
        for (var round = 0; round < 2; round++)
        {
            var page = await visitor.GetAsync($"{Site}/c/{id}/quote");
            Assert.Matches(
                "frame-ancestors 'self' https://(my-)?news.example https://",
                page.Headers["content-security-policy"]
            );
            Assert.All(LinksOf(page), link => Assert.Equal("_blank", link.Target));
            var part = await visitor.GetAsync($"{Site}/c/{id}/quote.html", ("Accept-Encoding", "br"));
            Assert.Equal("public, max-age=0, s-maxage=2", part.Headers["cache-control"]);
            Assert.Equal("br", part.Headers["content-encoding"]);
            Assert.Contains("default-src 'none'", part.Headers["content-security-policy"], StringComparison.Ordinal);
            var again = await visitor.GetAsync(
                $"{Site}/c/{id}/quote.html",
                ("Accept-Encoding", "br"),
                ("If-None-Match", part.ETag!)
            );
            Assert.Equal((HttpStatusCode.NotModified, 0), (again.Status, again.Bytes.Length));
        }

        AssertIsPart((await visitor.GetAsync($"{Site}/c/{id}/quote.html")).Text);
    }

    [Fact]
    public async Task A_comments_address_is_turned_into_what_quotes_it_and_no_other_address_is()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var id = await ada.PublishAsync(await server.OpenThreadAsync(), "The bread was late.");
        var page = new HtmlParser().ParseDocument((await visitor.GetAsync($"{Site}/c/{id}")).Text);
        var discovered = page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!;
        var address = server.Address.GetLeftPart(UriPartial.Authority) + $"{Site}/c/{id}";

        var found = await visitor.GetAsync(discovered);

        Assert.Equal(("1.0", "rich"), ((string?)found.Json["version"], (string?)found.Json["type"]));
        var html = new HtmlParser().ParseDocument((string)found.Json["html"]!);
        Assert.Equal(address, html.QuerySelector("parley-comment > a")!.GetAttribute("href"));
        Assert.Equal("/embed.js", new Uri(html.QuerySelector("script")!.GetAttribute("src")!).AbsolutePath);
        // The same as is there to be copied, and nothing that somebody might keep.
        Assert.Equal((string?)found.Json["html"], page.QuerySelector("#embed-code")!.TextContent);
        Assert.DoesNotContain("bread", found.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ada.Name, found.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotImplemented, (await visitor.GetAsync($"{discovered}&format=xml")).Status);

        string[] wrong =
        [
            "",
            $"{Site}/c/{id}",
            address + "/quote",
            address.Replace("://", "://user@", StringComparison.Ordinal),
            address.Replace("http:", "https:", StringComparison.Ordinal),
            address.Replace("127.0.0.1", "localhost.example", StringComparison.Ordinal),
            address.Replace(TestServer.SiteName, TestServer.OtherSiteName, StringComparison.Ordinal),
        ];
        foreach (var url in wrong)
        {
            var refused = await visitor.GetAsync($"/oembed?url={Uri.EscapeDataString(url)}");
            Assert.Equal((url, "comment-not-found"), (url, refused.Code));
        }

        await server.DecideAsync(id, CommentState.Removed);
        Assert.Equal("comment-not-found", (await visitor.GetAsync(discovered)).Code);
        Assert.DoesNotContain("embed-code", (await visitor.GetAsync($"{Site}/c/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_known_trick_of_an_address_is_a_comment_of_ours_or_a_page_of_the_sites()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();
        var origin = server.Address.GetLeftPart(UriPartial.Authority);
        string[] tricks =
        [
            .. Corpus.Inputs("security/redirect", "input"),
            .. Corpus.Inputs("security/redirect", "input").Select(trick => origin + trick),
            .. Corpus.Items("security/url/ada-extra.json").Select(InputOf).OfType<string>(),
            .. Corpus.Items("security/url/urltestdata.json").Select(InputOf).OfType<string>(),
        ];
        List<string> faults = [];

        foreach (var trick in tricks.Distinct().Where((_, at) => at % 6 == 0))
        {
            var url = Uri.EscapeDataString(trick);
            var quoted = await visitor.GetAsync($"/oembed?url={url}");
            if (quoted.Code != "comment-not-found")
                faults.Add($"{trick}: {quoted.Text}");
            // What is the site's own has nothing but the way to write under it.
            var included = await visitor.GetAsync($"{Site}/include?url={url}");
            var isNone =
                (int)included.Status is 400 or 403 && included.Text.StartsWith("<!-- parley: ", StringComparison.Ordinal);
            if (!isNone && !LinksOf(included).All(link => link.Href.StartsWith($"{origin}/t?url=", StringComparison.Ordinal)))
                faults.Add($"{trick}: {included.Status} {included.Text}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.Empty(await server.ListAsync("SELECT 1 FROM story", [], row => row.Int(0)));
    }

    // Some lines are notes, and half a pair is no text that HTTP carries.
    private static string? InputOf(JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object ? item.GetProperty("input").GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_list_has_the_latest_or_the_picked_of_a_site_or_a_section(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var url = $"{Site}/latest";
        Assert.Contains("Nobody has written here lately", (await visitor.GetAsync(url)).Text, StringComparison.Ordinal);
        var (politics, sport) = (
            await server.OpenThreadAsync("https://news.example/politics/vote"),
            await server.OpenThreadAsync("https://my-news.example/politics-of-sport")
        );
        var first = await staff.PublishAsync(politics, "One for the mayor.");
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        var second = await staff.PublishAsync(sport, "One for the goalkeeper.", null);
        server.Clock.Turn(TimeSpan.FromMinutes(1));
        var third = await staff.PublishAsync(politics, "One for the clerk.", first);
        await staff.PutAsync($"{Api}/comments/{first}/pick");

        await Eventually.IsSoAsync(async () => ListedOn(await visitor.GetAsync(url)).Count == 3);
        Assert.Equal([third, second, first], ListedOn(await visitor.GetAsync(url)));
        Assert.Equal([third, second, first], ListedOn(await visitor.GetAsync($"{url}?frame=1&n=3")));
        Assert.Equal([third, first], ListedOn(await visitor.GetAsync($"{url}?section=/politics/")));
        Assert.Equal([second], ListedOn(await visitor.GetAsync($"{url}?section=/politics-of-sport")));
        Assert.Equal([first], ListedOn(await visitor.GetAsync($"{url}?show=picks")));
        Assert.Equal([first], ListedOn(await visitor.GetAsync($"{url}?show=picks&section=/politics")));
        Assert.Empty(ListedOn(await visitor.GetAsync($"{url}?show=picks&section=/politics-of-sport")));
        Assert.Empty(ListedOn(await visitor.GetAsync($"{url}?section=Politics")));
        Assert.Empty(ListedOn(await visitor.GetAsync($"/{TestServer.OtherSiteName}/latest")));
        await server.Database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE story SET section = 'Politics' WHERE site_id = @site AND id = @id",
                    [("@site", server.Site.Id), ("@id", politics)],
                    default
                ),
            default
        );
        await Eventually.IsSoAsync(async () => ListedOn(await visitor.GetAsync($"{url}?section=Politics")).Count == 2);
        foreach (var wrong in (string[])["n=2", "n=21", "n=x", "show=all", "section=" + new string('x', 201)])
            Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"{url}?{wrong}")).Status);

        var framed = await visitor.GetAsync($"{url}?frame=1");
        Assert.Contains("https://news.example", framed.Headers["content-security-policy"], StringComparison.Ordinal);
        Assert.All(LinksOf(framed).Where(link => !link.IsSkip), link => Assert.Equal("_blank", link.Target));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_was_taken_down_is_gone_from_lists_on_every_node_within_two_seconds(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var there = await TestServer.StartAsync(database);
        await using var here = await TestServer.StartAsync(database);
        using var staff = await there.StaffAsync();
        using var visitor = here.Visitor();
        using var visitorThere = there.Visitor();
        var id = await staff.PublishAsync(await there.OpenThreadAsync(), "I shall regret this.");
        await staff.PutAsync($"{Api}/comments/{id}/pick");
        string[] urls = [$"{Site}/latest", $"{Site}/latest?show=picks"];
        foreach (var url in urls)
        {
            await Eventually.IsSoAsync(async () => ListedOn(await visitor.GetAsync(url)).Contains(id));
            await Eventually.IsSoAsync(async () => ListedOn(await visitorThere.GetAsync(url)).Contains(id));
        }

        await there.DecideAsync(id, CommentState.Removed);

        foreach (var url in urls)
        {
            Assert.Empty(ListedOn(await visitorThere.GetAsync(url)));
            var took = await Eventually.IsSoAsync(async () => ListedOn(await visitor.GetAsync(url)).Count == 0);
            Assert.True(took < TimeSpan.FromSeconds(2), $"{url} took {took}");
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_an_article_includes_says_the_same_and_leads_to_the_same_as_the_discussions_page(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { KnownAfter = 0 });
        using var staff = await server.StaffAsync();
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var first = await ada.PublishAsync(thread, "The bread was *late*: https://bread.example");
        var reply = await staff.PublishAsync(thread, "> The bread was\n\nSo it was.", first);
        await ada.PublishAsync(thread, "Again.", reply);
        var gone = await ada.PublishAsync(thread, "Zzgone");
        await ada.PublishAsync(thread, "What did it say?", gone);
        await staff.PutAsync($"{Api}/comments/{first}/pick");
        await staff.PutAsync($"{Api}/comments/{reply}/pin");
        await staff.PutAsync($"{Api}/threads/{thread}/question", new { body = "Who bakes?" });
        await server.DecideAsync(gone, CommentState.Removed);
        var page = new HtmlParser().ParseDocument((await visitor.GetAsync($"{Site}/t/{thread}")).Text);

        foreach (var url in (string[])[$"{Site}/include?url=https://news.example/vote", $"{Site}/t/{thread}/include"])
        {
            var answer = await visitor.GetAsync(url);
            var part = new HtmlParser().ParseDocument(answer.Text);
            AssertIsPart(answer.Text);
            Assert.DoesNotContain("Zzgone", answer.Text, StringComparison.Ordinal);
            foreach (var what in (string[])["article", ".pl-first figure", "#opening-question"])
            {
                Assert.NotEmpty(page.QuerySelectorAll(what));
                Assert.Equal(page.QuerySelectorAll(what).Select(TextOf), part.QuerySelectorAll(what).Select(TextOf));
            }

            Assert.Equal(page.QuerySelectorAll("article a").Select(PathOf), part.QuerySelectorAll("article a").Select(PathOf));
            Assert.All(
                part.QuerySelectorAll("a").Select(link => link.GetAttribute("href")!).Where(href => href[0] != '#'),
                href =>
                    Assert.True(
                        Uri.TryCreate(href, UriKind.Absolute, out var whole)
                            && whole.Scheme.StartsWith("http", StringComparison.Ordinal),
                        href
                    )
            );
            Assert.Contains("ugc", part.QuerySelector(".pl-text a")!.GetAttribute("rel"), StringComparison.Ordinal);
            var said = JsonNode.Parse(part.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
            Assert.Equal("DiscussionForumPosting", (string?)said["@type"]);
            Assert.Equal(4, said["comment"]!.AsArray().Count);
            Assert.StartsWith("http", (string)said["url"]!, StringComparison.Ordinal);
        }

        var asked = await visitor.GetAsync($"{Site}/t/{thread}/include?level=4&jsonld=0");
        Assert.DoesNotContain("<script", asked.Text, StringComparison.Ordinal);
        Assert.Equal("H4", new HtmlParser().ParseDocument(asked.Text).QuerySelector("#discussion-title")!.TagName);
        Assert.Equal(
            "H5",
            new HtmlParser().ParseDocument(asked.Text).QuerySelector(".pl-thread > li > article .pl-by")!.TagName
        );
        var etag = (await visitor.GetAsync($"{Site}/t/{thread}/include")).ETag!;
        Assert.StartsWith("\"", etag, StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.NotModified,
            (await visitor.GetAsync($"{Site}/t/{thread}/include", ("If-None-Match", etag))).Status
        );
        await server.DecideAsync(first, CommentState.Removed);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"{Site}/t/{thread}/include", ("If-None-Match", etag))).Status);
    }

    [Fact]
    public async Task What_cannot_be_included_puts_nothing_into_the_article()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        (string Url, int Status, string Code)[] wrong =
        [
            ($"{Site}/include?url=https://elsewhere.example/x", 403, "page-not-ours"),
            ($"{Site}/include?url=javascript:alert(1)", 400, "address-invalid"),
            ($"{Site}/include", 400, "page-unknown"),
            ($"{Site}/t/{thread}/include?level=7", 400, "query-invalid"),
            ($"{Site}/t/{thread}/include?after=x", 400, "query-invalid"),
            ($"{Site}/t/{Guid.CreateVersion7()}/include", 404, "thread-not-found"),
            ($"/{TestServer.OtherSiteName}/t/{thread}/include", 404, "thread-not-found"),
        ];
        foreach (var (url, status, code) in wrong)
        {
            var answer = await visitor.GetAsync(url);
            Assert.Equal((url, $"<!-- parley: {code} -->\n"), (url, answer.Text));
            Assert.Equal((url, status), (url, (int)answer.Status));
        }

        // Nobody has written: there is a way to, and reading has made nothing.
        var empty = await visitor.GetAsync($"{Site}/include?url=https://news.example/new%22%3E%3Cscript%3E");
        AssertIsPart(empty.Text);
        Assert.Equal(["/t"], LinksOf(empty).Select(link => new Uri(link.Href).AbsolutePath));
        Assert.Single(await server.ListAsync("SELECT 1 FROM story", [], row => row.Int(0)));
    }

    [Fact]
    public async Task A_site_that_is_not_open_to_all_gives_none()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            new SiteSettings { Read = new Opening(Opening.Readers) }
        );
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var id = await ada.PublishAsync(thread, "Zzclosed words.");
        foreach (
            var url in (string[])
                [
                    $"{Site}/include?url=https://news.example/vote",
                    $"{Site}/t/{thread}/include",
                    $"{Site}/c/{id}/quote.html",
                    $"{Site}/c/{id}/quote",
                    $"{Site}/latest",
                    $"{Api}/picks",
                    $"/oembed?url={server.Address.GetLeftPart(UriPartial.Authority)}{Site}/c/{id}",
                ]
        )
        {
            // Also after somebody who may has read it.
            await ada.GetAsync(url);
            var refused = await visitor.GetAsync(url);
            Assert.True((int)refused.Status is 401 or 403 or 303, $"{url}: {refused.Status}");
            Assert.DoesNotContain("Zzclosed", refused.Text, StringComparison.Ordinal);
            Assert.Contains("no-store", refused.Headers["cache-control"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Hostile_names_titles_and_words_stay_text_wherever_they_are_put()
    {
        const string hostile = "</script></blockquote></section><img src=x onerror=alert(1)>";
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var staff = await server.StaffAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var id = await staff.PublishAsync(thread, hostile + " \"'`{{7*7}}");
        await staff.PutAsync($"{Api}/comments/{id}/pick");
        await staff.PutAsync($"{Api}/comments/{id}/pin");
        await staff.PutAsync($"{Api}/threads/{thread}/question", new { body = hostile });
        await server.Database.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    "UPDATE story SET title = @title, title_is_trusted = @yes, url = @url WHERE site_id = @site AND id = @id",
                    [
                        ("@title", hostile),
                        ("@yes", true),
                        ("@url", "https://news.example/\"onmouseover=\"x"),
                        ("@site", server.Site.Id),
                        ("@id", thread),
                    ],
                    default
                );
                await scope.ExecuteAsync(
                    "UPDATE reader SET name = @name WHERE site_id = @site AND id = @id",
                    [("@name", hostile), ("@site", server.Site.Id), ("@id", staff.Id)],
                    default
                );
            },
            default
        );

        await Eventually.IsSoAsync(async () => ListedOn(await visitor.GetAsync($"{Site}/latest?n=4")).Count == 1);
        foreach (
            var url in (string[])
                [
                    $"{Site}/t/{thread}/include",
                    $"{Site}/t/{thread}/picks",
                    $"{Site}/t/{thread}",
                    $"{Site}/c/{id}/quote",
                    $"{Site}/c/{id}/quote.html",
                    $"{Site}/latest?n=4",
                    $"{Site}/latest?show=picks",
                ]
        )
        {
            var answer = await visitor.GetAsync(url);
            var page = new HtmlParser().ParseDocument(answer.Text);
            Assert.Empty(page.QuerySelectorAll("img, [onerror], [onmouseover]"));
            Assert.Contains("onerror=alert(1)", page.Body!.TextContent, StringComparison.Ordinal);
            if (url.EndsWith("/include", StringComparison.Ordinal))
            {
                Assert.Equal(1, page.Body.ChildElementCount);
                Assert.NotNull(JsonNode.Parse(page.QuerySelector("script")!.TextContent));
            }
        }
    }

    // A part: nothing of a whole page, one element, and no script that runs.
    private static void AssertIsPart(string text)
    {
        foreach (
            var tag in (string[])
                ["<!doctype", "<html", "<head>", "<body", "<link", "<style", "<form", "<button", "<input", "<img"]
        )
            Assert.DoesNotContain(tag, text, StringComparison.OrdinalIgnoreCase);
        var part = new HtmlParser().ParseDocument(text);
        Assert.Equal(1, part.Body!.ChildElementCount);
        Assert.All(part.QuerySelectorAll("script"), script => Assert.Equal("application/ld+json", script.GetAttribute("type")));
        Assert.Equal("en", part.Body.FirstElementChild!.GetAttribute("lang"));
    }

    private sealed record Link(string Href, string? Target, bool IsSkip);

    private static IReadOnlyList<Link> LinksOf(TestAnswer page) =>
        [
            .. new HtmlParser()
                .ParseDocument(page.Text)
                .QuerySelectorAll("main a, .pl-include a")
                .OfType<IHtmlAnchorElement>()
                .Select(link => new Link(link.GetAttribute("href")!, link.GetAttribute("target"), link.ClassName == "pl-skip")),
        ];

    private static IReadOnlyList<Guid> ListedOn(TestAnswer page) =>
        [
            .. new HtmlParser()
                .ParseDocument(page.Text)
                .QuerySelectorAll(".pl-latest figure a:last-of-type")
                .Select(link => Guid.Parse(link.GetAttribute("href")!.Split("/c/")[1])),
        ];

    // Without what one presses: in an article there is nothing to press.
    private static string TextOf(AngleSharp.Dom.IElement element)
    {
        var copy = (AngleSharp.Dom.IElement)element.Clone();
        foreach (var button in copy.QuerySelectorAll("button"))
            button.Remove();
        return string.Join(' ', copy.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // As it is written for our own pages.
    private static string PathOf(AngleSharp.Dom.IElement link)
    {
        var href = link.GetAttribute("href")!;
        return href.StartsWith("http://127.0.0.1", StringComparison.Ordinal) ? new Uri(href).PathAndQuery : href;
    }
}
