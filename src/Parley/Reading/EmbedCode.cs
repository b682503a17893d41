using System.Net;
using Parley.Sites;

namespace Parley.Reading;

/// <summary>What is put into an article to quote a comment: a link that works by itself, and the loader that draws the quotation.</summary>
internal static class EmbedCode
{
    public static string Of(Home home, Site site, Guid comment, Words words) =>
        $"""
            <script src="{Encoded(home.Absolute("/embed.js"))}" async></script>
            <parley-comment><a href="{Encoded(home.Absolute($"/{site.Name}/c/{comment}"))}">{Encoded(
                words["quote.link"]
            )}</a></parley-comment>
            """;

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
