using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Sites;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Markup;

/// <summary>The cases of the life of other systems that are about what is written, by their names: sent, and read by a visitor.</summary>
public sealed partial class TextCaseTests
{
    // Whoever writes here is known, so that links do not wait.
    private static readonly SiteSettings Settings = new() { KnownAfter = 0 };

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task autolink_punctuation(string engine)
    {
        var told = KnownCase.Of("autolink-punctuation");
        var targets = told.Expect[0].Split(": ", 2)[1].Split(" | ").Select(one => one.Split(" and ")).ToList();
        Assert.Equal(told.Texts.Count, targets.Count);
        var seen = await SeenAsync(engine, told.Texts);

        for (var i = 0; i < seen.Count; i++)
        {
            var links = seen[i].QuerySelectorAll("a");
            Assert.Equal(targets[i], links.Select(link => link.GetAttribute("href")));
            Assert.Equal(targets[i], links.Select(link => link.TextContent));
            Assert.Equal(told.Texts[i].Trim('*'), seen[i].TextContent);
        }

        Assert.NotNull(seen[^1].QuerySelector("em > a"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task number_at_line_start(string engine)
    {
        var told = KnownCase.Of("number-at-line-start");
        var seen = await SeenAsync(engine, told.Texts);

        // As a person counts: each number that was typed at the beginning of a line is there to be read.
        Assert.Equal(["1986", "14", "3", "1 2"], seen.Select(text => string.Join(' ', NumbersIn(text))));
        Assert.Equal(["P"], seen[1].Children.Select(child => child.NodeName));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task hash_and_underline_are_no_headings(string engine)
    {
        var told = KnownCase.Of("hash-and-underline-are-no-headings");
        var seen = await SeenAsync(engine, told.Texts);

        Assert.All(seen, text => Assert.Empty(text.QuerySelectorAll("h1,h2,h3,h4,h5,h6,[role=heading]")));
        var kept = Quoted().Matches(told.Expect[1]).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(6, kept.Count);
        var all = string.Join('\n', seen.Select(text => text.TextContent));
        Assert.All(kept, words => Assert.Contains(words, all, StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task quotes_in_quotes(string engine)
    {
        var told = KnownCase.Of("quotes-in-quotes");
        // What a quote of the whole would put into the box, if there were a button for it.
        var box = string.Join('\n', Quoted().Matches(told.Expect[1]).Select(match => match.Groups[1].Value));
        Assert.Equal("> > > deep one\n> >\n> > middle\n>\n> mine", box);
        var seen = await SeenAsync(engine, [(string)told.Input["text"]!, box]);

        Assert.Equal(["deep one 2", "middle 1", "mine 0"], LevelsIn(seen[0]));
        Assert.Equal(["deep one 3", "middle 2", "mine 1"], LevelsIn(seen[1]));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task code_is_left_alone(string engine)
    {
        var told = KnownCase.Of("code-is-left-alone");
        var seen = Assert.Single(await SeenAsync(engine, [(string)told.Input!]));

        var code = seen.QuerySelector("pre > code")!;
        Assert.Equal(
            ["<b> &amp; :ip: --record _x_ https://news.example", "\tindent", "  two"],
            code.TextContent.TrimEnd().Split('\n')
        );
        Assert.Empty(code.Children);
        Assert.Equal(told.Expect[2].Split(": ", 2)[1], seen.QuerySelector("p")!.TextContent);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task relative_link_in_a_comment(string engine)
    {
        var told = KnownCase.Of("relative-link-in-a-comment");
        var seen = Assert.Single(await SeenAsync(engine, [(string)told.Input!]));

        var link = Assert.Single(seen.QuerySelectorAll("[href],[src]"));
        Assert.Equal(("ok", "https://news.example/ok"), (link.TextContent, link.GetAttribute("href")));
        foreach (var words in (string[])["about us", "other", "scheme", "top"])
            Assert.Contains(words, seen.TextContent, StringComparison.Ordinal);
    }

    /// <summary>The words of each comment as the page has them, after making sure that the interface says the same.</summary>
    private static async Task<List<IElement>> SeenAsync(string engine, IReadOnlyList<string> texts)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var server = await TestServer.StartAsync(database, Settings);
        using var visitor = server.Visitor();
        var thread = await server.OpenThreadAsync();
        var ids = new List<Guid>();
        foreach (var text in texts)
        {
            // Each by another person: whoever says nearly the same again is held for that.
            using var writer = await server.ReaderAsync();
            ids.Add(await writer.PublishAsync(thread, text));
        }

        var page = Parse((await visitor.GetAsync($"/{TestServer.SiteName}/t/{thread}?v={texts.Count}")).Text);
        var seen = ids.Select(id => page.QuerySelector($"#c-{id} > .pl-text")!).ToList();
        for (var i = 0; i < ids.Count; i++)
        {
            var html = (string)(await visitor.GetAsync($"{TestServer.Api}/comments/{ids[i]}")).Json["html"]!;
            Assert.Equal(Parse(html).Body!.InnerHtml, seen[i].InnerHtml.Trim());
        }

        return seen;
    }

    // The number before each entry of a list is drawn by the browser, from where the list starts.
    private static IEnumerable<string> NumbersIn(IElement text) =>
        text.QuerySelectorAll("ol")
            .SelectMany(list =>
                Enumerable.Range(
                    int.Parse(list.GetAttribute("start") ?? "1", CultureInfo.InvariantCulture),
                    list.Children.Length
                )
            )
            .Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Concat(
                text.QuerySelectorAll("p")
                    .SelectMany(p => LineNumber().Matches(p.InnerHtml))
                    .Select(match => match.Groups[1].Value)
            );

    private static IEnumerable<string> LevelsIn(IElement text) =>
        text.QuerySelectorAll("p")
            .Select(p =>
                $"{p.TextContent} {p.Ancestors<IElement>().TakeWhile(one => one != text).Count(one => one.NodeName == "BLOCKQUOTE")}"
            );

    private static IDocument Parse(string html) => new HtmlParser().ParseDocument(html);

    [GeneratedRegex(@"(?:^|<br>)(\d+)[.)]")]
    private static partial Regex LineNumber();

    [GeneratedRegex("'([^']+)'")]
    private static partial Regex Quoted();
}
