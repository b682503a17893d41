namespace Parley.SecondLooks;

/// <summary>
/// How far people agree beyond chance: Krippendorff's α for nominal values. K. Krippendorff, <i>Computing Krippendorff's
/// Alpha-Reliability</i>, University of Pennsylvania 2011, section C (any number of observers, values may be missing).
/// </summary>
internal static class Agreement
{
    private const int Draws = 1_000;

    /// <summary>
    /// <c>α = 1 − (n − 1) · Σ o(c,k) / Σ n(c)·n(k)</c> over all c ≠ k, where o(c,k) counts the pairs of values c and k within units, each
    /// unit of m values weighing 1/(m − 1), n(c) how often c stands in pairs, and n how many values that are in all. 1 is full agreement,
    /// 0 what chance gives.
    /// </summary>
    /// <param name="units">The values of each unit, one for each who looked; a unit with fewer than two says nothing.</param>
    /// <returns>Null where every value is the same: then there is nothing to agree on.</returns>
    public static double? Alpha(IReadOnlyList<IReadOnlyList<int>> units)
    {
        var (kinds, kindOf) = KindsOf(units);
        var times = new int[kinds.Count];
        foreach (var kind in kindOf)
            times[kind]++;
        return Alpha(kinds, times);
    }

    // Units of the same values are one kind, and counted: two people and a few rules make few kinds of many units.
    private static (List<IReadOnlyList<int>> Kinds, int[] KindOf) KindsOf(IReadOnlyList<IReadOnlyList<int>> units)
    {
        var (kinds, numbers) = (new List<IReadOnlyList<int>>(), new Dictionary<string, int>(StringComparer.Ordinal));
        var kindOf = new int[units.Count];
        for (var at = 0; at < units.Count; at++)
        {
            var key = string.Join(' ', units[at].Order());
            if (!numbers.TryGetValue(key, out kindOf[at]))
            {
                numbers[key] = kindOf[at] = kinds.Count;
                kinds.Add(units[at]);
            }
        }

        return (kinds, kindOf);
    }

    private static double? Alpha(List<IReadOnlyList<int>> kinds, int[] times)
    {
        var (totals, n, disagreement) = (new Dictionary<int, double>(), 0.0, 0.0);
        for (var kind = 0; kind < kinds.Count; kind++)
        {
            var (unit, count) = (kinds[kind], times[kind]);
            if (unit.Count < 2 || count == 0)
                continue;
            foreach (var value in unit)
                totals[value] = totals.GetValueOrDefault(value) + count;
            n += (double)unit.Count * count;
            var same = unit.GroupBy(value => value).Sum(alike => alike.Count() * (alike.Count() - 1));
            disagreement += count * (double)(unit.Count * (unit.Count - 1) - same) / (unit.Count - 1);
        }

        var expected = n * n - totals.Values.Sum(total => total * total);
        return expected == 0 ? null : 1 - (n - 1) * disagreement / expected;
    }

    /// <summary>
    /// The middle 95 % of α over as many units drawn from these with replacement, a thousand times: the percentile bootstrap over
    /// units that A. Zapf et al., <i>BMC Medical Research Methodology</i> 16 (2016) 93, found to keep its promise. The draws are the
    /// same each time, so that the same pairs have the same interval.
    /// </summary>
    /// <returns>Null where α itself is, or in more than one draw of twenty.</returns>
    public static (double Low, double High)? Interval(IReadOnlyList<IReadOnlyList<int>> units)
    {
        var state = 0x9E3779B97F4A7C15UL;
        var found = new List<double>(Draws);
        var (kinds, kindOf) = KindsOf(units);
        var times = new int[kinds.Count];
        for (var draw = 0; draw < Draws; draw++)
        {
            Array.Clear(times);
            for (var i = 0; i < kindOf.Length; i++)
                times[kindOf[(int)(Next(ref state) % (ulong)kindOf.Length)]]++;
            if (Alpha(kinds, times) is { } alpha)
                found.Add(alpha);
        }

        if (found.Count < Draws * 0.95)
            return null;
        found.Sort();
        return (NearestRank.Of(found, 0.025)!.Value, NearestRank.Of(found, 0.975)!.Value);
    }

    // SplitMix64: G. Steele, D. Lea, C. Flood, Fast Splittable Pseudorandom Number Generators, OOPSLA 2014.
    private static ulong Next(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        var mixed = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9UL;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
        return mixed ^ (mixed >> 31);
    }
}
