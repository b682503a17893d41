using System.Runtime.InteropServices;

namespace Parley.Sourcing;

/// <summary>Two revisions of a report, and what they say of where words of the first are in the second.</summary>
internal sealed class RevisionPair
{
    // Of what stands beside a sentence so much must be the same, in letters of an alphabet, to know it for the same sentence; and a
    // sentence that is so long and stands once needs no neighbours. "The ministry did not respond to a request for comment." is 54.
    private const int Context = 32;
    private const int SpeaksForItself = 120;

    // What is so much like it in its own place is not looked for elsewhere.
    private const double SureInItsPlace = 0.85;

    private readonly IReadOnlyList<ReportBlock> _newBlocks;
    private readonly IReadOnlyList<ReportBlock> _oldBlocks;
    private readonly CutText _before;
    private readonly CutText _after;
    private readonly BlockMap?[] _mapOfOld;
    private readonly BlockMap?[] _mapOfNew;
    private readonly int[] _newOfOld;
    private readonly Work _work;
    private readonly Dictionary<(int, int), int> _oldTimes;
    private readonly Dictionary<(int, int), int> _newTimes;
    private readonly Dictionary<((int, int), (int, int)), (bool AreSame, double Likeness)> _compared = [];
    private readonly Lazy<RevisionSearch> _search;

