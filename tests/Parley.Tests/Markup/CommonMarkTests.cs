using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Parley.Markup;
using Xunit;

namespace Parley.Tests.Markup;

public sealed class CommonMarkTests(ITestOutputHelper output)
{
    // What CommonMark makes and we do not, on purpose: such examples say nothing about us.
    private const string NotOurs = "h1,h2,h3,h4,h5,h6,img,a[href^='/'],a[href^='#'],a[href=''],a[title],a:not([href^='http'])";

    // Differences that remain, each looked at: raw HTML and character references (shown as typed), link definitions (none).
    private static readonly HashSet<string> OtherSections =
    [
        "HTML blocks",
        "Raw HTML",
        "Entity and numeric character references",
        "Link reference definitions",
        "Setext headings",
        "ATX headings",
        "Images",
        "Links",
        "Autolinks",
    ];

    // And these: a quote or code block of nothing shows its sign (130, 239, 241, 242); no link definitions (319); a blank before the first word of
    // code stands before the code (334); an address that is none is no link (348).
    private static readonly HashSet<int> OtherExamples = [130, 239, 241, 242, 319, 334, 348];

    [Fact]
    public void Readers_who_know_Markdown_find_it_as_they_know_it()
    {
        var (same, all) = (0, 0);
        foreach (var example in Corpus.Items("security/markdown/commonmark-spec.json"))
        {
            var expected = Parse(example.GetProperty("html").GetString()!);
            if (
                OtherSections.Contains(example.GetProperty("section").GetString()!)
                || expected.QuerySelector(NotOurs) is not null
            )
                continue;
            if (OtherExamples.Contains(example.GetProperty("example").GetInt32()))
                continue;
            all++;
            var markdown = example.GetProperty("markdown").GetString()!;
            var (wanted, made) = (Shape(expected), Shape(Parse(CommentMarkup.Render(markdown).Value)));
            if (wanted == made)
                same++;
            else
                output.WriteLine($"{example.GetProperty("example")}: {markdown}\n  wanted {wanted}\n  made   {made}");
        }
        output.WriteLine($"{same} of {all}");
        Assert.True(all > 150 && same == all, $"{same} of {all}");
    }

    private static IElement Parse(string html) => new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;

    // Tags and words, without what we do otherwise everywhere: line ends are breaks, items hold paragraphs, lists count on.
    private static string Shape(INode node) =>
        node switch
        {
            IText { ParentElement.LocalName: "code" } code => code.Data.TrimEnd('\n'),
            IText text when text.ParentElement!.LocalName is "body" or "ul" or "ol" or "blockquote" => text.Data.Trim(),
            IText text when text.ParentElement!.LocalName is "li" => text.Data.Trim('\n').Replace("\n", "|"),
            IText text => text.Data.Replace("\n", "|"),
            IElement { LocalName: "br" } => "|",
            IElement { LocalName: "p", ParentElement.LocalName: "li" } inItem => Inner(inItem),
            IElement element => $"<{element.LocalName}>{Inner(element)}</{element.LocalName}>",
            _ => "",
        };

    private static string Inner(INode node) => string.Concat(node.ChildNodes.Select(Shape)).Replace("||", "|");
}
