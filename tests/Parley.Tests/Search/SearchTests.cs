using System.Net;
using AngleSharp.Html.Parser;
using Parley.Comments;
using Parley.Search;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Search;

public sealed class SearchTests
{
    private const string Site = "/" + TestServer.SiteName;

    // Words that look for the comment, by its number in Said.
    private static readonly (string Query, int[] Found)[] Looked =
    [
        ("dam", [0, 1]),
        ("DAM held", [0]),
        ("\"dam held\"", [0]),
        ("\"held dam\"", []),
        ("dam -held", [1]),
        ("dam -\"held well\"", [1]),
        ("-dam", []),
        ("brucke", [2]),
        ("BRÜCKE", [2]),
        ("brücke", [2]),
        ("strasse", [2]),
        ("水坝", [3]),
        ("fizzy", [7]),
        ("没有塌", [3]),
        ("坝", [3]),
        ("坝水", []),
        ("เขื่อน", [4]),
        ("السد", [5]),
        ("السَّدّ", [5]),
        ("covid19", [6]),
        ("1986", [6]),
        ("1e5", [6]),
        ("dam's", []),
        ("fool proof", [7]),
        ("fool-proof", [7]),
        ("proof-fool", []),
        ("ﬁne", [7]),
        ("", []),
        ("\"", []),
        ("-", []),
        ("dam* OR NEAR(held) :* & | ! ( ) ' \\ <-> %", []),
        ("dam \"", [0, 1]),
        ("words:dam", []),
        ("s1", []),
        ("z6c34g", []),
    ];

    private static readonly string[] Said =
    [
        "The dam held well.",
        "A **dam**, they say; https://dam.example/x",
        "Die Brücke an der Straße.",
        "昨天水坝没有塌。",
        "เขื่อนไม่พัง",
        "لم ينهر السد أمس",
        "covid19 in 1986 cost 1e5",
        "It is fool-proof, fizzy and ﬁne.",
    ];

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Words_of_every_script_are_found_alike_and_no_query_is_syntax(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, new SiteSettings { KnownAfter = 0 }, prefix: "/talk");
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var ids = new List<Guid>();
        foreach (var words in Said)
            ids.Add(await ada.PublishAsync(thread, words));
        await FoundAsync(server, "fool", found => found.Contains(ids[7]), "/talk");

