namespace Parley.Sourcing;

/// <summary>
/// How many characters must be added, dropped or replaced to make one text of another, 64 of them in one step: G. Myers, "A fast
/// bit-vector algorithm for approximate string matching based on dynamic programming", Journal of the ACM 46 (1999), in the form of
/// H. Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", Nordic Journal of Computing 10 (2003).
/// </summary>
internal static class EditDistance
{
    // Longer texts are compared by what they have in common, in time that grows with their length only.
    private const int Longest = 2_048;

    /// <returns>1 for equal texts, 0 for texts of which nothing is left: 1 − distance / the longer length.</returns>
    public static double Similarity(ReadOnlySpan<int> one, ReadOnlySpan<int> other, Work work)
    {
        var longer = Math.Max(one.Length, other.Length);
        if (longer == 0 || one.SequenceEqual(other))
            return 1;
        if (one.IsEmpty || other.IsEmpty)
            return 0;
        if (longer > Longest)
            return (double)Difference.Of(one, other, work).Sum(x => x.Length) / longer;
        return 1 - (double)Row(one, other, fromAnywhere: false, work)[^1] / longer;
    }

    /// <summary>The stretch of a text that is most like a pattern; of equally like ones the first to end.</summary>
    /// <param name="pattern">What is looked for, at least one code point.</param>
    /// <param name="text">Where.</param>
    /// <param name="errors">More edits than this are no find.</param>
    /// <param name="work">Counts the steps.</param>
    /// <returns>Null where there is none.</returns>
    public static (int Start, int End)? Find(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text, int errors, Work work)
    {
        if (pattern.IsEmpty || text.IsEmpty)
            return null;
        var row = Row(pattern, text, fromAnywhere: true, work);
        var end = Array.IndexOf(row, row.Min());
        if (row[end] > errors || end == 0)
            return null;

        // Where it begins is found from its end backwards, over no more than could still be within the errors.
        var reach = text[Math.Max(0, end - pattern.Length - row[end])..end].ToArray();
        Array.Reverse(reach);
        var turned = pattern.ToArray();
        Array.Reverse(turned);
        var back = Row(turned, reach, fromAnywhere: false, work);
        return (end - Array.IndexOf(back, back.Min()), end);
    }

    // The last row of the table: the distance of the whole pattern to each beginning of the text (or what ends there, from anywhere).
    private static int[] Row(ReadOnlySpan<int> pattern, ReadOnlySpan<int> text, bool fromAnywhere, Work work)
    {
        var words = (pattern.Length + 63) / 64;
        work.Take((long)words * (text.Length + 2 * pattern.Length) + 64);
        var equal = new BitTable(pattern, words);
        var (plus, minus) = (new ulong[words], new ulong[words]);
        Array.Fill(plus, ulong.MaxValue);
        var last = 1UL << ((pattern.Length - 1) % 64);
        var row = new int[text.Length + 1];
        row[0] = pattern.Length;
        for (var j = 0; j < text.Length; j++)
        {
            var bits = equal.Of(text[j]);
            var (carryPlus, carryMinus) = (fromAnywhere ? 0UL : 1UL, 0UL);
            row[j + 1] = row[j];
            for (var w = 0; w < words; w++)
            {
                var eq = bits[w];
                var vertical = eq | minus[w];
                eq |= carryMinus;
                var horizontal = (((eq & plus[w]) + plus[w]) ^ plus[w]) | eq;
                var up = minus[w] | ~(horizontal | plus[w]);
                var down = plus[w] & horizontal;
                if (w == words - 1)
                    row[j + 1] +=
                        (up & last) != 0 ? 1
                        : (down & last) != 0 ? -1
                        : 0;
                (var upOut, var downOut) = (up >> 63, down >> 63);
                up = (up << 1) | carryPlus;
                down = (down << 1) | carryMinus;
                plus[w] = down | ~(vertical | up);
                minus[w] = up & vertical;
                (carryPlus, carryMinus) = (upOut, downOut);
            }
        }

        return row;
    }

    // Where each sign stands in the pattern, in a table without chains: a dictionary of arrays took three quarters of the time.
    private readonly struct BitTable
    {
        private readonly int[] _signs;
        private readonly ulong[] _bits;
        private readonly int[] _slots;
        private readonly int _words;

        public BitTable(ReadOnlySpan<int> pattern, int words)
        {
            var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)pattern.Length * 2 + 1);
            (_signs, _bits, _words) = (new int[size], new ulong[(pattern.Length + 1) * words], words);
            var (slots, next) = (new int[size], 1);
            for (var i = 0; i < pattern.Length; i++)
            {
                var slot = SlotOf(pattern[i]);
                if (_signs[slot] == 0)
                    (_signs[slot], slots[slot]) = (pattern[i] + 1, next++);
                _bits[slots[slot] * words + i / 64] |= 1UL << (i % 64);
            }

            _slots = slots;
        }

        public ReadOnlySpan<ulong> Of(int sign) => _bits.AsSpan(_slots[SlotOf(sign)] * _words, _words);

        private int SlotOf(int sign)
        {
            var slot = (int)((uint)sign * 2654435769u) & (_signs.Length - 1);
            while (_signs[slot] != 0 && _signs[slot] != sign + 1)
                slot = (slot + 1) & (_signs.Length - 1);
            return slot;
        }
    }
}
