using Parley.Scoring;

namespace Parley.Perspective;

/// <summary>Which model scores a text, and in which language the text is taken to be.</summary>
/// <param name="Languages">What the answer says that the text was scored as.</param>
/// <param name="Detected">The language that the text is in, as far as it can be told.</param>
internal sealed record TextModelChoice(IGeneralModel Model, IReadOnlyList<string> Languages, string Detected);

/// <summary>Why no model is chosen.</summary>
/// <param name="Attribute">The attribute that has none; null where not even the language is known.</param>
/// <param name="IsDetected">Whether the languages were found in the text rather than named.</param>
internal sealed record NoTextModel(string? Attribute, IReadOnlyList<string> Languages, bool IsDetected);

/// <summary>
/// Chooses by the language that the caller names, else by the one that the text is in. Language was what callers of Perspective complained of
/// most: short texts were taken for Turkish or Zulu, and the call failed. So a language that was only detected fails nobody: the
/// best model answers, and the answer says which. Whoever wants it otherwise sets <see cref="PerspectiveOptions.StrictLanguages"/>.
/// </summary>
internal sealed class TextModelChooser(GeneralModels models)
{
    /// <summary>Tells the language of a text; null where that is unsure.</summary>
    public Func<string, string?> Detect { get; init; } = text => TextLanguage.Detect(text);

    /// <summary>Whether there is a model at all.</summary>
    public bool HasAny => models.Best is not null;

    /// <summary>Whether any model gives it.</summary>
    public bool Knows(string attribute) => models.Languages.Any(language => Gives(models.Find(language), attribute));

    /// <param name="attributes">What the model must give; of several languages every one must have a model that does.</param>
    /// <param name="named">The languages that the caller says it is in; empty where it says nothing.</param>
    /// <param name="house">The language of the site that asks: what a text is taken for that is too short to tell; null where none is known.</param>
    public (TextModelChoice? Chosen, NoTextModel? None) Find(
        string text,
        IReadOnlyList<string> attributes,
        IReadOnlyList<string> named,
        string? house,
        bool isStrict
    )
    {
        var detected = Detect(text);
        if (named.Count > 0)
            return FindMissing(attributes, named) is { } missing
                ? (null, new(missing, named, IsDetected: false))
                : (new(models.Find(named[0])!, named, detected ?? named[0]), null);

        var language = detected ?? house;
        if (language is not null && FindMissing(attributes, [language]) is null)
            return (Of(models.Find(language)!, detected), null);
        if (isStrict)
            return language is null || detected is null
                ? (null, new(null, [], IsDetected: true))
                : (null, new(FindMissing(attributes, [language]), [language], IsDetected: true));
        return models.Best is { } best && FindMissing(attributes, [best.Language]) is null
            ? (Of(best, detected), null)
            : (null, new(FindMissing(attributes, [models.Best?.Language ?? ""]), [language ?? ""], IsDetected: true));

        static TextModelChoice Of(IGeneralModel model, string? detected) =>
            new(model, [model.Language], detected ?? model.Language);
    }

    private string? FindMissing(IReadOnlyList<string> attributes, IReadOnlyList<string> languages) =>
        languages.Select(models.Find).Any(model => model is null)
            ? attributes is [var first, ..]
                ? first
                : ""
            : attributes.FirstOrDefault(attribute => !languages.All(language => Gives(models.Find(language), attribute)));

    private static bool Gives(IGeneralModel? model, string attribute) => model?.Attributes.Contains(attribute) == true;
}
