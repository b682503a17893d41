namespace Parley.Learning;

/// <summary>A decision of a person beside what a model would have thought.</summary>
/// <param name="Score">From 0 to 1.</param>
internal readonly record struct Judged(double Score, bool IsRejected);

/// <summary>
/// Decisions of people beside a score: what a machine would have done by two thresholds, below the first of which it publishes and from the
/// second of which on it holds, and where it would have been wrong.
/// </summary>
internal sealed class Lanes
{
    private readonly Judged[] sorted;

    // How many of those before were rejected.
    private readonly int[] rejectedBefore;

    public Lanes(IEnumerable<Judged> judged)
    {
        sorted = [.. judged.OrderBy(one => one.Score)];
        rejectedBefore = new int[sorted.Length + 1];
        for (var at = 0; at < sorted.Length; at++)
            rejectedBefore[at + 1] = rejectedBefore[at] + (sorted[at].IsRejected ? 1 : 0);
    }

    public int Count => sorted.Length;

    public int Rejected => rejectedBefore[^1];

    public int Approved => Count - Rejected;

    /// <summary>What would have happened by two thresholds.</summary>
    /// <param name="below">Below it is published.</param>
    /// <param name="from">From it on is held.</param>
    public LaneFigures At(double below, double from)
    {
        var (publish, hold) = (CountBelow(below), Count - CountBelow(from));
        return new(Count, publish, rejectedBefore[publish], hold, hold - (Rejected - rejectedBefore[Count - hold]));
    }

    /// <summary>
    /// The widest lanes in which so few are wrong: of what is published at most that share was rejected by people, and of what is held at most
    /// that share approved.
    /// </summary>
    /// <param name="more">
    /// How many more wrong ones are reckoned with than were seen: 0 for what was, 1 for what to go by, since the widest lane of a few is wide by
    /// chance, too.
    /// </param>
    public (double Below, double From) Widest(double wrong, int more = 0)
    {
        var (publish, hold) = (0, 0);
        for (var many = 1; many <= Count; many++)
        {
            if (IsEdge(many) && rejectedBefore[many] + more <= wrong * many)
                publish = many;
            if (IsEdge(Count - many) && many - (Rejected - rejectedBefore[Count - many]) + more <= wrong * many)
                hold = many;
        }

        var below =
            publish == Count ? double.PositiveInfinity
            : publish == 0 ? double.NegativeInfinity
            : sorted[publish].Score;
        // Nothing is in both: what may be published is.
        hold = Math.Min(hold, Count - publish);
        return (below, hold == 0 ? double.PositiveInfinity : Math.Max(below, sorted[Count - hold].Score));
    }

    /// <summary>
    /// How likely a rejected one has the higher score of a pair (Fawcett, "An introduction to ROC analysis", 2006). Equal scores count half. Not
    /// a number where one kind is missing.
    /// </summary>
    public double Auc()
    {
        var won = 0.0;
        for (var at = 0; at < Count; )
        {
            var end = at + 1;
            while (end < Count && sorted[end].Score == sorted[at].Score)
                end++;
            var rejected = rejectedBefore[end] - rejectedBefore[at];
            won += (double)rejected * (at - rejectedBefore[at] + ((end - at - rejected) / 2.0));
            at = end;
        }

        return Rejected == 0 || Approved == 0 ? double.NaN : won / ((double)Rejected * Approved);
    }

    // Equal scores go one way.
    private bool IsEdge(int at) => at == 0 || at == Count || sorted[at].Score > sorted[at - 1].Score;

    private int CountBelow(double score)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle].Score < score)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}

/// <summary>What a machine would have done.</summary>
/// <param name="Published">In the lane that is published.</param>
/// <param name="WronglyPublished">Of those, what people rejected or removed.</param>
/// <param name="Held">In the lane that is held.</param>
/// <param name="WronglyHeld">Of those, what people published or kept.</param>
internal sealed record LaneFigures(int All, int Published, int WronglyPublished, int Held, int WronglyHeld)
{
    /// <summary>In the lane between, about which a person decides.</summary>
    public int Asked => All - Published - Held;

    /// <summary>The share about which no person need decide: from 0 to 1.</summary>
    public double ByMachine => All == 0 ? 0 : (double)(Published + Held) / All;
}
