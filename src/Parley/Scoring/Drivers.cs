namespace Parley.Scoring;

/// <summary>Which words drove the scores of a text: those without which they would be lower. Neighbours are one phrase.</summary>
internal sealed class Drivers(TrainedModel model, string text)
{
    // A word counts from this share of the heaviest one on, and from this fall on.
    private const float LeastShare = 0.3f;
    private const float LeastShareOfGroups = 0.7f;
    private const float LeastFall = 0.02f;
    private const float LeastAlone = 0.15f;

    // Below it nobody would mark anything.
    private const float LeastMarked = 0.05f;

    // From it on something may follow from a score, and then nobody is given the number alone.
    private const float LeastToFollow = 0.5f;
    private const int MostTogether = 12;

    // No score falls so far.
    private const float NotTried = -1;

    private Omissions? omissions;

    /// <param name="head">The place of an attribute among all.</param>
    public IReadOnlyList<Driver> Of(int head)
    {
        var without = omissions ??= new(model, text);
        if (!without.HasWord)
            return [];
        var whole = model.Probability(without.Whole, head);
        var marks = whole >= LeastMarked && Attribute.All[head] is Attribute.Toxicity or Attribute.Insult ? model.Spans : null;
        var found = OfWords(without, whole, head, marks);
        if (found.Count > 0 || whole < LeastToFollow)
            return found;
        // Said twice, a word is still there without the one; and some things are said by no word alone.
        found = OfGroups(without, without.Copies, whole, head);
        if (found.Count == 0)
            found = OfGroups(without, without.Pairs, whole, head);
        if (found.Count == 0)
            found = OfGroups(without, without.Sentences, whole, head);
        return found.Count > 0 ? found : Together(without, whole, head);
    }

    private List<Driver> OfWords(Omissions without, float whole, int head, SpanPart? marks)
    {
        var falls = Falls(without, without.Single, whole, head);
        var isDriver = new bool[falls.Length];
        var least = Math.Max(LeastFall, falls.Max() * LeastShare);
        for (var at = 0; at < falls.Length; at++)
            isDriver[at] = marks is null ? falls[at] >= least : marks.IsMarked(without.Words, at) && falls[at] > -LeastFall;
        // Readers mark words, and some texts are wrong as a whole.
        if (marks is not null && !isDriver.Contains(true))
            for (var at = 0; at < falls.Length; at++)
                isDriver[at] = falls[at] >= Math.Max(LeastAlone, falls.Max());
        return Merged(without.Words, falls, isDriver, isSum: true);
    }

    private List<Driver> OfGroups(Omissions without, IReadOnlyList<Omission> groups, float whole, int head)
    {
        var falls = Falls(without, groups, whole, head);
        var least = Math.Max(LeastFall, falls.Max() * LeastShareOfGroups);
        return Merged(without.Words, falls, Array.ConvertAll(falls, fall => fall >= least), isSum: false);
    }

    // Each says it again: the heaviest words one after the other, until the score falls. Of a long text several at a time, since what may still be
    // looked at is for the other attributes, too.
    private List<Driver> Together(Omissions without, float whole, int head)
    {
        var words = without.Words.ToArray();
        var tries = Math.Clamp(without.Turn, 1, MostTogether);
        var heaviest = without
            .Single.OrderBy(one => one.Logits[head])
            .Select(one => words[one.Places[0]].Hash)
            .Distinct()
            .Take(MostTogether)
            .Chunk((MostTogether + tries - 1) / tries);
        var (places, fall) = (new List<int>(), 0f);
        foreach (var hashes in heaviest)
        {
            int[] more = [.. places, .. hashes.SelectMany(hash => without.ByHash[hash])];
            if (without.Without(more) is not { } tried)
                break;
            places = [.. more];
            fall = whole - model.Probability(tried.Logits, head);
            if (fall >= LeastAlone)
                break;
        }
        if (fall < LeastFall)
            return [];
        var falls = new float[words.Length];
        Array.Fill(falls, NotTried);
        foreach (var at in places)
            falls[at] = fall;
        return Merged(words, falls, Array.ConvertAll(falls, one => one > 0), isSum: false);
    }

    // By word the most that the score falls without a group of which it is.
    private float[] Falls(Omissions without, IReadOnlyList<Omission> groups, float whole, int head)
    {
        var falls = new float[without.Words.Length];
        Array.Fill(falls, NotTried);
        foreach (var (places, logits) in groups)
        {
            var fall = whole - model.Probability(logits, head);
            foreach (var at in places)
                falls[at] = Math.Max(falls[at], fall);
        }

        return falls;
    }

    private static List<Driver> Merged(ReadOnlySpan<SeenWord> seen, float[] falls, bool[] isDriver, bool isSum)
    {
        var drivers = new List<Driver>();
        for (var at = 0; at < falls.Length; at++)
        {
            if (!isDriver[at])
                continue;
            var (first, weight) = (at, falls[at]);
            while (at + 1 < falls.Length && isDriver[at + 1])
                weight = isSum ? weight + falls[++at] : Math.Max(weight, falls[++at]);
            drivers.Add(new(new(seen[first].From, seen[at].To - seen[first].From), Math.Clamp(weight, 0, 1)));
        }
        drivers.Sort((left, right) => right.Weight.CompareTo(left.Weight));
        return drivers;
    }
}
