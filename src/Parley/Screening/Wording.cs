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
internal readonly record struct Wording(long Fingerprint)
{
    /// <summary>The wording of a text, or null when it holds neither a letter nor a figure: emoji are no words to repeat.</summary>
    public static Wording? Of(FoldedText text)
    {
        var words = new StringBuilder(text.Folded.Length);
        foreach (var rune in text.Folded.EnumerateRunes())
        {
            if (IsOfWord(rune))
                words.Append(rune);
        }
        if (words.Length == 0)
            return null;
        // Eight bytes of the hash: that two of one author's texts within the hour share them will not happen by chance,
        // and by design it only holds their own comment.
        return new(BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(words.ToString()))));
    }

    private static bool IsOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
