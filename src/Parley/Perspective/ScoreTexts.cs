using System.Text;
using System.Text.Json.Serialization;

namespace Parley.Perspective;

/// <summary>Scores many texts at once, for the interface of our own. Nothing of them is kept.</summary>
internal sealed class ScoreTexts(TextModelChooser chooser)
{
    /// <summary>In one call.</summary>
    public const int MostTexts = 1_000;

    /// <param name="house">The language of the site that asks; null where none is known.</param>
    public IReadOnlyList<ScoredTextAnswer> Handle(IReadOnlyList<TextToScore> texts, string? house, bool isStrict) =>
        [.. texts.Select(text => Score(text, house, isStrict))];

    // One text that cannot be scored keeps none of the others from its scores.
    private ScoredTextAnswer Score(TextToScore text, string? house, bool isStrict)
    {
        if (Encoding.UTF8.GetByteCount(text.Text) > WireComment.MostBytes)
            return new(text.Id) { Problem = "text-too-long" };
        IReadOnlyList<string> named = text.Language is { Length: > 0 } language ? [language] : [];
        var (chosen, _) = chooser.Find(text.Text, [], named, house, isStrict);
        if (chosen is null)
            return new(text.Id) { Language = text.Language, Problem = "language-not-supported" };
        var model = chosen.Model;
        var values = new float[model.Attributes.Count];
        model.Score(text.Text, values);
        return new(text.Id)
        {
            Language = chosen.Languages[0],
            Model = model.FullName,
            Scores = model.Attributes.Zip(values).ToDictionary(one => one.First, one => one.Second),
        };
    }
}

/// <param name="Id">The caller's own name for the text; comes back.</param>
/// <param name="Language">As ISO 639 or BCP 47; left out: found in the text.</param>
internal sealed record TextToScore(string Id, string Text, string? Language = null);

/// <summary>The scores of a text; without any, <see cref="Problem"/> says why.</summary>
internal sealed record ScoredTextAnswer(string Id)
{
    /// <summary>As which language it was scored.</summary>
    public string? Language { get; init; }

    /// <summary>Name and version of the model.</summary>
    public string? Model { get; init; }

    /// <summary>By attribute: from 0 to 1.</summary>
    public IReadOnlyDictionary<string, float>? Scores { get; init; }

    /// <summary><c>language-not-supported</c> or <c>text-too-long</c>.</summary>
    public string? Problem { get; init; }
}

[JsonSerializable(typeof(IReadOnlyList<TextToScore>))]
[JsonSerializable(typeof(IReadOnlyList<ScoredTextAnswer>))]
internal sealed partial class ScoreTextsJson : JsonSerializerContext
{
    public static ScoreTextsJson Ours { get; } = new(Json.Options());
}
