namespace Parley.Screening;

/// <summary>
/// Words of which their writer hid letters: <c>f***</c>, <c>f*ck</c>, <c>f….</c>. What is shown of one must fit an entry, letter by
/// letter; a word without a sign that hides is none, so plain prose costs a look at its signs.
/// </summary>
internal static class MaskedWords
{
    /// <summary>Shorter entries fit too much.</summary>
    public const int ShortestEntry = 4;

    // Of these one may hide a letter, if letters stand on both sides of it; the others hide in rows only.
    private const string Hiding = "*#$@%×•";
    private const string HidingInRows = "-_.";

    /// <summary>The masked words of a folded text: where they begin and end.</summary>
    public static IEnumerable<(int Start, int End)> In(string text)
    {
        for (var at = 0; at < text.Length; )
        {
            var sign = text.AsSpan(at).IndexOfAny(Hiding + HidingInRows);
            if (sign < 0)
                yield break;
            var (start, end) = (at + sign, at + sign);
            while (start > at && WordEdges.IsOfWord(text, start - 1))
                start--;
            while (end < text.Length && (IsMask(text[end]) || WordEdges.IsOfWord(text, end)))
                end++;
            at = Math.Max(end, at + 1);
            if (IsMasked(text.AsSpan(start, end - start)))
                yield return (start, end);
        }
    }

    public static bool IsMask(char sign) => Hiding.Contains(sign) || HidingInRows.Contains(sign);

    /// <summary>Whether an entry may be what a masked word hides: as long, and with the letters that are shown.</summary>
    /// <remarks>Dots at the end are typed by feel, and a full stop may follow them: there one more is no difference.</remarks>
    public static bool Hides(ReadOnlySpan<char> masked, string entry)
    {
        if (masked.Length == entry.Length + 1 && masked.EndsWith(".."))
            masked = masked[..^1];
        if (masked.Length != entry.Length)
            return false;
        for (var at = 0; at < entry.Length; at++)
        {
            if (masked[at] != entry[at] && !IsMask(masked[at]))
                return false;
        }

        return true;
    }

    private static bool IsMasked(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestEntry || !char.IsLetter(word[0]))
            return false;
        var (shown, hidden, row) = (0, 0, 0);
        for (var at = 0; at < word.Length; at++)
        {
            if (!IsMask(word[at]))
            {
                shown++;
                row = 0;
                continue;
            }

            hidden++;
            row = at > 0 && word[at - 1] == word[at] ? row + 1 : 1;
            var isLastOfRow = at + 1 == word.Length || word[at + 1] != word[at];
            var isAlone = isLastOfRow && row == 1;
            if (isAlone && (HidingInRows.Contains(word[at]) || at + 1 == word.Length))
                return false;
        }

        // "I..." and "a..." are somebody who pauses.
        var isPause = shown == 1 && word[^1] == '.' && "aeiouy".Contains(word[0]);
        return hidden > 0 && !isPause;
    }
}
