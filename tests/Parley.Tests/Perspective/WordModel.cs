using Parley.Reasons;
using Parley.Scoring;
using Attribute = Parley.Scoring.Attribute;

namespace Parley.Tests.Perspective;

/// <summary>A general model that goes by a few words, so that every score in a test can be foreseen.</summary>
internal sealed class WordModel(string language, params string[] attributes) : IGeneralModel
{
    private static readonly (string Word, string Attribute, float Probability)[] Known =
    [
        ("idiot", Attribute.Toxicity, 0.8627961f),
        ("idiot", Attribute.Insult, 0.75f),
        ("kill", Attribute.Toxicity, 0.9f),
        ("kill", Attribute.Threat, 0.95f),
        ("damn", Attribute.Profanity, 0.5f),
    ];

    /// <summary>What it gives a text in which it knows no word.</summary>
    public const float Nothing = 0.015625f;

    public string Language => language;
    public string Name => "words";
    public string Version => "1";
    public IReadOnlyList<string> Attributes { get; } = attributes is [] ? Attribute.All : attributes;

    public void Score(ReadOnlySpan<char> text, Span<float> probabilities)
    {
        probabilities.Fill(Nothing);
        for (var i = 0; i < Attributes.Count; i++)
        {
            foreach (var (word, attribute, probability) in Known)
                if (attribute == Attributes[i] && text.Contains(word, StringComparison.OrdinalIgnoreCase))
                    probabilities[i] = Math.Max(probabilities[i], probability);
        }
    }

    public Func<string, IReadOnlyList<Driver>> DriversOf(string text) =>
        attribute =>
            [
                .. Known
                    .Where(known => known.Attribute == attribute)
                    .Select(known => (known, At: text.IndexOf(known.Word, StringComparison.OrdinalIgnoreCase)))
                    .Where(found => found.At >= 0)
                    .Select(found => new Driver(new Place(found.At, found.known.Word.Length), found.known.Probability)),
            ];
}
