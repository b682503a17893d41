using Microsoft.Extensions.Options;

namespace Parley.Scoring;

/// <summary>
/// The general models of this installation, by language; of two of one language the later: an operator's own file stands in place of what a
/// package brings. None is a normal state: then nothing is scored.
/// </summary>
internal sealed class GeneralModels
{
    private readonly Dictionary<string, IGeneralModel> byLanguage = new(StringComparer.OrdinalIgnoreCase);

    public GeneralModels(IEnumerable<IGeneralModel> models, IOptions<ParleyOptions> options, ModelFiles files)
        : this([.. models, .. options.Value.Models.Select(files.Open)]) { }

    public GeneralModels(IReadOnlyList<IGeneralModel> models)
    {
        foreach (var model in models)
            byLanguage[model.Language] = model;
    }

    /// <summary>Which languages it knows, in alphabetical order.</summary>
    public IReadOnlyList<string> Languages => [.. byLanguage.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The model of a language; null where there is none.</summary>
    /// <param name="language">ISO 639 or BCP 47, of which the first part counts: <c>en</c>, <c>en-GB</c>.</param>
    public IGeneralModel? Find(string language) => byLanguage.GetValueOrDefault(language.Split('-', 2)[0]);

    /// <summary>Which answers where no language is known or the known one has no model: English, and else the first there is.</summary>
    public IGeneralModel? Best => Find("en") ?? byLanguage.Values.FirstOrDefault();
}
