using System.Text;

namespace Parley.Sourcing;

/// <summary>
/// The form of a paragraph in which anchors count: Unicode's NFC, each run of whitespace one space, none at the ends. Places are counted
/// in code points, as the Web Annotation model asks (https://www.w3.org/TR/annotation-model/#text-position-selector); strings and
/// browsers count UTF-16, so both are turned into each other here.
/// </summary>
internal static class CanonicalText
{
    public static string Of(string text)
    {
        var spaced = new StringBuilder(text.Length);
        var blank = false;

        // By runes: half a surrogate pair becomes U+FFFD, and cannot be put into NFC otherwise.
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                blank = spaced.Length > 0;
                continue;
            }

            if (blank)
                spaced.Append(' ');
            blank = false;
            spaced.Append(rune.ToString());
        }

        return spaced.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <returns>How many code points the text has.</returns>
    public static int Length(string text) => ToCodePoints(text, text.Length);

    /// <param name="text">What the place is in.</param>
    /// <param name="utf16">A place in UTF-16 units, 0 to the text's length. One within a pair is taken for the pair's beginning.</param>
    /// <returns>The same place in code points.</returns>
    public static int ToCodePoints(string text, int utf16)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(utf16);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(utf16, text.Length);
        if (utf16 < text.Length && utf16 > 0 && char.IsSurrogatePair(text[utf16 - 1], text[utf16]))
            utf16--;

        var count = utf16;
        for (var at = 1; at < utf16; at++)
            if (char.IsSurrogatePair(text[at - 1], text[at]))
                count--;
        return count;
    }

    /// <param name="text">What the place is in.</param>
    /// <param name="codePoint">A place in code points, 0 to the text's <see cref="Length"/>.</param>
    /// <returns>The same place in UTF-16 units.</returns>
    public static int ToUtf16(string text, int codePoint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(codePoint);
        var at = 0;
        for (; codePoint > 0; codePoint--)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, text.Length, nameof(codePoint));
            at += at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? 2 : 1;
        }

        return at;
    }
}
