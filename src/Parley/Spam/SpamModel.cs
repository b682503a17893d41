using Parley.Reasons;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.Spam;

/// <summary>
/// What a site's people take for advertising, learned: a weight for each feature, whose sum over a text is turned into a probability by
/// a curve that was fitted on texts the weights had not learned from.
/// </summary>
/// <param name="weights">One for new words; for each part of what was learned from those that have not learned from it, for past ones.</param>
internal sealed class SpamModel(string version, IReadOnlyList<SpamWeights> weights, double slope, double shift) : ITextModel
{
    /// <summary>Stands in statements: a promise, never renamed.</summary>
    public const string Called = "site-spam";

    // Together they say half of what all say: enough to see why, and few enough to read.
    private const int MostDrivers = 5;

    /// <summary>Its name and version, as they stand in statements.</summary>
    public string FullName { get; } = Called + " " + version;

    public IReadOnlyList<TextScore> Score(ScoredText text)
    {
        var features = SpamFeatures.Of(text);
        if (!features.AreAny)
            return [];
        var mine = weights.Count == 1 ? weights[0] : weights[PartOf(text, weights.Count)];
        var probability = 1 / (1 + Math.Exp(-((slope * mine.Sum(features.Indexes)) + shift)));
        return [new(ScoreCheck.Spam.Attribute, FullName, probability, () => DriversOf(text, mine))];
    }

    /// <summary>Which part of the examples a text is of, by what it says: the same words are never in two.</summary>
    public static int PartOf(ScoredText text, int parts) => (int)((ulong)Wording.Of(text.Folded).Fingerprint % (ulong)parts);

    // The words and addresses whose features together weigh most, side by side ones as one.
    private static List<Place> DriversOf(ScoredText text, SpamWeights weights)
    {
        var features = SpamFeatures.Of(text);
        var byPlace = new Dictionary<Place, float>();
        for (var at = 0; at < features.Indexes.Count; at++)
        {
            var place = features.PlaceOf(at);
            if (place.Length > 0)
                byPlace[place] = byPlace.GetValueOrDefault(place) + weights.Of(features.Indexes[at]);
        }

        var heaviest = byPlace
            .Where(one => one.Value > 0)
            .OrderByDescending(one => one.Value)
            .ThenBy(one => one.Key.Start)
            .Take(MostDrivers)
            .OrderBy(one => one.Key.Start);
        var merged = new List<(Place Place, float Weight)>();
        foreach (var (place, weight) in heaviest)
        {
            if (merged.Count > 0 && merged[^1].Place is var last && place.Start <= last.Start + last.Length + 1)
                merged[^1] = (
                    new(last.Start, Math.Max(last.Length, place.Start + place.Length - last.Start)),
                    merged[^1].Weight + weight
                );
            else
                merged.Add((place, weight));
        }

        return [.. merged.OrderByDescending(one => one.Weight).Select(one => one.Place)];
    }
}

/// <summary>A weight for each feature, and one for every text.</summary>
internal sealed class SpamWeights(Half[] weights, float bias)
{
    public float Of(int feature) => (float)weights[feature];

    /// <summary>
    /// The margin of a text: the weights of its features and the bias, each feature as strong as makes every text as long as any other
    /// (a vector of length one).
    /// </summary>
    public double Sum(IReadOnlyList<int> features)
    {
        var sum = 0f;
        for (var at = 0; at < features.Count; at++)
            sum += (float)weights[features[at]];
        return bias + (sum / MathF.Sqrt(features.Count));
    }
}
