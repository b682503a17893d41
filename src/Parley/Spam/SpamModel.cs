using Parley.Learning;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.Spam;

/// <summary>
/// What a site's people take for advertising, learned: a weight for each feature, whose sum over a text is turned into a probability by
/// a curve that was fitted on texts the weights had not learned from.
/// </summary>
/// <param name="weights">One for new words; for each part of what was learned from those that have not learned from it, for past ones.</param>
internal sealed class SpamModel(string version, IReadOnlyList<TextWeights> weights, double slope, double shift) : ITextModel
{
    /// <summary>Stands in statements: a promise, never renamed.</summary>
    public const string Called = "site-spam";

    /// <summary>Its name and version, as they stand in statements.</summary>
    public string FullName { get; } = Called + " " + version;

    public IReadOnlyList<TextScore> Score(ScoredText text)
    {
        var features = TextFeatures.Of(text, SpamTeacher.Runs);
        if (!features.AreAny)
            return [];
        var mine = weights.Count == 1 ? weights[0] : weights[PartOf(text, weights.Count)];
        var probability = 1 / (1 + Math.Exp(-((slope * mine.Sum(features.Indexes)) + shift)));
        return
        [
            new(
                ScoreCheck.Spam.Attribute,
                FullName,
                probability,
                () => mine.DriversOf(TextFeatures.Of(text, SpamTeacher.Runs))
            ),
        ];
    }

    /// <summary>Which part of the examples a text is of, by what it says: the same words are never in two.</summary>
    public static int PartOf(ScoredText text, int parts) => (int)((ulong)Wording.Of(text.Folded).Fingerprint % (ulong)parts);
}
