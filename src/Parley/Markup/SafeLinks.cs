using System.Net;

namespace Parley.Markup;

/// <summary>The targets of links in safe HTML.</summary>
internal static class SafeLinks
{
    // Safe HTML writes an attribute in one way only.
    private const string Start = " href=\"";

    public static IReadOnlyList<string> Of(SafeHtml html)
    {
        var links = new List<string>();
        var text = html.Value;
        for (
            var at = text.IndexOf(Start, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(Start, at, StringComparison.Ordinal)
        )
        {
            at += Start.Length;
            links.Add(WebUtility.HtmlDecode(text[at..text.IndexOf('"', at)]));
        }

        return links;
    }
}
