using System.Net;
using Parley.Stories;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Threads;

/// <summary>Which pages share a discussion, through the door by which their readers come.</summary>
public sealed class PageDiscussionTests
{
    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "address-percent-forms")]
    public async Task Readers_meet_however_their_browser_encoded_the_address(string engine)
    {
        string[] all =
        [
            "https://news.example/новости/1",
            "https://news.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1",
            "https://news.example/%d0%bd%d0%be%d0%b2%d0%be%d1%81%d1%82%d0%b8/1",
            "https://news.example/~ann",
            "https://news.example/%7Eann",
            "https://news.example/%7eann",
            "https://news.example/%D0%9D%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1",
        ];
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        await PostUnderAsync(ada, all);

        Assert.Equal([3, 3, 3, 3, 3, 3, 1], await CountsAsync(server, all));
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "address-encoded-slash")]
    public async Task An_encoded_slash_leads_to_a_page_of_its_own(string engine)
    {
        string[] all =
        [
            "https://news.example/tags/a%2Fb",
            "https://news.example/tags/a%2fb",
            "https://news.example/tags/a/b",
            "https://news.example/100%25-pure",
            "https://news.example/100%-pure",
        ];
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        await PostUnderAsync(ada, all);

        Assert.Equal([2, 2, 1, 2, 2], await CountsAsync(server, all));
        foreach (var url in all)
            Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync("/t?url=" + Uri.EscapeDataString(url))).Status);
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "address-index-file")]
    public async Task A_folder_and_its_index_file_share_a_discussion(string engine)
    {
        string[] all =
        [
            "https://news.example/guide/",
            "https://news.example/guide",
            "https://news.example/guide/index.html",
            "https://news.example/guide/index.php?utm_source=x",
            "https://news.example/guide/index.html?chapter=2",
            "https://news.example/guide-index.html",
            "https://news.example/guide/index.html/notes",
        ];
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        await PostUnderAsync(ada, all);

        Assert.Equal([4, 4, 4, 4, 1, 1, 1], await CountsAsync(server, all));
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "address-translated-and-cached")]
    public async Task Readers_of_a_translation_or_a_cache_find_the_discussion(string engine)
    {
        string[] all =
        [
            "https://my-news.example/story-1",
            "https://my--news-example.translate.goog/story-1?_x_tr_sl=el&_x_tr_tl=en&_x_tr_hl=en",
            "https://my--news-example.cdn.ampproject.org/c/s/my-news.example/story-1",
            "https://www.google.com/amp/s/my-news.example/story-1",
            "https://my-news-example.translate.goog/story-1",
        ];
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        await PostUnderAsync(ada, all[..1]);

        Assert.Equal([1, 1, 1, 1, 0], await CountsAsync(server, all));
        Assert.Equal("page-not-ours", (await PostAsync(ada, all[4], null)).Code);
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "identifier-placeholder-words")]
    public async Task A_template_without_an_identifier_does_not_bring_all_pages_into_one_discussion(string engine)
    {
        string[] identifiers = ["null", "undefined", "", " ", "None", "{{ page.id }}"];
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var urls = new List<string>();
        foreach (var letter in "pq")
        {
            for (var i = 0; i < identifiers.Length; i++)
            {
                urls.Add($"https://news.example/{letter}{i + 1}");
                Assert.Equal(HttpStatusCode.Created, (await PostAsync(ada, urls[^1], identifiers[i])).Status);
            }
        }

        Assert.All(await CountsAsync(server, [.. urls]), count => Assert.Equal(1, count));
    }

    [Theory, ClassData(typeof(EveryDatabase)), Trait("Case", "slug-used-again")]
    public async Task An_address_that_is_used_again_begins_a_new_discussion(string engine)
    {
        const string vote = "https://news.example/vote";
        const string counted = "https://news.example/vote-counted";
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        var first = (Guid)(await PostAsync(ada, vote, "501")).Json["comment"]!["id"]!;

        Assert.Equal([first], (await ada.GetAsync($"/t?url={counted}&id=501")).CommentIds);
        Assert.Empty((await ada.GetAsync($"/t?url={vote}&id=777")).CommentIds);
        var second = (Guid)(await PostAsync(ada, vote, "777")).Json["comment"]!["id"]!;

        Assert.Equal([first], (await ada.GetAsync($"/t?url={counted}&id=501")).CommentIds);
        Assert.Equal([second], (await ada.GetAsync($"/t?url={vote}&id=777")).CommentIds);
        Assert.Equal([second], (await ada.GetAsync($"/t?url={vote}")).CommentIds);
        Assert.Equal([first], (await ada.GetAsync($"/t?url={counted}")).CommentIds);
        Assert.Equal([1, 1], await CountsAsync(server, [vote, counted]));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_only_reads_gives_no_discussion_a_name_and_takes_no_address_from_one(string engine)
    {
        const string mill = "https://news.example/mill";
        const string weir = "https://news.example/weir";
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var stranger = server.Visitor();
        var ofMill = (Guid)(await PostAsync(ada, mill, null)).Json["comment"]!["id"]!;
        var ofWeir = (Guid)(await PostAsync(ada, weir, null)).Json["comment"]!["id"]!;
        var named = (Guid)(await PostAsync(ada, "https://news.example/a", "501")).Json["comment"]!["id"]!;

        foreach (var ask in (string[])["/t", $"{TestServer.Api}/threads"])
        foreach (var (url, id) in ((string, string)[])[(mill, "x"), (weir, "y"), (weir, "x"), (mill, "501"), (mill, "y")])
            await stranger.GetAsync($"{ask}?url={url}&id={id}");

        Assert.Equal([ofMill], (await ada.GetAsync($"/t?url={mill}")).CommentIds);
        Assert.Equal([ofWeir], (await ada.GetAsync($"/t?url={weir}")).CommentIds);
        // Once their pages say what they are called.
        Assert.Equal([ofMill], (await ada.GetAsync($"/t?url={mill}&id=1")).CommentIds);
        Assert.Equal([named], (await ada.GetAsync($"/t?url=https://news.example/a")).CommentIds);
        Assert.Equal([1, 1, 1], await CountsAsync(server, [mill, weir, "https://news.example/a"]));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whoever_says_a_pages_name_first_elsewhere_takes_no_older_discussion_from_it(string engine)
    {
        const string mill = "https://news.example/mill";
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var stranger = await server.ReaderAsync();
        using var editor = await server.StaffAsync(Parley.Readers.ReaderRole.Journalist);
        var first = (Guid)(await PostAsync(ada, mill, null)).Json["comment"]!["id"]!;
        var other = (Guid)(await PostAsync(stranger, "https://news.example/elsewhere", "501")).Json["comment"]!["id"]!;

        Assert.Equal([first], (await ada.GetAsync($"/t?url={mill}&id=501")).CommentIds);
        var second = (Guid)(await PostAsync(ada, mill, "501")).Json["comment"]!["id"]!;
        Assert.Equal([second, first], (await ada.GetAsync($"/t?url={mill}&id=501&v=9")).CommentIds);

        // Once the newsroom says what stands there, the name is its own, wherever it moves.
        var text = new
        {
            url = mill,
            identifier = "501",
            headline = "The mill",
            text = "It turns.",
        };
        var put = await editor.PutAsync($"{TestServer.Api}/newsroom/pages", text);
        Assert.True((int)put.Status < 300, put.Text);
        Assert.Equal([second, first], (await ada.GetAsync("/t?url=https://news.example/new-mill&id=501&v=9")).CommentIds);
        Assert.Equal([other], (await ada.GetAsync("/t?url=https://news.example/elsewhere")).CommentIds);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Of_the_addresses_that_readers_claim_for_a_discussion_so_many_are_kept_and_no_more(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var stranger = server.Visitor();
        await PostAsync(ada, "https://news.example/a", "501");

        for (var at = 1; at < StoryStore.MostSeen + 5; at++)
            Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync($"/t?url=https://news.example/a/{at}&id=501")).Status);

        Assert.Equal(
            StoryStore.MostSeen,
            (
                await server.ListAsync(
                    "SELECT key FROM story_address WHERE site_id = @site",
                    [("@site", server.Site.Id)],
                    row => row.Text(0)
                )
            ).Count
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Readers_who_write_first_at_the_same_moment_are_in_one_discussion(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        var readers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => server.ReaderAsync()));

        var byAddress = await Task.WhenAll(readers.Select(reader => PostAsync(reader, "https://news.example/new", null)));
        var byIdentifier = await Task.WhenAll(
            readers.Select((reader, i) => PostAsync(reader, $"https://news.example/other?n={i}", "42"))
        );

        Assert.All([.. byAddress, .. byIdentifier], answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(byAddress.Select(answer => (Guid)answer.Json["comment"]!["threadId"]!).Distinct());
        Assert.Single(byIdentifier.Select(answer => (Guid)answer.Json["comment"]!["threadId"]!).Distinct());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Reading_a_page_nobody_has_written_under_makes_nothing(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();

        var page = await visitor.GetAsync("/t?url=https://news.example/empty&id=9");
        var thread = await visitor.GetAsync($"{TestServer.Api}/threads?url=https://news.example/empty");

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("action=\"/t/comments", page.Text, StringComparison.Ordinal);
        Assert.Equal(0, (int)thread.Json["count"]!);
        Assert.Empty(
            await server.ListAsync(
                "SELECT id FROM story WHERE site_id = @site",
                [("@site", server.Site.Id)],
                row => row.Guid(0)
            )
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_first_comment_of_a_page_is_written_without_script(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();

        var sent = await ada.SendFormAsync(
            "/t/comments",
            ("url", "https://news.example/new"),
            ("id", ""),
            ("body", "I am the first.")
        );

        Assert.Equal(HttpStatusCode.SeeOther, sent.Status);
        Assert.Contains("I am the first.", (await ada.GetAsync(sent.Location.Split('#')[0])).Text, StringComparison.Ordinal);
        Assert.Equal([1], await CountsAsync(server, ["https://news.example/new"]));
    }

    [Fact]
    public async Task A_hundred_counts_are_one_call_and_a_hundred_and_one_are_too_many()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        await PostUnderAsync(ada, ["https://news.example/17"]);
        string[] urls = [.. Enumerable.Range(0, 99).Select(i => $"https://news.example/{i}"), "no address at all"];

        var counts = await CountsAsync(server, urls);
        Assert.Equal(1, counts[17]);
        Assert.Equal(1, counts.Sum());

        var tooMany = await ada.PostAsync("/api/v1/counts", new { urls = urls.Append("https://news.example/100") });
        Assert.Equal((HttpStatusCode.BadRequest, "too-many-addresses"), (tooMany.Status, tooMany.Code));
    }

    private static Task<TestAnswer> PostAsync(TestReader reader, string url, string? identifier) =>
        reader.PostAsync(
            $"{TestServer.Api}/comments",
            new
            {
                id = Guid.CreateVersion7(),
                body = $"{Guid.NewGuid()} is what I say.",
                url,
                identifier,
            }
        );

    private static async Task PostUnderAsync(TestReader reader, string[] urls)
    {
        foreach (var url in urls)
        {
            var answer = await PostAsync(reader, url, null);
            Assert.True(answer.Status == HttpStatusCode.Created, $"{url}: {answer.Text}");
        }
    }

    // All in one call, in the order and the spelling in which they were asked.
    private static async Task<List<int>> CountsAsync(TestServer server, string[] urls)
    {
        using var visitor = server.Visitor();
        var answer = await visitor.PostAsync("/api/v1/counts", new { urls });
        Assert.Equal(urls, answer.Json["counts"]!.AsArray().Select(one => (string?)one!["url"]));
        return [.. answer.Json["counts"]!.AsArray().Select(one => (int)one!["count"]!)];
    }
}
