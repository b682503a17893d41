using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Readers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Publishing;

/// <summary>Who says what in a report that stands on the newspaper's own page, as readers find it.</summary>
public sealed class PageElsewhereTests
{
    private const string Api = TestServer.Api;
    private const string Site = "/" + TestServer.SiteName;
    private const string Url = "https://news.example/dam";

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Readers_of_a_newspapers_own_page_find_who_says_what_in_it(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database);
        using var editor = await server.StaffAsync(ReaderRole.Journalist, "Ines Marrow");
        using var visitor = server.Visitor();
        using var ada = await server.ReaderAsync("Ada Korr");
        var thread = await server.OpenThreadAsync(Url);

        // As long as Parley has no text of it, nobody is led anywhere.
        Assert.Null(Parse(await visitor.GetAsync($"{Site}/t/{thread}")).QuerySelector("a[href$='/sources']"));
        foreach (var page in (string[])["sources", "changes"])
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"{Site}/t/{thread}/{page}")).Status);

        var kept = (
            await KeepAsync(editor, "It was dry. The dam would be closed in May, an official said.", "Nobody lives there.")
        ).Json;
        Assert.EndsWith($"{Site}/t/{thread}/sources", (string)kept["sourcesUrl"]!, StringComparison.Ordinal);
        await SourceAsync(editor, thread, "The dam would be closed in May", "official in the ministry", "unnamed");
        await SourceAsync(editor, thread, "Nobody lives there", "Ada Korr", "person");

        // The way there stands above the discussion: on its page, in the frame, and in the part for the article's own HTML.
        foreach (var from in (string[])[$"{Site}/t/{thread}?v=9", $"{Site}/t/{thread}?frame=1", $"{Site}/t/{thread}/include"])
        {
            var link = Parse(await visitor.GetAsync(from)).QuerySelector("a[href$='/sources']")!;
            Assert.Equal((from, "Who says so in this report"), (from, link.TextContent));
            Assert.Contains("2 passages", link.ParentElement!.TextContent, StringComparison.Ordinal);
        }

        // The page shows the passages as a report of ours does, says where the report stands, and is read by machines.
        await KeepAsync(
            editor,
            "It was dry. The dam would be closed in June, an official said.",
            "Zzelsewhere is a paragraph of which nobody speaks.",
            correction: "The dam closes in June, not in May."
        );
        var shown = Parse(await visitor.GetAsync($"{Site}/t/{thread}/sources"));
        Assert.Equal(Url, shown.QuerySelector(".pl-lead a")!.GetAttribute("href"));
        Assert.Equal("news.example", shown.QuerySelector(".pl-lead a")!.TextContent);
        Assert.Equal("The dam would be closed in June", shown.QuerySelector("#passage-1")!.TextContent);
        var note = shown.QuerySelector("#note-1")!.TextContent;
        Assert.Contains("official in the ministry, unnamed", note, StringComparison.Ordinal);
        Assert.Contains("1 article, 1 outlet, 1 root", note, StringComparison.Ordinal);
        Assert.Contains("closed in May", note, StringComparison.Ordinal);
        Assert.Contains("not in May", shown.QuerySelector(".pl-changed")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(
            "Nobody lives there",
            shown.QuerySelector("#orphans ~ blockquote")!.TextContent,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("Zzelsewhere", shown.Body!.TextContent, StringComparison.Ordinal);
        var machine = JsonNode.Parse(shown.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
        Assert.Equal(("NewsArticle", Url), ((string?)machine["@type"], (string?)machine["url"]));
        Assert.Equal("The dam closes in June, not in May.", (string?)machine["correction"]![0]!["text"]);
        Assert.Equal("The dam would be closed.", (string?)machine["hasPart"]![0]!["text"]);

        // What changed is a page of its own, and leads back.
        var changes = Parse(
            await visitor.GetAsync(shown.QuerySelector(".pl-byline a[href$='/changes']")!.GetAttribute("href")!)
        );
        Assert.Contains("June", changes.QuerySelectorAll("ins").Select(one => one.TextContent.Trim()));
        Assert.EndsWith("/sources", changes.QuerySelector(".pl-kicker a")!.GetAttribute("href"), StringComparison.Ordinal);

        // A comment on the words is counted there at once.
        var write = shown.QuerySelector("#note-1 a[href*='/write']")!.GetAttribute("href")!;
        var passage = write.Split('=')[^1];
        var posted = await ada.SendFormAsync($"{Site}/t/{thread}/comments", ("body", "June is late."), ("passage", passage));
        Assert.Equal(HttpStatusCode.SeeOther, posted.Status);
        var counted = Parse(await visitor.GetAsync($"{Site}/t/{thread}/sources?v=1"));
        Assert.Contains("1 comment on it", counted.QuerySelector("#note-1")!.TextContent, StringComparison.Ordinal);

        // A report of ours has all this beside its own text.
        var own = await editor.SendFormAsync(
            $"{Site}/newsroom/reports/new",
            ("headline", "Own"),
            ("text", "X."),
            ("slug", "own")
        );
        await editor.SendFormAsync(own.Location, ("do", "publish"));
        var moved = await visitor.GetAsync($"{Site}/t/{own.Location.Split('/')[^1]}/sources");
        Assert.Equal((HttpStatusCode.SeeOther, $"{Site}/s/own"), (moved.Status, moved.Location));
    }

    private static Task<TestAnswer> KeepAsync(TestReader editor, string first, string second, string? correction = null) =>
        editor.PutAsync(
            $"{Api}/newsroom/pages",
            new
            {
                url = Url,
                headline = "The dam closes",
                text = $"{first}\n\n{second}",
                correction,
            }
        );

    private static async Task SourceAsync(TestReader editor, Guid story, string words, string name, string kind)
    {
        var said = await editor.PostAsync(
            $"{Api}/newsroom/reports/{story}/attributions",
            new
            {
                words,
                chain = new object[] { new { source = new { name, kind }, act = "said" } },
                claim = kind == "unnamed" ? new { sentence = "The dam would be closed.", kind = "event" } : null,
            }
        );
        Assert.Equal(HttpStatusCode.Created, said.Status);
    }

    private static IDocument Parse(TestAnswer answer) => new HtmlParser().ParseDocument(answer.Text);
}
