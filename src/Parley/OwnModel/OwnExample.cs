using Parley.Learning;
using Parley.Scoring;
using Parley.Screening;

namespace Parley.OwnModel;

/// <summary>What is learned from a comment about which a person decided, and what the figures need of it. The text itself is not in it.</summary>
/// <param name="Id">The comment; empty for a label that a program told.</param>
/// <param name="IsRejected">Whether it was rejected or removed, rather than published or kept.</param>
/// <param name="Features">As <see cref="TextFeatures"/> numbers them.</param>
/// <param name="Scores">As <see cref="OtherScores"/> gives them.</param>
/// <param name="Language">In which language it is, as far as that can be told; else null.</param>
/// <param name="NamesGroup">Whether it speaks of people by what they are: origin, faith, sex and the like.</param>
internal sealed record OwnExample(
    Guid Id,
    bool IsRejected,
    Wording Wording,
    int[] Features,
    float[] Scores,
    string? Language,
    bool NamesGroup
)
{
    /// <summary>How much it counts in learning (<see cref="Voices"/>).</summary>
    public float Weight { get; init; } = 1;

    /// <param name="general">The general model of the site; null where none knows its language.</param>
    public static OwnExample Of(Guid id, bool isRejected, ScoredText text, ITextModel? general) =>
        new(
            id,
            isRejected,
            Wording.Of(text.Folded),
            TextFeatures.Of(text, OwnTeacher.Runs).Indexes.ToArray(),
            OtherScores.Of(text, general),
            TextLanguage.Detect(text.Source),
            GroupWords.AreIn(text.Folded)
        );
}
