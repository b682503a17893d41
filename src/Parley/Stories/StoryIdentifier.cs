using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Parley.Stories;

/// <summary>
/// The site's own name for a story (<c>501</c>, <c>post-17</c>), which wins over its address. What a broken template
/// writes in its place is no identifier: every page would show the same comments.
/// </summary>
internal static class StoryIdentifier
{
    /// <summary>In UTF-16 units. Disqus allows 300.</summary>
    public const int MaxLength = 500;

    private static readonly FrozenSet<string> WordsOfTemplates = new[]
    {
        "null",
        "(null)",
        "undefined",
        "none",
        "nil",
        "nan",
        "[object object]",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly (string Opening, string Closing)[] Placeholders =
    [
        ("{{", "}}"), // Liquid, Jinja, Handlebars, Vue
        ("{%", "%}"),
        ("${", "}"), // JavaScript, JSP
        ("<%", "%>"), // EJS, ERB, JSP
        ("<?", "?>"), // PHP
    ];

    /// <returns>
    /// The identifier without the spaces around it; null where there is none. Where the given text is not null and the
    /// result is, the page is worth a word to its site.
    /// </returns>
    public static string? Of(string? given)
    {
        var text = given?.Trim();
        return string.IsNullOrEmpty(text) || text.Length > MaxLength || !IsText(text) || IsWrittenByTemplate(text)
            ? null
            : text;
    }

    private static bool IsWrittenByTemplate(string text) =>
        WordsOfTemplates.Contains(text)
        || Placeholders.Any(mark =>
            text.IndexOf(mark.Opening, StringComparison.Ordinal) is var at and >= 0
            && text.IndexOf(mark.Closing, at + mark.Opening.Length, StringComparison.Ordinal) >= 0
        );

    // A database takes neither U+0000 nor half of a surrogate pair.
    private static bool IsText(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != OperationStatus.Done || Rune.IsControl(rune))
                return false;
            text = text[length..];
        }
        return true;
    }
}
