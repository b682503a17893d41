using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>Which characters show nothing: they hide in words and names, and make texts that only seem to say something.</summary>
internal static class Unseen
{
    /// <summary>
    /// True for a character without width that is no part of any word: Unicode's default-ignorable characters and the
    /// directional signs. Blanks are not among them.
    /// </summary>
    public static bool IsInvisible(Rune rune) =>
        rune.Value switch
        {
            < 0xAD => false,
            0xAD or 0x034F or 0x061C or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFEFF or 0xFFA0 => true,
            >= 0x180B and <= 0x180F => true,
            >= 0x200B and <= 0x200F => true,
            >= 0x202A and <= 0x202E => true,
            >= 0x2060 and <= 0x206F => true,
            >= 0xFE00 and <= 0xFE0F => true,
            >= 0xFFF0 and <= 0xFFF8 => true,
            >= 0x1BCA0 and <= 0x1BCA3 => true,
            >= 0x1D173 and <= 0x1D17A => true,
            >= 0xE0000 and <= 0xE0FFF => true,
            _ => false,
        };

    /// <summary>True for what leaves a gap: white space, and the braille pattern without dots.</summary>
    public static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value == 0x2800;

    /// <summary>True when a reader would see nothing at all: blanks, invisible characters, marks on no letter.</summary>
    public static bool IsNothingToSee(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            var shows =
                !IsBlank(rune)
                && !IsInvisible(rune)
                && Rune.GetUnicodeCategory(rune)
                    is not (UnicodeCategory.Control or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);
            if (shows)
                return false;
        }
        return true;
    }
}
