using System.Globalization;
using System.Text;
using Parley.Markup;

namespace Parley.Readers;

/// <summary>Which characters may make a name, and in what company.</summary>
internal static class DisplayNameCharacters
{
    // Vietnamese and Thai stack two; beyond four they climb over the neighbouring lines.
    private const int MaxMarks = 4;

    /// <summary>
    /// The name in NFC, with one space for each run of blanks and without the invisible signs that are no part of a letter
    /// or emoji. False when it holds what cannot be cleaned away: a control character, half a surrogate pair, or a sign
    /// that turns the direction of what follows.
    /// </summary>
    public static bool TryClean(string typed, out string name)
    {
        name = "";
        if (HasForbidden(typed))
            return false;
        var cleaned = new StringBuilder(typed.Length);
        var unseen = new List<Rune>(); // since the last visible character; dropped at the name's ends and beside blanks
        var blank = false;
        foreach (var rune in typed.Normalize(NormalizationForm.FormC).EnumerateRunes())
        {
            if (Unseen.IsBlank(rune))
            {
                blank = true;
                unseen.Clear();
            }
            else if (IsVariant(rune))
            {
                // Belongs to the character before it, as in ❤️ and in the rarer forms of 辻.
                if (cleaned.Length > 0 && !blank && unseen.Count == 0)
                    cleaned.Append(rune);
            }
            else if (Unseen.IsInvisible(rune))
            {
                if (cleaned.Length > 0 && !blank)
                    unseen.Add(rune);
            }
            else
            {
                if (unseen.Exists(TurnsDirection))
                    return false;
                if (blank && cleaned.Length > 0)
                    cleaned.Append(' ');
                foreach (var joiner in unseen.Where(IsJoiner))
                    cleaned.Append(joiner);
                cleaned.Append(rune);
                unseen.Clear();
                blank = false;
            }
        }
        name = cleaned.ToString().Normalize(NormalizationForm.FormC);
        return true;
    }

    /// <summary>Whether more marks are heaped on one letter than any language needs.</summary>
    public static bool StacksMarks(string name)
    {
        var marks = 0;
        foreach (var rune in name.Normalize(NormalizationForm.FormD).EnumerateRunes())
        {
            if (Unseen.IsInvisible(rune))
                continue;
            var isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;
            marks = isMark ? marks + 1 : 0;
            if (marks > MaxMarks)
                return true;
        }
        return false;
    }

    /// <summary>
    /// Whether one word has letters of two alphabets that look alike, as in pаypal with a Cyrillic а. Two words may:
    /// Владимир Smith is a name.
    /// </summary>
    public static bool MixesAlphabets(string name)
    {
        char? alphabetOfWord = null;
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.Value is ' ' or '-' or '(' or ')' or '/')
                alphabetOfWord = null;
            if (AlphabetOf(rune) is not { } alphabet)
                continue;
            if (alphabetOfWord is { } other && other != alphabet)
                return true;
            alphabetOfWord = alphabet;
        }
        return false;
    }

    private static bool HasForbidden(string typed)
    {
        for (var at = 0; at < typed.Length; )
        {
            if (!Rune.TryGetRuneAt(typed, at, out var rune))
                return true;
            var isControl = Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune);
            if (isControl || Characters.IsNoncharacter(rune))
                return true;
            at += rune.Utf16SequenceLength;
        }
        return false;
    }

    // Needed within words of Persian, Indic scripts and emoji.
    private static bool IsJoiner(Rune rune) => rune.Value is 0x200C or 0x200D;

    private static bool IsVariant(Rune rune) => rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    private static bool TurnsDirection(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static char? AlphabetOf(Rune rune) =>
        !Rune.IsLetter(rune)
            ? null
            : rune.Value switch
            {
                <= 0x024F or (>= 0x1E00 and <= 0x1EFF) or (>= 0xFF21 and <= 0xFF5A) => 'L',
                (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => 'G',
                (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA640 and <= 0xA69F) => 'C',
                >= 0x0530 and <= 0x058F => 'A',
                (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF) => 'K',
                _ => null,
            };
}
