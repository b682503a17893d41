using Parley.Reasons;

namespace Parley.Learning;

/// <summary>What was learned: a weight for each feature, one for each score of another model, and one for every text.</summary>
internal sealed class TextWeights(Half[] weights, float[] scores, float bias)
{
    // Together they say half of what all say: enough to see why, and few enough to read.
    private const int MostDrivers = 5;

    /// <summary>By the number of a feature.</summary>
    public Half[] OfFeatures => weights;

    /// <summary>By the number of a score.</summary>
    public float[] OfScores => scores;

    /// <summary>Of every text.</summary>
    public float Bias => bias;

    /// <summary>
    /// The margin of a text: the weights of its features, each as strong as makes every text as long as any other (a vector of length one), of
    /// what another model says of it, and the bias.
    /// </summary>
    public double Sum(ReadOnlySpan<int> features, float[]? others = null)
    {
        var sum = 0f;
        foreach (var feature in features)
            sum += (float)weights[feature];
        return bias + (sum * ScaleOf(features.Length)) + (others is null ? 0 : Product(scores, others));
    }

    /// <summary>The words and addresses whose features together weigh most, the heaviest first; side by side ones are one.</summary>
    /// <param name="features">Of the text, as they were when it was learned.</param>
    public List<Place> DriversOf(TextFeatures features)
    {
        var byPlace = new Dictionary<Place, float>();
        for (var at = 0; at < features.Indexes.Length; at++)
        {
            var place = features.PlaceOf(at);
            if (place.Length > 0)
                byPlace[place] = byPlace.GetValueOrDefault(place) + (float)weights[features.Indexes[at]];
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

    /// <summary>How strong each of so many features is.</summary>
    internal static float ScaleOf(int features) => 1 / MathF.Sqrt(Math.Max(1, features));

    internal static float Product(float[] weights, float[] values)
    {
        var sum = 0f;
        for (var at = 0; at < weights.Length; at++)
            sum += weights[at] * values[at];
        return sum;
    }
}
