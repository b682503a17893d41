namespace Parley.Sourcing;

/// <summary>
/// Looks for words in a revision where they are not where they should be. Pairs of neighbouring words that both have say where to look;
/// only there the words are compared, letter by letter. So it costs what the words cost and not what the report does.
/// </summary>
internal sealed class RevisionSearch
{
    // A pair that stands oftener than this leads nowhere, and a word must be rarer still.
    private const int CommonPair = 16;
    private const int CommonWord = 4;
    private const int Windows = 4;
    private const int Neighbours = 8;
    private const int LongestPattern = 1_024;
    private const int LongestSentence = 96;

    private readonly CutText _before;
    private readonly CutText _after;
    private readonly Work _work;
    private readonly Dictionary<(int, int), List<int>> _pairs = [];
    private readonly Dictionary<int, List<int>> _words = [];
    private readonly Dictionary<(int, int), List<(int First, int End)>> _windows = [];

    public RevisionSearch(CutText before, CutText after, Work work)
    {
        (_before, _after, _work) = (before, after, work);
        for (var at = 0; at < after.Count; at++)
        {
            (_words.TryGetValue(after.Ids[at], out var words) ? words : _words[after.Ids[at]] = []).Add(at);
            if (at + 1 < after.Count && Pair(after, at) is var pair)
                (_pairs.TryGetValue(pair, out var list) ? list : _pairs[pair] = []).Add(at);
        }
    }

    /// <returns>Stretches of the second revision where these words of the first may be; each to be judged.</returns>
    public IEnumerable<(int Start, int End)> Find(int start, int end, (int First, int End) units, (int First, int End) sentence)
    {
        var seen = new HashSet<(int, int)>();
        foreach (
            var place in Exact(units)
                .Concat(WindowsOf(Near(units, sentence)).SelectMany(window => In(window, start, end, units)))
        )
            if (!_work.IsDone && seen.Add(place))
                yield return place;
    }

    // A sentence without an end, as a list of names is, is not gone through for each of its words.
    private static (int First, int End) Near((int First, int End) units, (int First, int End) sentence)
    {
        if (sentence.End - sentence.First <= LongestSentence)
            return sentence;
        var first = Math.Max(sentence.First, units.First - 2 * Neighbours);
        return (first, Math.Max(first + 1, Math.Min(sentence.End, units.End + 2 * Neighbours)));
    }

    private IEnumerable<(int Start, int End)> Exact((int First, int End) units)
    {
        var (rarest, times) = (-1, int.MaxValue);
        for (var at = units.First; at < units.End; at++)
            if (_words.GetValueOrDefault(_before.Ids[at])?.Count is not { } count)
                yield break;
            else if (count < times)
                (rarest, times) = (at, count);
        _work.Take(units.End - units.First);
        if (times > CommonPair)
            yield break;
        foreach (var at in _words[_before.Ids[rarest]])
            if (StandsAt(units, at - (rarest - units.First)))
                yield return _after.Places((at - (rarest - units.First), at + units.End - rarest));
    }

    private bool StandsAt((int First, int End) units, int first)
    {
        var length = units.End - units.First;
        _work.Take(length);
        return first >= 0
            && first + length <= _after.Count
            && _before.Ids[units.First..units.End].SequenceEqual(_after.Ids.Slice(first, length));
    }

    private IEnumerable<(int Start, int End)> In((int First, int End) window, int start, int end, (int First, int End) units)
    {
        _work.Take(window.End - window.First);
        for (var at = window.First; at + units.End - units.First <= window.End; at++)
            if (_after.Ids[at] == _before.Ids[units.First] && StandsAt(units, at))
                yield return _after.Places((at, at + units.End - units.First));
        if (Approximate(_after.Places(window), start, end) is { } found)
            yield return found;
    }

    private (int Start, int End)? Approximate((int Start, int End) window, int start, int end)
    {
        var pattern = _before.CodePoints[start..end];
        var text = _after.CodePoints[window.Start..window.End];
        if (pattern.Length <= LongestPattern)
        {
            if (EditDistance.Find(pattern, text, Math.Min(256, pattern.Length / 2), _work) is not var (from, to) || from >= to)
                return null;
            return Whole(window.Start + from, window.Start + to);
        }

        var shared = Difference.Of(pattern, text, _work);
        return shared.Count == 0
            ? null
            : Whole(window.Start + shared[0].After, window.Start + shared[^1].After + shared[^1].Length);
    }

    private (int Start, int End)? Whole(int start, int end)
    {
        var units = _after.UnitsIn(start, end);
        return units.First < units.End ? _after.Places(units) : null;
    }

    // Each pair, and each rare word, votes for where the sentence would begin; the places with the most votes are looked at.
    private List<(int First, int End)> WindowsOf((int First, int End) sentence)
    {
        if (_windows.TryGetValue(sentence, out var known))
            return known;
        var votes = new Dictionary<int, int>();
        _work.Take(sentence.End - sentence.First + 2 * Neighbours);
        for (var at = Math.Max(0, sentence.First - Neighbours); at < Math.Min(_before.Count, sentence.End + Neighbours); at++)
        {
            if (at + 1 < _before.Count && _pairs.TryGetValue(Pair(_before, at), out var pairs) && pairs.Count <= CommonPair)
                Vote(pairs, at - sentence.First, 2);
            if (_words.TryGetValue(_before.Ids[at], out var words) && words.Count <= CommonWord)
                Vote(words, at - sentence.First, 1);
        }

        var length = sentence.End - sentence.First;
        return _windows[sentence] = [
            .. votes
                .OrderByDescending(vote => vote.Value)
                .ThenBy(vote => vote.Key)
                .Take(Windows)
                .Select(vote =>
                    (
                        Math.Clamp(vote.Key * Neighbours - Neighbours, 0, _after.Count),
                        Math.Clamp(vote.Key * Neighbours + length + length / 4 + 2 * Neighbours, 0, _after.Count)
                    )
                )
                .Where(window => window.Item1 < window.Item2),
        ];

        void Vote(List<int> places, int from, int weight)
        {
            _work.Take(places.Count);
            foreach (var place in places)
            {
                var bin = (int)Math.Floor((double)(place - from) / Neighbours);
                votes[bin] = votes.GetValueOrDefault(bin) + weight;
            }
        }
    }

    private static (int, int) Pair(CutText text, int at) => (text.Ids[at], text.Ids[at + 1]);
}
