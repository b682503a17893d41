namespace Parley.Scoring;

/// <summary>Which words drove one score: those without which it would be lower. Neighbours are one phrase.</summary>
internal sealed class Drivers(TrainedModel model, int head)
{
    // Of more words only the first are tried: nobody reads more marks than that.
    private const int Most = 200;

    // A word counts from this share of the heaviest one on, and from this fall on.
    private const float LeastShare = 0.3f;
    private const float LeastFall = 0.02f;
    private const float LeastAlone = 0.15f;

    // Below it nobody would mark anything.
    private const float LeastMarked = 0.05f;

    public IReadOnlyList<Driver> Of(string text)
    {
        var reader = WordReader.Mine;
        var seen = reader.Read(text, model.Words);
        if (!TrainedModel.HasWord(seen, reader.AllLetters))
            return [];
        var whole = model.Probability(model.Logits(seen, reader.AllLetters, -1), head);
        var falls = new float[Math.Min(Most, seen.Length)];
        for (var at = 0; at < falls.Length; at++)
            if (!seen[at].IsSign)
                falls[at] = whole - model.Probability(model.Logits(seen, reader.AllLetters, at), head);
        var isDriver = new bool[falls.Length];
        var least = Math.Max(LeastFall, falls.Max() * LeastShare);
        var marks = whole >= LeastMarked && Attribute.All[head] is Attribute.Toxicity or Attribute.Insult ? model.Spans : null;
        for (var at = 0; at < falls.Length; at++)
            isDriver[at] = marks is null ? falls[at] >= least : marks.IsMarked(seen, at) && falls[at] > -LeastFall;
        // Readers mark words, and some texts are wrong as a whole.
        if (marks is not null && !isDriver.Contains(true))
            for (var at = 0; at < falls.Length; at++)
                isDriver[at] = falls[at] >= Math.Max(LeastAlone, falls.Max());
        return Merged(seen, falls, isDriver);
    }

    private static List<Driver> Merged(ReadOnlySpan<SeenWord> seen, float[] falls, bool[] isDriver)
    {
        var drivers = new List<Driver>();
        for (var at = 0; at < falls.Length; at++)
        {
            if (!isDriver[at])
                continue;
            var (first, weight) = (at, falls[at]);
            while (at + 1 < falls.Length && isDriver[at + 1])
                weight += falls[++at];
            drivers.Add(new(new(seen[first].From, seen[at].To - seen[first].From), Math.Clamp(weight, 0, 1)));
        }
        drivers.Sort((left, right) => right.Weight.CompareTo(left.Weight));
        return drivers;
    }
}
