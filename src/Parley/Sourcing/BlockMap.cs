namespace Parley.Sourcing;

/// <summary>
/// Which stretches of a block are in its next revision, and where: found by words, then by characters where words changed. Places are
/// those of both whole reports.
/// </summary>
internal sealed class BlockMap
{
    private readonly CutText _before;
    private readonly CutText _after;
    private readonly List<Stretch> _stretches = [];
    private readonly (int Start, int End) _old;
    private readonly (int Start, int End) _new;

    /// <param name="Before">Where it was.</param>
    /// <param name="After">Where it is.</param>
    /// <param name="Length">In code points.</param>
    /// <param name="AreWords">Whole words; else letters that happen to be the same.</param>
    internal readonly record struct Stretch(int Before, int After, int Length, bool AreWords);

    public BlockMap(CutText before, int old, CutText after, int now, Work work)
    {
        (_before, _after, _old, _new) = (before, after, before.Block(old), after.Block(now));
        var (oldUnits, newUnits) = (before.UnitsOfBlock(old), after.UnitsOfBlock(now));
        var (a, b) = (_old.Start, _new.Start);
        foreach (
            var match in Difference.Of(before.Ids[oldUnits.First..oldUnits.End], after.Ids[newUnits.First..newUnits.End], work)
        )
            for (var at = 0; at < match.Length; at++)
            {
                var (i, j) = (oldUnits.First + match.Before + at, newUnits.First + match.After + at);
                AddLetters(a, before.Start(i), b, after.Start(j), work);
                Add(before.Start(i), after.Start(j), before.End(i) - before.Start(i), true);
                (a, b) = (before.End(i), after.End(j));
            }

        AddLetters(a, _old.End, b, _new.End, work);
    }

    /// <returns>The stretch to which these words came, null where none of them is left.</returns>
    public (int Start, int End)? Carry(int start, int end)
    {
        var first = FirstEndingAfter(start);
        var last = LastStartingBefore(end);
        if (first > last || last < 0)
            return null;

        // Between two stretches something was replaced. What begins there with the words begins with what came instead.
        var (a, b) = first == 0 ? (_old.Start, _new.Start) : (EndOf(first - 1).Before, EndOf(first - 1).After);
        var from = _stretches[first];
        var newStart =
            from.Before <= start ? from.After + start - from.Before
            : a == start && from.Before > start ? b
            : from.After;

        var to = _stretches[last];
        var (aNext, bNext) =
            last + 1 < _stretches.Count ? (_stretches[last + 1].Before, _stretches[last + 1].After) : (_old.End, _new.End);
        var newEnd =
            to.Before + to.Length >= end ? to.After + end - to.Before
            : aNext == end || aNext == end + 1 ? bNext
            : to.After + to.Length;
        return Whole(start, end, newStart, newEnd);
    }

    /// <returns>How many code points of a stretch of the new block are words that were elsewhere than there.</returns>
    public int HeldByOthers(int newStart, int newEnd, int start, int end)
    {
        var held = 0;
        for (var at = FirstEndingAfterNew(newStart); at < _stretches.Count && _stretches[at].After < newEnd; at++)
        {
            var stretch = _stretches[at];
            if (!stretch.AreWords)
                continue;
            var (from, to) = (Math.Max(newStart, stretch.After), Math.Min(newEnd, stretch.After + stretch.Length));
            var moved = stretch.Before - stretch.After;
            if (from < to)
                held += to - from - Math.Max(0, Math.Min(to + moved, end) - Math.Max(from + moved, start));
        }

        return held;
    }

    // Whole words stay whole words: half of a replaced one is none.
    private (int Start, int End)? Whole(int start, int end, int newStart, int newEnd)
    {
        if (newStart >= newEnd)
            return null;
        var units = _after.UnitsIn(newStart, newEnd);
        if (units.First >= units.End)
            return null;
        var old = _before.UnitsIn(start, end);
        if (_before.Start(old.First) >= start || _after.Start(units.First) > newStart)
            newStart = _after.Start(units.First);
        if (_before.End(old.End - 1) <= end || _after.End(units.End - 1) < newEnd)
            newEnd = _after.End(units.End - 1);
        return newStart < newEnd ? (newStart, newEnd) : null;
    }

    private (int Before, int After) EndOf(int stretch) =>
        (_stretches[stretch].Before + _stretches[stretch].Length, _stretches[stretch].After + _stretches[stretch].Length);

    private void AddLetters(int a, int aEnd, int b, int bEnd, Work work)
    {
        foreach (var match in Difference.Of(_before.CodePoints[a..aEnd], _after.CodePoints[b..bEnd], work))
        {
            var isSpace = match.Length == 1 && _before.CodePoints[a + match.Before] == ' ';
            Add(a + match.Before, b + match.After, match.Length, isSpace && aEnd - a == 1 && bEnd - b == 1);
        }
    }

    private void Add(int before, int after, int length, bool areWords)
    {
        if (
            _stretches.Count > 0
            && _stretches[^1] is var last
            && last.AreWords == areWords
            && last.Before + last.Length == before
            && last.After + last.Length == after
        )
            _stretches[^1] = last with { Length = last.Length + length };
        else
            _stretches.Add(new(before, after, length, areWords));
    }

    private int FirstEndingAfter(int place)
    {
        var (low, high) = (0, _stretches.Count);
        while (low < high)
            if ((low + high) / 2 is var middle && EndOf(middle).Before > place)
                high = middle;
            else
                low = middle + 1;
        return low;
    }

    private int FirstEndingAfterNew(int place)
    {
        var (low, high) = (0, _stretches.Count);
        while (low < high)
            if ((low + high) / 2 is var middle && EndOf(middle).After > place)
                high = middle;
            else
                low = middle + 1;
        return low;
    }

    private int LastStartingBefore(int place)
    {
        var (low, high) = (0, _stretches.Count);
        while (low < high)
            if ((low + high) / 2 is var middle && _stretches[middle].Before >= place)
                high = middle;
            else
                low = middle + 1;
        return low - 1;
    }
}
