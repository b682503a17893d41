using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Parley.Publishing;

/// <summary>The report in a newspaper's own page, as the page marks it.</summary>
/// <param name="Headline">The heading in the marked element, else that of the page, else what the page is called.</param>
/// <param name="Text">The paragraphs, with an empty line between two.</param>
internal sealed record MarkedReport(string Headline, string Text)
{
    /// <summary>The attribute of the one element that holds the report.</summary>
    public const string Mark = "data-parley-report";

    /// <summary>The attribute of what stands in it and is none of its text, such as an advertisement.</summary>
    public const string LeftOut = "data-parley-skip";

    // Far more than any page has; what has more was made to keep a parser busy, which takes longer the deeper things are nested.
    private const int MostElements = 30_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    // The parser compares each attribute of an element with all before it, and asks nobody in between.
    private const int MostAttributes = 10_000;

    /// <summary>What is no text, or not the report's: programs, controls, pictures, and what stands beside.</summary>
    private static readonly FrozenSet<string> NoText = FrozenSet.Create(
        StringComparer.Ordinal,
        "aside",
        "audio",
        "button",
        "canvas",
        "del",
        "dialog",
        "embed",
        "figure",
        "footer",
        "form",
        "iframe",
        "input",
        "math",
        "nav",
        "noscript",
        "object",
        "parley-comment",
        "parley-discussion",
        "parley-latest",
        "picture",
        "script",
        "select",
        "style",
        "svg",
        "template",
        "textarea",
        "title",
        "video"
    );

    /// <summary>What begins and ends a paragraph.</summary>
    private static readonly FrozenSet<string> Blocks = FrozenSet.Create(
        StringComparer.Ordinal,
        "address",
        "article",
        "blockquote",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "td",
        "th",
        "tr",
        "ul"
    );

    /// <summary>A page that was parsed; null where it is made to be expensive.</summary>
    public static IHtmlDocument? Parse(string html, TimeProvider clock)
    {
        if (HasEndlessTag(html))
            return null;
        var (made, began) = (0, clock.GetTimestamp());
        try
        {
            return new HtmlParser(
                new HtmlParserOptions
                {
                    OnCreated = (_, _) =>
                    {
                        if (++made > MostElements || clock.GetElapsedTime(began) > Longest)
                            throw new TooMuchException();
                    },
                    OnToken = (_, _) =>
                    {
                        if (clock.GetElapsedTime(began) > Longest)
                            throw new TooMuchException();
                    },
                }
            ).ParseDocument(html);
        }
        catch (TooMuchException)
        {
            return null;
        }
    }

    // By what parts attributes, blanks, slashes and quotes, between what begins a tag and the next sign that ends one. Whether that sign
    // stands in quotes is not minded: a text in them with so many blanks is no page's.
    private static bool HasEndlessTag(string html)
    {
        for (var at = html.IndexOf('<'); at >= 0; at = html.IndexOf('<', at + 1))
        {
            if (at + 1 < html.Length && !char.IsAsciiLetter(html[at + 1]))
                continue;
            var parts = 0;
            while (++at < html.Length && html[at] != '>')
            {
                if ((char.IsWhiteSpace(html[at]) || html[at] is '/' or '"' or '\'') && ++parts > MostAttributes)
                    return true;
            }

            if (at >= html.Length)
                return false;
        }

        return false;
    }

    /// <summary>What the page marks as its report, or what is wrong with how it does.</summary>
    public static Result<MarkedReport> Find(IHtmlDocument page)
    {
        var marked = page.QuerySelectorAll($"[{Mark}]");
        if (marked.Length != 1)
            return marked.Length == 0 ? Problems.ReportMarkMissing : Problems.ReportMarkAmbiguous;
        var heading = marked[0].QuerySelector("h1");
        var paragraphs = ParagraphsOf(marked[0], heading);
        return paragraphs.Count == 0
            ? Problems.ReportMarkEmpty
            : new MarkedReport(HeadlineOf(page, heading), string.Join("\n\n", paragraphs));
    }

    private static string HeadlineOf(IHtmlDocument page, IElement? heading)
    {
        // A page's own name often has the paper's in it, so it comes last.
        var headings = page.QuerySelectorAll("h1");
        var found =
            heading?.TextContent
            ?? (headings.Length == 1 ? headings[0].TextContent : null)
            ?? page.QuerySelector("meta[property='og:title']")?.GetAttribute("content")
            ?? page.Title
            ?? "";
        return OnOneLine(found);
    }

    // Without recursion: what is nested deep enough would end the program.
    private static List<string> ParagraphsOf(IElement root, IElement? heading)
    {
        List<string> paragraphs = [];
        var text = new StringBuilder();
        var path = new Stack<(INode Node, int Next)>();
        path.Push((root, 0));
        var wasBreak = false;
        while (path.TryPop(out var place))
        {
            if (place.Next == place.Node.ChildNodes.Length)
            {
                if (NameOf(place.Node) == "q")
                    text.Append('”');
                if (Blocks.Contains(NameOf(place.Node)))
                    End();
                continue;
            }

            path.Push((place.Node, place.Next + 1));
            var node = place.Node.ChildNodes[place.Next];
            if (node is IText { Data: var data })
            {
                text.Append(data);
                wasBreak = wasBreak && string.IsNullOrWhiteSpace(data);
            }
            else if (node is IElement element && element != heading && IsText(element))
            {
                var name = NameOf(element);
                if (Blocks.Contains(name))
                    End();
                // One break ends a line, a second one the paragraph.
                if (name == "br" && wasBreak)
                    End();
                else if (name == "br")
                    text.Append(' ');
                wasBreak = name == "br";
                // Browsers draw the marks of a quotation; in its text there are none.
                if (name == "q")
                    text.Append('“');
                path.Push((element, 0));
            }
        }

        End();
        return paragraphs;

        void End()
        {
            if (OnOneLine(text.ToString()) is { Length: > 0 } paragraph)
                paragraphs.Add(paragraph);
            text.Clear();
            wasBreak = false;
        }
    }

    private static bool IsText(IElement element) =>
        !NoText.Contains(NameOf(element))
        && !element.HasAttribute(LeftOut)
        && !element.HasAttribute("hidden")
        && element.GetAttribute("aria-hidden") != "true";

    private static string NameOf(INode node) => node is IElement element ? element.LocalName : "";

    // Where a word may be broken is for the page that draws it.
    private static string OnOneLine(string text) =>
        string.Join(
            ' ',
            text.Replace("\u00ad", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        );

    private sealed class TooMuchException : Exception;
}
