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
    /// <summary>In nine of ten times it holds.</summary>
    public const double Sure = 0.9;

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
    /// <param name="sure">
    /// How sure it is, of comments like these, that no more are wrong, of whichever lane it is: 0 for what was seen, <see cref="Sure"/> for what to
    /// go by, since of a few none may be wrong by chance.
    /// </param>
    public (double Below, double From) Widest(double wrong, double sure = 0)
    {
        var (publish, hold) = (0, 0);
        var most = sure > 0 ? MostSeen(Count, wrong, 1 - sure) : null;
        for (var many = 1; many <= Count; many++)
        {
            var allowed = most is null ? wrong * many : most[many];
            if (IsEdge(many) && rejectedBefore[many] <= allowed)
                publish = many;
            if (IsEdge(Count - many) && many - (Rejected - rejectedBefore[Count - many]) <= allowed)
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

    /// <summary>
    /// By how many of them, from none to all, how many may be seen wrong so that the upper limit of the share is still within what is allowed: the
    /// one-sided limit of Clopper and Pearson ("The use of confidence or fiducial limits illustrated in the case of the binomial", 1934). -1 where
    /// not even none is enough.
    /// </summary>
    /// <param name="doubt">How likely so few would be seen, at most, if the share were just above what is allowed.</param>
    private static int[] MostSeen(int all, double wrong, double doubt)
    {
        var most = new int[all + 1];
        var seen = -1;
        for (var many = 0; many <= all; many++)
        {
            while (seen + 1 < many && AtMost(seen + 1, many, wrong) <= doubt)
                seen++;
            most[many] = seen;
        }

        return most;
    }

    // How likely at most so many of all are wrong, each with this chance: from the likeliest term down, so that no term is too small to tell.
    private static double AtMost(int seen, int all, double chance)
    {
        if (seen >= all * chance)
            return 1;
        var log = (seen * Math.Log(chance)) + ((all - seen) * Math.Log(1 - chance));
        for (var at = 1; at <= seen; at++)
            log += Math.Log((all - seen + at) / (double)at);
        var (term, sum) = (Math.Exp(log), 0.0);
        for (var at = seen; at >= 0 && term > sum * 1e-12; at--)
        {
            sum += term;
            term *= at / (double)(all - at + 1) * ((1 - chance) / chance);
        }

        return sum;
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