        foreach (var (query, numbers) in Looked)
        {
            var found = await FindAsync(visitor, query, prefix: "/talk");
            Assert.Equal((query, string.Join(',', numbers.Reverse().Select(n => ids[n]))), (query, string.Join(',', found)));
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_not_public_or_not_here_is_not_found_from_that_moment_on(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync();
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var elsewhere = await server.OpenThreadAsync("https://news.example/else");
        var one = await ada.PublishAsync(thread, "A marmaladezeppelin rises.");
        var two = await ada.PublishAsync(elsewhere, "Another marmaladezeppelin.");
        await FoundAsync(server, "marmaladezeppelin", found => found.Count == 2);

        Assert.Equal([two], await FindAsync(visitor, "marmaladezeppelin", $"&thread={elsewhere}"));
        Assert.Empty(await FindAsync(visitor, "marmaladezeppelin", $"&thread={Guid.NewGuid()}"));
        var other = await visitor.GetAsync($"/api/v1/sites/{TestServer.OtherSiteName}/search?q=marmaladezeppelin");
        Assert.Empty(other.Json["comments"]!.AsArray());

        // At once: the index need not have heard of it.
        Assert.Equal(
            HttpStatusCode.OK,
            (await ada.PatchAsync($"{TestServer.Api}/comments/{one}", new { body = "A balloon rises." })).Status
        );
        Assert.Equal([two], await FindAsync(visitor, "marmaladezeppelin"));
        await server.DecideAsync(two, CommentState.Removed);
        Assert.Empty(await FindAsync(visitor, "marmaladezeppelin"));
        await server.DecideAsync(two, CommentState.Published);
        await FoundAsync(server, "marmaladezeppelin", found => found.SequenceEqual([two]));
        await FoundAsync(server, "balloon", found => found.SequenceEqual([one]));

        // What is gone leaves no word in the index.
        await server.DecideAsync(two, CommentState.Deleted);
        await Eventually.IsSoAsync(async () =>
            (
                await server.ListAsync(
                    "SELECT 1 FROM search_text WHERE site_id = @site AND comment_id = @id",
                    [("@site", server.Site.Id), ("@id", two)],
                    row => row.Int(0)
                )
            ).Count == 0
        );
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_long_list_is_read_part_by_part_newest_first_with_the_words_marked(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var ada = await server.ReaderAsync("Bart & Sons <3");
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var ids = new List<Guid>();
        for (var i = 0; i < SearchStore.AtOnce + 3; i++)
            ids.Add(await ada.PublishAsync(thread, $"Number {Guid.NewGuid():N} of the <b>dams</b> & the DÁM."));
        await FoundAsync(server, "dam", found => found.Contains(ids[^1]));

        var page = await visitor.GetAsync($"{Site}/search?q=dam&thread={thread}");
        var html = new HtmlParser().ParseDocument(page.Text);
        Assert.Equal("DÁM", html.QuerySelector("mark")!.TextContent);
        Assert.Contains("the <b>dams</b> & the DÁM.", html.QuerySelector("ol li")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Bart & Sons <3", html.QuerySelector("ol li bdi")!.TextContent);
        var next = html.QuerySelector("a[rel=next]")!.GetAttribute("href")!;
        var rest = new HtmlParser().ParseDocument((await visitor.GetAsync(next)).Text);
        Assert.Equal(
            Enumerable.Reverse(ids).Select(id => $"{Site}/c/{id}"),
            html.QuerySelectorAll("ol li .pl-when")
                .Concat(rest.QuerySelectorAll("ol li .pl-when"))
                .Select(link => link.GetAttribute("href")!)
        );
        Assert.Null(rest.QuerySelector("a[rel=next]"));
        var box = new HtmlParser()
            .ParseDocument((await visitor.GetAsync($"{Site}/t/{thread}")).Text)
            .QuerySelector("form[role=search]")!;
        Assert.Equal($"{Site}/search", box.GetAttribute("action"));
    }

    [Fact]
    public async Task A_search_that_cannot_be_says_why()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(database);
        using var visitor = server.Visitor();
        var much = new string('x', SearchQuery.MostCharacters + 1);

        Assert.Equal("search-too-long", (await visitor.GetAsync($"{TestServer.Api}/search?q={much}")).Code);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.GetAsync($"{Site}/search?q={much}")).Status);
        foreach (var wrong in (string[])["&before=x", "&before=-1", "&thread=x"])
            Assert.Equal(
                (wrong, "query-invalid"),
                (wrong, (await visitor.GetAsync($"{TestServer.Api}/search?q=a{wrong}")).Code)
            );
        Assert.Contains("No comment here", (await visitor.GetAsync($"{Site}/search?q=nothing")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("No comment here", (await visitor.GetAsync($"{Site}/search")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_not_everybody_may_read_not_everybody_may_search()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await using var server = await TestServer.StartAsync(
            database,
            new SiteSettings { Read = new Opening("entitlement:subscriber", "Subscribers read here.") }
        );
        using var visitor = server.Visitor();

        Assert.Equal("reading-not-open", (await visitor.GetAsync($"{TestServer.Api}/search?q=dam")).Code);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync($"{Site}/search?q=dam")).Status);
    }

    [Fact]
    public void An_excerpt_is_cut_between_characters_as_a_person_sees_them()
    {
        var family = (string)KnownCase.Of("emoji-stay-whole").Input["text"]!;
        var one = System.Globalization.StringInfo.GetNextTextElement(family);
        var text = string.Concat(Enumerable.Repeat(one, 40)) + " dam " + string.Concat(Enumerable.Repeat(one, 40));

        var parts = Excerpts.Around(text, SearchQuery.Read("dam")!.Find(text)!);

        Assert.Equal(["dam"], parts.Where(part => part.IsMarked).Select(part => part.Text));
        foreach (var part in parts.Where(part => !part.IsMarked))
            Assert.Equal("", part.Text.Replace(one, "", StringComparison.Ordinal).Trim(' ', '…'));
    }

    private static async Task FoundAsync(TestServer server, string query, Func<List<Guid>, bool> isSo, string prefix = "")
    {
        using var visitor = server.Visitor();
        await Eventually.IsSoAsync(async () => isSo(await FindAsync(visitor, query, prefix: prefix)));
    }

    private static async Task<List<Guid>> FindAsync(TestVisitor visitor, string query, string more = "", string prefix = "")
    {
        var answer = await visitor.GetAsync($"{prefix}{TestServer.Api}/search?q={Uri.EscapeDataString(query)}{more}");
        Assert.Equal((query, HttpStatusCode.OK), (query, answer.Status));
        return [.. answer.Json["comments"]!.AsArray().Select(one => (Guid)one!["comment"]!["id"]!)];
    }
}
