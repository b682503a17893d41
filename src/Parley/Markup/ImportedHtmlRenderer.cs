using System.Collections.Frozen;
using System.Globalization;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Parley.Markup;

/// <summary>Writes a sanitised document in our own tags: blocks where blocks may stand, words in paragraphs.</summary>
/// <param name="lineEndsCount">Whether a line end in the text is one for its readers, and an empty line a new paragraph.</param>
internal sealed class ImportedHtmlRenderer(bool lineEndsCount)
{
    private const string Blanks = " \t";

    // Deeper than any page; what is nested further is nested by a machine.
    private const int DeepestNodes = 500;

    private static readonly FrozenDictionary<string, string> InlineTags = new Dictionary<string, string>
    {
        ["b"] = "strong",
        ["strong"] = "strong",
        ["i"] = "em",
        ["em"] = "em",
        ["cite"] = "em",
        ["s"] = "del",
        ["strike"] = "del",
        ["del"] = "del",
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> BlockTags = FrozenSet.Create(
        "p",
        "div",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "main",
        "address",
        "center",
        "figure",
        "figcaption",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th"
    );

    /// <summary>The tags that mean something here; of all others only the words are carried over.</summary>
    public static IReadOnlyCollection<string> KnownTags { get; } =
    [
        .. InlineTags.Keys,
        .. BlockTags,
        "a",
        "img",
        "br",
        "hr",
        "q",
        "code",
        "tt",
        "kbd",
        "samp",
        "pre",
        "blockquote",
        "ul",
        "ol",
    ];

    private readonly SafeHtmlWriter writer = new();

    private int depth;

    /// <summary>The HTML, or null when it is nested deeper than a page should be.</summary>
    public string? Render(IElement body)
    {
        Children(body);
        EndParagraph();
        return writer.IsTooDeep || depth > DeepestNodes ? null : writer.ToString();
    }

    private void Children(INode node)
    {
        // Never counted down again once it is too deep: the document is given up.
        if (++depth > DeepestNodes)
            return;
        foreach (var child in node.ChildNodes)
        {
            if (depth > DeepestNodes)
                return;
            if (child is IText text)
                Text(text.Data);
            else if (child is IHtmlElement element)
                Element(element);
        }
        depth--;
    }

    private void Element(IHtmlElement element)
    {
        switch (element.LocalName)
        {
            case var name when InlineTags.TryGetValue(name, out var tag):
                Inline(tag, () => Children(element));
                break;
            case "a" when !writer.IsInLink && WebAddress.TryFormat(element.GetAttribute("href") ?? "", out var href):
                Link(href, () => Children(element));
                break;
            case "img":
                Picture(element);
                break;
            case "br":
                Break();
                break;
            case "hr":
                EndParagraph();
                writer.Rule();
                break;
            case "q":
                Text("\"");
                Children(element);
                Text("\"");
                break;
            case "code" or "tt" or "kbd" or "samp":
                Inline("code", () => Words(element.TextContent));
                break;
            case "pre":
                EndParagraph();
                writer.OpenCodeBlock();
                writer.Code(element.TextContent);
                writer.CloseCodeBlock();
                break;
            case "blockquote":
                EndParagraph();
                writer.OpenBlock("blockquote");
                Children(element);
                EndParagraph();
                writer.CloseBlock("blockquote");
                break;
            case "ul" or "ol":
                List(element);
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                EndParagraph();
                Inline("strong", () => Children(element));
                EndParagraph();
                break;
            case var name when BlockTags.Contains(name):
                EndParagraph();
                Children(element);
                EndParagraph();
                break;
            default:
                Children(element);
                break;
        }
    }

    private void Inline(string tag, Action words)
    {
        writer.OpenInline(tag);
        words();
        writer.CloseInline();
    }

    private void Link(string href, Action words)
    {
        writer.OpenLink(href);
        words();
        writer.CloseInline();
    }

    // A picture from elsewhere would tell its host who reads; a link to it does not.
    private void Picture(IHtmlElement picture)
    {
        var source = picture.GetAttribute("src") ?? "";
        var words = picture.GetAttribute("alt") ?? "";
        if (writer.IsInLink || !WebAddress.TryFormat(source, out var href))
            Text(words);
        else
            Link(href, () => Text(words.Length > 0 ? words : source));
    }

    private void List(IHtmlElement list)
    {
        EndParagraph();
        if (list.LocalName == "ul")
            writer.OpenBlock("ul");
        else
            writer.OpenList(StartOf(list));
        foreach (var child in list.ChildNodes)
        {
            if (child is IText { Data: var blank } && string.IsNullOrWhiteSpace(blank))
                continue;
            writer.OpenBlock("li");
            if (child is IHtmlElement { LocalName: "li" } item)
                Children(item);
            else if (child is IText text)
                Text(text.Data);
            else if (child is IHtmlElement other)
                Element(other);
            EndParagraph();
            writer.CloseBlock("li");
        }
        writer.CloseBlock(list.LocalName);
    }

    private static int StartOf(IHtmlElement list) =>
        int.TryParse(list.GetAttribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start)
        && start < 1_000_000_000
            ? start
            : 1;

    private void Text(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var end = text.IndexOf('\n');
            Line(end < 0 ? text : text[..end].TrimEnd(Blanks));
            if (end < 0)
                return;
            LineEnd();
            text = text[(end + 1)..].TrimStart(Blanks);
        }
    }

    // Blanks at the beginning of a paragraph or line are the layout of the HTML, not the writer's.
    private void Line(ReadOnlySpan<char> line)
    {
        if (!writer.IsInParagraph || writer.HasPendingBreak)
            line = line.TrimStart(Blanks);
        Words(line);
    }

    private void Words(ReadOnlySpan<char> words)
    {
        if (words.IsEmpty)
            return;
        if (!writer.IsInParagraph)
            writer.OpenParagraph();
        writer.Text(words);
    }

    private void LineEnd()
    {
        if (lineEndsCount)
            Break();
        else if (writer.IsInParagraph && !writer.HasPendingBreak)
            writer.Space();
    }

    // Two in a row are what other systems had for a new paragraph.
    private void Break()
    {
        if (writer.HasPendingBreak)
            EndParagraph();
        else if (writer.IsInParagraph)
            writer.Break();
    }

    private void EndParagraph()
    {
        if (writer.IsInParagraph)
            writer.CloseParagraph();
    }
}
