using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Markup;

namespace Parley.Screening;

/// <summary>
/// A fingerprint of what was said, whatever its case, look-alike letters, marks, blanks and punctuation. Small enough to be
/// kept for every recent comment, so that comparing needs no words.
/// </summary>
/// <param name="Fingerprint">0 for no words at all.</param>
internal readonly record struct Wording(long Fingerprint)
{
    /// <summary>True for a text without a letter or figure: emoji are no words to repeat.</summary>
    public bool IsEmpty => Fingerprint == 0;

    public static Wording Of(string text) => Of(FoldedText.Of(text));

    public static Wording Of(FoldedText text)
    {
        var words = new StringBuilder(text.Folded.Length);
        foreach (var rune in text.Folded.EnumerateRunes())
        {
            if (IsOfWord(rune))
                words.Append(rune);
        }
        if (words.Length == 0)
            return default;
        // Eight bytes of the hash: that two of one author's texts within the hour share them will not happen by chance,
        // and by design it only holds their own comment.
        return new(BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(words.ToString()))));
    }

    private static bool IsOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
