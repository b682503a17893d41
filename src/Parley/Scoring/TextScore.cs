using Parley.Reasons;

namespace Parley.Scoring;

/// <summary>What a model thinks of a text, as far as one attribute goes.</summary>
/// <param name="Attribute">What of the text is meant, by its name.</param>
/// <param name="Model">
/// Who says so: the model's name and version. It stands in statements, so that what was said can be traced; a name is never given to
/// another model.
/// </param>
/// <param name="Probability">
/// From 0 to 1, calibrated: of many texts with 0.9, people would say the same of nine in ten, as far as they are like those that it
/// learned from.
/// </param>
/// <param name="Drivers">
/// The places that drove it, the heaviest first; asked for only where something follows from the score.
/// </param>
internal sealed record TextScore(string Attribute, string Model, double Probability, Func<IReadOnlyList<Place>> Drivers)
{
    /// <summary>Whether chance has drawn the text for a person to look at, whatever its score is.</summary>
    public bool IsDrawn { get; init; }
}
