namespace Parley.Sourcing;

/// <summary>Which paragraphs of a report are the same ones after an editor saved new text.</summary>
internal static class BlockMatcher
{
    // Of the pairs of neighbouring words in both, so many are the same. A quarter of a paragraph's words replaced leaves half of its pairs;
    // two paragraphs about one matter share some in a hundred.
    private const double LeastLikeness = 0.25;

    // A pair of words that stands in more paragraphs than this tells none of them from another.
    private const int Common = 64;

    /// <summary>
    /// Equal paragraphs keep their ids, first those that stand in the same order, then those that moved; then, of the rest, each keeps the id
    /// of the one it is most like, the likest pair first. So of a paragraph that was split the larger part keeps the id, and of two that
    /// were merged the larger one's is kept. No id is given twice.
    /// </summary>
    /// <param name="before">The paragraphs as they were.</param>
    /// <param name="after">The texts as they are, each a paragraph; empty ones are left out.</param>
    /// <param name="newId">An id that no paragraph of the report ever had.</param>
    public static IReadOnlyList<ReportBlock> Carry(
        IReadOnlyList<ReportBlock> before,
        IReadOnlyList<string> after,
        Func<string> newId
    )
    {
        var texts = after.Select(CanonicalText.Of).Where(text => text.Length > 0).ToList();
        var from = new int[texts.Count];
        Array.Fill(from, -1);
        var free = Enumerable.Repeat(true, before.Count).ToArray();
        void Pair(int old, int now) => (from[now], free[old]) = (old, false);

        PairEqual(before, texts, Pair);
        PairMoved(before, texts, from, free, Pair);
        foreach (var (old, now) in Likeness(before, texts, from, free))
            if (free[old] && from[now] < 0)
                Pair(old, now);
        return [.. texts.Select((text, at) => new ReportBlock(from[at] < 0 ? newId() : before[from[at]].Id, text))];
    }

    private static void PairEqual(IReadOnlyList<ReportBlock> before, List<string> texts, Action<int, int> pair)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        int NameOf(string text) => names.TryGetValue(text, out var name) ? name : names[text] = names.Count;

        int[] old = [.. before.Select(block => NameOf(block.Text))];
        int[] now = [.. texts.Select(NameOf)];
        foreach (var match in Difference.Of(old, now, new Work()))
            for (var at = 0; at < match.Length; at++)
                pair(match.Before + at, match.After + at);
    }

    private static void PairMoved(
        IReadOnlyList<ReportBlock> before,
        List<string> texts,
        int[] from,
        bool[] free,
        Action<int, int> pair
    )
    {
        var left = new Dictionary<string, Queue<int>>(StringComparer.Ordinal);
        for (var old = 0; old < before.Count; old++)
            if (free[old])
                (left.TryGetValue(before[old].Text, out var queue) ? queue : left[before[old].Text] = new()).Enqueue(old);
        for (var now = 0; now < texts.Count; now++)
            if (from[now] < 0 && left.TryGetValue(texts[now], out var queue) && queue.TryDequeue(out var old))
                pair(old, now);
    }

    // Dice's coefficient over pairs of neighbouring words: twice what is shared, divided by what both have.
    private static IEnumerable<(int Before, int After)> Likeness(
        IReadOnlyList<ReportBlock> before,
        List<string> texts,
        int[] from,
        bool[] free
    )
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        var holders = new Dictionary<(int, int), List<int>>();
        var sizes = new int[before.Count];
        for (var old = 0; old < before.Count; old++)
        {
            if (!free[old])
                continue;
            var pairs = PairsOf(before[old].Text, names);
            sizes[old] = pairs.Count;
            foreach (var pair in pairs)
                (holders.TryGetValue(pair, out var list) ? list : holders[pair] = []).Add(old);
        }

        var found = new List<(double Likeness, int Before, int After)>();
        for (var now = 0; now < texts.Count; now++)
        {
            if (from[now] >= 0)
                continue;
            var pairs = PairsOf(texts[now], names);
            var shared = new Dictionary<int, int>();
            foreach (var holder in pairs.Where(holders.ContainsKey).Select(pair => holders[pair]))
            foreach (var old in holder.Count <= Common ? holder : [])
                shared[old] = shared.GetValueOrDefault(old) + 1;
            foreach (var (old, count) in shared)
                if (2.0 * count / (sizes[old] + pairs.Count) is var likeness and >= LeastLikeness)
                    found.Add((likeness, old, now));
        }

        // Equally alike ones in order: the one that stands nearest, then the earlier.
        return found
            .OrderByDescending(x => x.Likeness)
            .ThenBy(x => Math.Abs(x.Before - x.After))
            .ThenBy(x => x.After)
            .ThenBy(x => x.Before)
            .Select(x => (x.Before, x.After));
    }

    private static HashSet<(int, int)> PairsOf(string text, Dictionary<string, int> names)
    {
        var ids = new CutText([text], names).Ids;
        var pairs = new HashSet<(int, int)>();
        for (var at = 0; at <= ids.Length; at++)
            pairs.Add((at == 0 ? 0 : ids[at - 1], at == ids.Length ? 0 : ids[at]));
        return pairs;
    }
}
