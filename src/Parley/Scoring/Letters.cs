using System.Globalization;
using System.Text;
using Parley.Markup;

namespace Parley.Scoring;

/// <summary>What a UTF-16 unit is to a model: one table for what it folds to, one for what it is then. Nothing is allocated to ask.</summary>
/// <remarks>
/// Coarser than <see cref="FoldedText"/>, which must keep words of all languages apart: here accents go too, and one unit becomes at most
/// one. What is beyond the first plane is either a letter that passes for a Latin one or a sign.
/// </remarks>
internal static class Letters
{
    /// <summary>It hides between others and is left out.</summary>
    public const char Nothing = '\0';

    // Signs beyond the first plane, as emoji: in the area that Unicode leaves to private use, so that no letter is taken for one.
    private const char FirstSign = '\uE000';
    private const int Signs = 0x1800;

    private static readonly char[] Folds = new char[0x10000];
    private static readonly LetterKind[] Kinds = new LetterKind[0x10000];

    // Letters of mathematics and letters in boxes, which are beyond the first plane.
    private static readonly char[] Mathematical = new char[0x1D800 - 0x1D400];
    private static readonly char[] Boxed = new char[0x1F200 - 0x1F100];

    static Letters()
    {
        for (var unit = 0; unit < Folds.Length; unit++)
        {
            var letter = (char)unit;
            Folds[unit] = char.IsSurrogate(letter) ? Nothing : Fold(new Rune(letter), letter);
            Kinds[unit] = KindOf(letter);
        }
        for (var index = 0; index < Mathematical.Length; index++)
            Mathematical[index] = Fold(new Rune(0x1D400 + index), ' ');
        for (var index = 0; index < Boxed.Length; index++)
            Boxed[index] = Fold(new Rune(0x1F100 + index), ' ');
    }

    /// <summary>What a unit folds to; <see cref="Nothing"/> where it is not seen.</summary>
    public static char Folded(char unit) => Folds[unit];

    /// <summary>What two units fold to that are one character.</summary>
    public static char Folded(char high, char low)
    {
        var value = char.ConvertToUtf32(high, low);
        return value switch
        {
            >= 0x1D400 and < 0x1D800 => Mathematical[value - 0x1D400],
            >= 0x1F100 and < 0x1F200 => Boxed[value - 0x1F100],
            // Which picks a picture's form, or is a tag: not seen.
            >= 0xE0000 => Nothing,
            _ => (char)(FirstSign + (value % Signs)),
        };
    }

    /// <summary>What a folded unit is.</summary>
    public static LetterKind Kind(char folded) => Kinds[folded];

    private static char Fold(Rune rune, char otherwise)
    {
        if (rune.IsAscii)
            return char.ToLowerInvariant((char)rune.Value);
        if (
            Unseen.IsInvisible(rune)
            || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        )
            return Nothing;
        switch (rune.Value)
        {
            case 0x2018 or 0x2019 or 0x201B or 0x02BC or 0xB4:
                return '\'';
            case 0x201C or 0x201D or 0x201E or 0xAB or 0xBB:
                return '"';
            case 0x2026:
                return '…';
            case >= 0x2010 and <= 0x2015:
                return '-';
        }
        if (Confusables.Latin(rune) is { } look)
            return look;
        // What it is made of, without what stands on it: é is e. Hangul and the like would fall apart into nothing that is theirs.
        if (
            rune.Value
            is < 0x600
                or (>= 0x1D00 and < 0x2500)
                or (>= 0xFB00 and < 0xFB07)
                or (>= 0xFF00 and < 0xFFF0)
                or >= 0x1D400
        )
        {
            var parts = rune.ToString().Normalize(NormalizationForm.FormKD);
            foreach (var part in parts.EnumerateRunes())
                if (part.IsBmp && Rune.IsLetterOrDigit(part))
                    return char.ToLowerInvariant((char)part.Value);
        }
        return rune.IsBmp ? (char)Rune.ToLowerInvariant(rune).Value : otherwise;
    }

    private static LetterKind KindOf(char letter)
    {
        if (letter is >= FirstSign and < (char)(FirstSign + Signs))
            return LetterKind.Sign;
        return letter switch
        {
            '\'' or '`' => LetterKind.Apostrophe,
            '@' or '$' or '!' or '|' or '+' or '€' or '£' => LetterKind.Disguise,
            '*' or '#' => LetterKind.Mask,
            '.' or '-' or '_' or '…' => LetterKind.Dot,
            _ when char.IsLetter(letter) => LetterKind.Letter,
            _ when char.IsDigit(letter) => LetterKind.Digit,
            _ when char.IsWhiteSpace(letter) || letter == '\0' => LetterKind.Blank,
            _ => LetterKind.Sign,
        };
    }
}

/// <summary>What a folded unit is to a model.</summary>
internal enum LetterKind : byte
{
    /// <summary>Between words.</summary>
    Blank,

    /// <summary>Of a word.</summary>
    Letter,

    /// <summary>A digit, which may stand for a letter.</summary>
    Digit,

    /// <summary>A sign that may stand for a letter: <c>$</c> for s.</summary>
    Disguise,

    /// <summary>A sign in place of a letter that its writer hid: <c>*</c>.</summary>
    Mask,

    /// <summary>Between letters of one word where several follow each other, and otherwise between words.</summary>
    Dot,

    /// <summary>Inside a word, and of no weight.</summary>
    Apostrophe,

    /// <summary>Any other.</summary>
    Sign,
}