    public RevisionPair(IReadOnlyList<ReportBlock> before, IReadOnlyList<ReportBlock> after, Work work)
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        (_oldBlocks, _newBlocks, _work) = (before, after, work);
        _before = new(before.Select(block => block.Text), names);
        _after = new(after.Select(block => block.Text), names);
        (_mapOfOld, _mapOfNew) = (new BlockMap?[before.Count], new BlockMap?[after.Count]);
        var ids = after.Select((block, at) => (block.Id, at)).ToDictionary(x => x.Id, x => x.at, StringComparer.Ordinal);
        _newOfOld = [.. before.Select(block => ids.GetValueOrDefault(block.Id, -1))];
        for (var old = 0; old < before.Count; old++)
            if (_newOfOld[old] is var now and >= 0)
                _mapOfOld[old] = _mapOfNew[now] = new(_before, old, _after, now, work);
        (_oldTimes, _newTimes) = TimesOfSentences();
        _search = new(() => new(_before, _after, work));
    }

    private readonly record struct Place(int Start, int End, (int First, int End) Units, (int First, int End) Sentence);

    private readonly record struct Candidate(Place Place, AnchorState State, double Score);

    public Reanchored Move(int block, TextAnchor anchor)
    {
        var offset = _before.Block(block).Start;
        var old = PlaceOf(_before, offset + anchor.Start, offset + anchor.End);
        var best = Carried(block, old);
        if (best is not { State: not AnchorState.Orphaned, Score: >= SureInItsPlace } && !_work.IsDone)
            best = Found(old, best);
        if (best is not { State: not AnchorState.Orphaned } found)
            return new(AnchorState.Orphaned, null, anchor.Quote);

        var now = _newBlocks[_after.BlockAt(found.Place.Start)];
        var start = _after.Block(_after.BlockAt(found.Place.Start)).Start;
        var moved = TextAnchor.Of(now, found.Place.Start - start, found.Place.End - start);
        return found.State is AnchorState.Anchored
            ? new(found.State, moved, null)
            : new(found.State, moved, OldWords(block, anchor, old, moved));
    }

    private static Place PlaceOf(CutText text, int start, int end)
    {
        var units = text.UnitsIn(start, end);
        return new(start, end, units, text.SentencesAround(units));
    }

    private string OldWords(int block, TextAnchor anchor, Place old, TextAnchor moved)
    {
        if (anchor.Quote != moved.Quote)
            return anchor.Quote;
        var (start, end) = _before.Places(old.Sentence);
        var offset = _before.Block(block).Start;
        return _oldBlocks[block].Slice(start - offset, end - offset);
    }

    private Candidate? Carried(int block, Place old) =>
        _mapOfOld[block]?.Carry(old.Start, old.End) is var (start, end) ? Judge(old, PlaceOf(_after, start, end), true) : null;

    private Candidate? Found(Place old, Candidate? carried)
    {
        Candidate? best = null;
        var rival = 0.0;
        foreach (var (start, end) in _search.Value.Find(old.Start, old.End, old.Units, old.Sentence))
        {
            if (InOneBlock(start, end) is not var (from, to) || IsOthers(from, to, old))
                continue;
            var found = Judge(old, PlaceOf(_after, from, to), false);
            if (best is { } known && known.Place.Start < to && from < known.Place.End)
                best = IsBetter(found, known) ? found : known;
            else if (best is not { } other)
                best = found;
            else if (IsBetter(found, other))
                (best, rival) = (found, other.Score);
            else
                rival = Math.Max(rival, found.Score);
        }

        // Two places that are as good as each other are none: it would be luck.
        if (best is not { State: not AnchorState.Orphaned } sure || sure.Score - rival < 0.03)
            return carried;
        return carried is { State: not AnchorState.Orphaned } stayed && !IsBetter(sure, stayed) ? carried : sure;
    }

    private static bool IsBetter(Candidate one, Candidate other) =>
        one.State != other.State ? one.State < other.State : one.Score > other.Score;

    // An anchor is in one block: of words that were parted by a new paragraph the longer part is taken.
    private (int Start, int End)? InOneBlock(int start, int end)
    {
        var (first, last) = (_after.BlockAt(start), _after.BlockAt(end - 1));
        if (first == last)
            return Trimmed(start, end);
        var (head, tail) = (_after.Block(first).End, _after.Block(last).Start);
        return head - start >= end - tail ? Trimmed(start, head) : Trimmed(tail, end);
    }

    private (int Start, int End)? Trimmed(int start, int end)
    {
        var units = _after.UnitsIn(start, end);
        if (start >= end || units.First >= units.End)
            return null;
        return (Math.Max(start, _after.Start(units.First)), Math.Min(end, _after.End(units.End - 1)));
    }

    // Words that stood there before are another sentence, however alike: the second "He declined to comment." is not the first.
    private bool IsOthers(int start, int end, Place old)
    {
        var (from, to) = _before.Places(old.Sentence);
        return _mapOfNew[_after.BlockAt(start)]?.HeldByOthers(start, end, from, to) is { } held && held >= 0.7 * (end - start);
    }

    private Candidate Judge(Place old, Place now, bool isCarried)
    {
        var (areSame, likeness) = Compare(old.Sentence, now.Sentence);
        var stands = areSame && IsSameQuote(old, now);
        var isLong = IsLongAndOnce(old, now, SpeaksForItself);
        if (stands && (isLong || HasNeighbours(old, now)))
            return new(now, AnchorState.Anchored, 1);

        if (_work.IsDone)
            return new(now, AnchorState.Orphaned, 0);

        var quote = EditDistance.Similarity(
            _before.CodePoints[old.Start..old.End],
            _after.CodePoints[now.Start..now.End],
            _work
        );
        var prefix = Before(old, now);
        var suffix = After(old, now);
        var near = 1 - Math.Abs((double)old.Start / _before.CodePoints.Length - (double)now.Start / _after.CodePoints.Length);

        // Weights of Hypothesis, github.com/hypothesis/client, src/annotator/anchoring/match-quote.ts. A number or a name that was
        // replaced is not like what it was; in its own place the rest of the sentence says that it is the one.
        var like = isCarried ? Math.Max(quote, likeness) : quote;
        var score = (50 * like + 20 * prefix + 20 * suffix + 2 * near) / 92;
        return new(
            now,
            IsSure(old, now, isCarried, stands, quote, likeness, prefix, suffix, score)
                ? AnchorState.Moved
                : AnchorState.Orphaned,
            score
        );
    }

    private bool IsSure(
        Place old,
        Place now,
        bool isCarried,
        bool stands,
        double quote,
        double likeness,
        double prefix,
        double suffix,
        double score
    )
    {
        if (isCarried && stands && IsLongAndOnce(old, now, 0))
            return true;
        var isLong = _before.Weight(old.Start, old.End) >= 1.5 * Context;
        if (isCarried)
            return (quote >= 0.6 || likeness >= 0.7) && (score >= 0.7 || (isLong && quote >= 0.7));

        // Two or three words are everywhere: elsewhere they are known by their neighbours only.
        return isLong || Math.Max(prefix, suffix) >= 0.75 || (likeness >= 0.8 && _before.Weight(old.Sentence) >= Context)
            ? quote >= 0.6 && (score >= 0.7 || quote >= 0.75 || likeness >= 0.75)
            : false;
    }

    private double Before(Place old, Place now) =>
        EditDistance.Similarity(
            _before.CodePoints[Math.Max(0, old.Start - Context)..old.Start],
            _after.CodePoints[Math.Max(0, now.Start - Context)..now.Start],
            _work
        );

    private double After(Place old, Place now) =>
        EditDistance.Similarity(
            _before.CodePoints[old.End..Math.Min(_before.CodePoints.Length, old.End + Context)],
            _after.CodePoints[now.End..Math.Min(_after.CodePoints.Length, now.End + Context)],
            _work
        );

    // The same words, numbers and signs in the sentence, and how like its letters are.
    private (bool AreSame, double Likeness) Compare((int First, int End) old, (int First, int End) now)
    {
        ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(_compared, (old, now), out var exists);
        if (exists)
            return known;
        var (one, other) = (_before.Places(old), _after.Places(now));
        _work.Take(one.End - one.Start + other.End - other.Start);
        if (_before.CodePoints[one.Start..one.End].SequenceEqual(_after.CodePoints[other.Start..other.End]))
            return known = (true, 1);
        return known = (
            _before.Plain(old).SequenceEqual(_after.Plain(now)),
            EditDistance.Similarity(_before.CodePoints[one.Start..one.End], _after.CodePoints[other.Start..other.End], _work)
        );
    }

    // The same words of the sentence, not others that read alike: "he said that he said".
    private bool IsSameQuote(Place old, Place now)
    {
        _work.Take(old.End - old.Start);
        if (_before.CodePoints[old.Start..old.End].SequenceEqual(_after.CodePoints[now.Start..now.End]))
            return Ahead(_before, old) == Ahead(_after, now);
        return IsWhole(_before, old)
            && IsWhole(_after, now)
            && _before.Plain(old.Units).SequenceEqual(_after.Plain(now.Units))
            && Ahead(_before, old) == Ahead(_after, now);

        static bool IsWhole(CutText text, Place place) =>
            text.Start(place.Units.First) >= place.Start && text.End(place.Units.End - 1) <= place.End;

        static int Ahead(CutText text, Place place) => text.CountPlain((place.Sentence.First, place.Units.First));
    }

    private bool HasNeighbours(Place old, Place now)
    {
        var (one, other) = (_before.Places(old.Sentence), _after.Places(now.Sentence));
        return Run(one.Start - 1, other.Start - 1, -1) || Run(one.End, other.End, 1);
    }

    // Whether what stands beside both is the same far enough, or as far as both reports go.
    private bool Run(int old, int now, int step)
    {
        for (var weight = 0; weight < Context; (old, now) = (old + step, now + step))
        {
            var (oldIsOut, newIsOut) = (IsOut(_before, old), IsOut(_after, now));
            if (oldIsOut || newIsOut)
                return oldIsOut && newIsOut;
            if (_before.CodePoints[old] != _after.CodePoints[now])
                return false;
            weight += _before.Weight(old, old + 1);
        }

        return true;

        static bool IsOut(CutText text, int place) => place < 0 || place >= text.CodePoints.Length;
    }

    private bool IsLongAndOnce(Place old, Place now, int least) =>
        (least == 0 || _before.Weight(old.Sentence) >= least)
        && _oldTimes.GetValueOrDefault(old.Sentence, 1) == 1
        && _newTimes.GetValueOrDefault(now.Sentence, 1) == 1;

    // How often each sentence's words stand in a revision.
    private (Dictionary<(int, int), int> Old, Dictionary<(int, int), int> New) TimesOfSentences()
    {
        return (Count(_before), Count(_after));

        static Dictionary<(int, int), int> Count(CutText text)
        {
            var all = Enumerable.Range(0, text.Sentences).Select(text.Sentence).ToList();
            var keys = all.Select(sentence => string.Join(',', text.Plain(sentence))).ToList();
            var times = keys.CountBy(key => key).ToDictionary(StringComparer.Ordinal);
            return all.Zip(keys).ToDictionary(x => x.First, x => times[x.Second]);
        }
    }
}
