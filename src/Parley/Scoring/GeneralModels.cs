namespace Parley.Scoring;

/// <summary>The general models of this installation, by language. None is a normal state: then nothing is scored.</summary>
internal sealed class GeneralModels(IEnumerable<IGeneralModel> models)
{
    private readonly Dictionary<string, IGeneralModel> byLanguage = models.ToDictionary(
        model => model.Language,
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Which languages it knows, in alphabetical order.</summary>
    public IReadOnlyList<string> Languages => [.. byLanguage.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The model of a language; null where there is none.</summary>
    /// <param name="language">ISO 639 or BCP 47, of which the first part counts: <c>en</c>, <c>en-GB</c>.</param>
    public IGeneralModel? Find(string language) => byLanguage.GetValueOrDefault(language.Split('-', 2)[0]);

    /// <summary>Which answers where no language is known or the known one has no model: English, and else the first there is.</summary>
    public IGeneralModel? Best => Find("en") ?? byLanguage.Values.FirstOrDefault();
}
