using Parley.Scoring;

namespace Parley.OwnModel;

/// <summary>What the general model says of a text, as numbers from which the site's own model goes on.</summary>
internal static class OtherScores
{
    // Beyond it a model is as good as certain, and more certainty says no more.
    private const float Most = 6;

    /// <summary>How many numbers there are: one by attribute, and one that says whether there are any.</summary>
    public static int Count => Scoring.Attribute.All.Count + 1;

    /// <summary>The logits of the probabilities, from -1.5 to 1.5; all of them 0 where nothing was said.</summary>
    public static float[] Of(ScoredText text, ITextModel? general)
    {
        var numbers = new float[Count];
        if (general is null)
            return numbers;
        foreach (var score in general.Score(text))
        {
            var at = Scoring.Attribute.PlaceOf(score.Attribute);
            if (at < 0)
                continue;
            var logit = MathF.Log((float)(score.Probability / (1 - Math.Min(score.Probability, 1 - 1e-6)) + 1e-9));
            numbers[at] = Math.Clamp(logit, -Most, Most) / 4;
            numbers[^1] = 1;
        }

        return numbers;
    }

    /// <summary>Whether the general model said anything.</summary>
    public static bool AreAny(float[] numbers) => numbers[^1] > 0;

    /// <summary>Whether the general model thought an attribute more likely than not.</summary>
    public static bool IsLikely(float[] numbers, int attribute) => AreAny(numbers) && numbers[attribute] >= 0;
}
