namespace Parley.Markup;

/// <summary>
/// Keeps directional signs within one piece of text: what is opened there is closed there, and what was never opened is
/// not closed, so that no text turns its surroundings around.
/// </summary>
internal struct BidiBalance
{
    // Unicode lets 125 levels count. Nobody needs these, and they fit in a word: a bit for each, set for an isolate.
    private const int Deepest = 60;
    private ulong isolates;
    private int depth;

    public static bool IsDirectional(char sign) => sign is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    /// <summary>Takes note of a directional sign, and says whether it may stay.</summary>
    public bool Keeps(char sign) =>
        sign switch
        {
            '\u202c' => TryCloseEmbedding(),
            '\u2069' => TryCloseIsolate(),
            _ => TryOpen(isIsolate: sign >= '\u2066'),
        };

    /// <summary>The signs that close what is open, innermost first; nothing is open afterwards.</summary>
    public string Close()
    {
        if (depth == 0)
            return "";
        var opened = isolates;
        var closers = string.Create(
            depth,
            opened,
            (signs, bits) =>
            {
                for (var at = 0; at < signs.Length; at++)
                    signs[at] = (bits >> (signs.Length - 1 - at) & 1) == 1 ? '\u2069' : '\u202c';
            }
        );
        (isolates, depth) = (0, 0);
        return closers;
    }

    private bool TryOpen(bool isIsolate)
    {
        if (depth == Deepest)
            return false;
        if (isIsolate)
            isolates |= 1UL << depth;
        depth++;
        return true;
    }

    private bool TryCloseEmbedding()
    {
        if (depth == 0 || (isolates >> (depth - 1) & 1) == 1)
            return false;
        depth--;
        return true;
    }

    // Closes the embeddings within it as well.
    private bool TryCloseIsolate()
    {
        if (isolates == 0)
            return false;
        depth = 63 - System.Numerics.BitOperations.LeadingZeroCount(isolates);
        isolates &= ~(1UL << depth);
        return true;
    }
}
