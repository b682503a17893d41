using System.Globalization;
using System.Text;

namespace Parley.Screening;

/// <summary>Where words begin and end in a folded text.</summary>
internal static class WordEdges
{
    /// <summary>Whether a word may begin or end at a place: not between two characters of one word.</summary>
    public static bool IsEdge(string text, int place)
    {
        if (place == 0 || place == text.Length)
            return true;
        var (before, after) = (RuneBefore(text, place), RuneAt(text, place));
        return !IsOfWord(before)
            || !IsOfWord(after)
            || IsOfUnspacedScript(before)
            || IsOfUnspacedScript(after)
            || IsKatakana(before) != IsKatakana(after);
    }

    /// <summary>Whether the UTF-16 unit belongs to a letter, a figure, or a mark on one.</summary>
    public static bool IsOfWord(string text, int index)
    {
        var unit = text[index];
        if (char.IsAscii(unit))
            return char.IsAsciiLetterOrDigit(unit);
        return IsOfWord(char.IsLowSurrogate(unit) ? RuneBefore(text, index + 1) : RuneAt(text, index));
    }

    private static bool IsOfWord(Rune rune) =>
        Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    // Scripts that put no blanks between words. Every place in them may be an edge, or nothing would be found.
    private static bool IsOfUnspacedScript(Rune rune) =>
        rune.Value
            is (>= 0x0E00 and <= 0x0EFF) // Thai, Lao
                or (>= 0x0F00 and <= 0x0FFF) // Tibetan
                or (>= 0x1000 and <= 0x109F) // Burmese
                or (>= 0x1780 and <= 0x17FF) // Khmer
                or (>= 0x3040 and <= 0x309F) // Hiragana
                or (>= 0x3400 and <= 0x4DBF) // Han
                or (>= 0x4E00 and <= 0x9FFF)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0x20000 and <= 0x3FFFF);

    // Foreign words stand in Katakana as a block among other signs: baka (fool) is no part of bakansu (holidays).
    private static bool IsKatakana(Rune rune) => rune.Value is >= 0x30A0 and <= 0x30FF;

    private static Rune RuneAt(string text, int index)
    {
        Rune.DecodeFromUtf16(text.AsSpan(index), out var rune, out _);
        return rune;
    }

    private static Rune RuneBefore(string text, int index)
    {
        Rune.DecodeLastFromUtf16(text.AsSpan(0, index), out var rune, out _);
        return rune;
    }
}
