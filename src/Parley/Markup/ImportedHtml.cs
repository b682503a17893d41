using System.Collections.Frozen;
using Ganss.Xss;

namespace Parley.Markup;

/// <summary>
/// The HTML in which another system kept its comments becomes ours. It always passes through HtmlSanitizer, and what is
/// left is written again by our own writer.
/// </summary>
internal static class ImportedHtml
{
    // Deep or endless HTML wears down every parser of it; comments of people come near none of these.
    private const int MostCharacters = 200_000;
    private const int MostTags = 5_000;
    private const int DeepestTags = 200;

    // A second look may still settle what a first one moved (a link within a link within a table). More is an attack.
    private const int MostPasses = 3;

    // Tags of which not even the words are a reader's.
    private static readonly FrozenSet<string> UnseenTags = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ["script", "style", "template", "noscript", "iframe", "object", "embed", "title", "textarea", "select", "svg", "math"]
    );

    private static readonly HtmlSanitizer Sanitizer = NewSanitizer();

    /// <summary>
    /// The same words in the tags of <see cref="SafeHtmlWriter"/>. Pictures become links to them; what shows nothing
    /// (scripts, styles, forms) goes. HTML that does not come to rest, or that is beyond all sense, is shown as text.
    /// </summary>
    /// <param name="html">What the other system kept.</param>
    /// <param name="lineEndsCount">True for systems that made line ends into breaks only when they showed the words.</param>
    public static SafeHtml Clean(string html, bool lineEndsCount = false)
    {
        if (!IsSensible(html))
            return CommentMarkup.AsTyped(html);
        var clean = Pass(html, lineEndsCount);
        for (var pass = 1; clean is not null && pass < MostPasses; pass++)
        {
            var again = Pass(clean, lineEndsCount: false);
            if (again == clean && SafeHtml.TryAccept(clean, out var safe))
                return safe.Value;
            clean = again;
        }
        return CommentMarkup.AsTyped(html);
    }

    private static string? Pass(string html, bool lineEndsCount)
    {
        using var document = Sanitizer.SanitizeDom(html);
        return document.Body is { } body ? new ImportedHtmlRenderer(lineEndsCount).Render(body) : null;
    }

    private static bool IsSensible(string html)
    {
        if (html.Length > MostCharacters)
            return false;
        var (tags, depth) = (0, 0);
        var rest = html.AsSpan();
        for (var at = rest.IndexOf('<'); at >= 0; at = rest.IndexOf('<'))
        {
            rest = rest[(at + 1)..];
            if (rest.IsEmpty)
                break;
            var closes = rest[0] == '/';
            if (closes)
                depth--;
            else if (char.IsAsciiLetter(rest[0]) && !StandsAlone(rest))
                depth++;
            if (++tags > MostTags || depth > DeepestTags)
                return false;
        }
        return true;
    }

    // Tags that people leave open, and that a parser closes by itself.
    private static bool StandsAlone(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAnyExceptInRange('A', 'z');
        return (end < 0 ? tag : tag[..end]) is var name
            && (Is(name, "br") || Is(name, "p") || Is(name, "li") || Is(name, "img") || Is(name, "hr"));

        static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
    }

    private static HtmlSanitizer NewSanitizer()
    {
        var sanitizer = new HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = new HashSet<string>(ImportedHtmlRenderer.KnownTags, StringComparer.OrdinalIgnoreCase),
                AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src", "alt", "start" },
                UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
                AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https" },
            }
        )
        {
            // An unknown tag goes and the words in it stay, unless they were never meant for a reader.
            KeepChildNodes = true,
        };
        sanitizer.RemovingTag += (_, removing) =>
        {
            if (UnseenTags.Contains(removing.Tag.LocalName))
                removing.Tag.TextContent = "";
        };
        return sanitizer;
    }
}
