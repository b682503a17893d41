namespace Parley.Training;

/// <summary>How well scores and labels agree.</summary>
internal static class Figures
{
    /// <summary>
    /// The area under the curve of true against false alarms: how often a text that is so has a higher score than one that is not, by
    /// weight (Fawcett 2006). Equal scores count half. Not a number where one kind is missing.
    /// </summary>
    public static double Auc(IEnumerable<(float Score, bool IsSo, float Weight)> all)
    {
        var sorted = all.OrderBy(one => one.Score).ToList();
        var (so, not, won) = (0.0, 0.0, 0.0);
        for (var at = 0; at < sorted.Count; )
        {
            var (end, soHere, notHere) = (at, 0.0, 0.0);
            for (; end < sorted.Count && sorted[end].Score == sorted[at].Score; end++)
                if (sorted[end].IsSo)
                    soHere += sorted[end].Weight;
                else
                    notHere += sorted[end].Weight;
            won += soHere * (not + (notHere / 2));
            so += soHere;
            not += notHere;
            at = end;
        }
        return so == 0 || not == 0 ? double.NaN : won / (so * not);
    }

    /// <summary>Expected calibration error: by how much shares and scores differ in ten bins of scores, by weight (Naeini and others, 2015).</summary>
    public static double Calibration(IEnumerable<(float Score, bool IsSo, float Weight)> all)
    {
        var bins = new (double Weight, double Score, double So)[10];
        foreach (var (score, isSo, weight) in all)
        {
            ref var bin = ref bins[Math.Min(9, (int)(score * 10))];
            bin = (bin.Weight + weight, bin.Score + (score * weight), bin.So + (isSo ? weight : 0));
        }
        var total = bins.Sum(bin => bin.Weight);
        return bins.Where(bin => bin.Weight > 0).Sum(bin => Math.Abs(bin.Score - bin.So)) / total;
    }

    /// <summary>Which share of what is so is found where so much of what is not is found too.</summary>
    public static (double Recall, float Threshold) Recall(
        IEnumerable<(float Score, bool IsSo, float Weight)> all,
        double falseShare
    )
    {
        var list = all.OrderByDescending(one => one.Score).ToList();
        var (so, not) = (
            list.Where(one => one.IsSo).Sum(one => (double)one.Weight),
            list.Where(one => !one.IsSo).Sum(one => (double)one.Weight)
        );
        var (found, wrong, best) = (0.0, 0.0, (0.0, 1f));
        foreach (var (score, isSo, weight) in list)
        {
            if (isSo)
                found += weight;
            else
                wrong += weight;
            if (wrong > not * falseShare)
                break;
            best = (found / so, score);
        }
        return best;
    }

    /// <summary>Spearman's rank correlation; ties get their mean rank.</summary>
    public static double RankCorrelation(IReadOnlyList<float> left, IReadOnlyList<float> right)
    {
        var (a, b) = (Ranks(left), Ranks(right));
        var (meanA, meanB) = (a.Average(), b.Average());
        var (both, alone, other) = (0.0, 0.0, 0.0);
        for (var at = 0; at < a.Length; at++)
        {
            both += (a[at] - meanA) * (b[at] - meanB);
            alone += (a[at] - meanA) * (a[at] - meanA);
            other += (b[at] - meanB) * (b[at] - meanB);
        }
        return both / Math.Sqrt(alone * other);
    }

    private static double[] Ranks(IReadOnlyList<float> values)
    {
        var order = Enumerable.Range(0, values.Count).OrderBy(at => values[at]).ToList();
        var ranks = new double[values.Count];
        for (var at = 0; at < order.Count; )
        {
            var end = at;
            while (end < order.Count && values[order[end]] == values[order[at]])
                end++;
            for (var place = at; place < end; place++)
                ranks[order[place]] = (at + end - 1) / 2.0;
            at = end;
        }
        return ranks;
    }
}
