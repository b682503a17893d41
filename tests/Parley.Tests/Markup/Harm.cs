using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Parley.Tests.Markup;

/// <summary>Says what in a piece of HTML should not be in a page, by a parser that none of the code under test uses this way.</summary>
internal static class Harm
{
    private static readonly HashSet<string> Tags =
    [
        "p",
        "br",
        "hr",
        "em",
        "strong",
        "del",
        "code",
        "a",
        "blockquote",
        "ul",
        "ol",
        "li",
        "pre",
    ];

    /// <summary>The first forbidden node, attribute or address, or null.</summary>
    public static string? In(string html)
    {
        using var document = new HtmlParser().ParseDocument("<!doctype html><body>" + html);
        // What a payload moves into the head is no less in the page.
        foreach (var node in document.Head!.Descendants().Concat(document.Body!.Descendants()))
        {
            if (node is IComment)
                return "comment";
            if (node is IElement element && InElement(element) is { } harm)
                return harm;
        }
        return null;
    }

    private static string? InElement(IElement element)
    {
        if (!Tags.Contains(element.LocalName) || element.NamespaceUri != NamespaceNames.HtmlUri)
            return element.LocalName;
        foreach (var attribute in element.Attributes)
        {
            var isGood = (element.LocalName, attribute.Name) switch
            {
                ("a", "href") => Uri.TryCreate(attribute.Value, UriKind.Absolute, out var uri)
                    && uri.Scheme is "http" or "https"
                    && uri.UserInfo.Length == 0,
                ("a", "rel") => attribute.Value == "nofollow ugc noopener",
                ("p", "dir") => attribute.Value == "auto",
                ("ol", "start") => int.TryParse(attribute.Value, out _),
                _ => false,
            };
            if (!isGood)
                return $"{element.LocalName} {attribute.Name}={attribute.Value}";
        }
        return null;
    }
}
