using System.Globalization;
using Parley.Perspective;
using Parley.Scoring;

namespace Parley.Server.Commands;

/// <summary>
/// In which language each text is and by which model it is scored, as a server chooses; and how many there were of each, since scores by a model
/// of another language look like any others.
/// </summary>
internal sealed class ScoredLanguages
{
    private readonly GeneralModels models;
    private readonly TextModelChooser chooser;
    private readonly string? named;
    private readonly SortedDictionary<string, int> counts = new(StringComparer.Ordinal);

    /// <param name="named">The language of all texts that name none themselves; null where it is found in each.</param>
    public ScoredLanguages(GeneralModels models, string? named = null)
    {
        (this.models, this.named, chooser) = (models, named, new TextModelChooser(models));
        if (models.Best is null)
            throw new ExpectedException(Exits.Refused, "No model is installed.");
        if (named is not null && !Knows(named))
            throw new ExpectedException(Exits.Refused, NoModelOf(named));
    }

    /// <summary>What the models give, any of them.</summary>
    public IReadOnlyList<string> Attributes =>
        [.. Scoring.Attribute.All.Where(name => models.Languages.Any(one => models.Find(one)!.Attributes.Contains(name)))];

    /// <summary>Whether there is a model of a language.</summary>
    public bool Knows(string language) => models.Find(language) is not null;

    /// <summary>That there is none, and which there are.</summary>
    public string NoModelOf(string language) =>
        $"There is no model of {language}; there is one of {string.Join(", ", models.Languages)}.";

    /// <summary>The model of a text, and the language that it is taken to be in.</summary>
    /// <param name="told">The language that the text's own row names; null or empty where it names none.</param>
    /// <param name="attribute">What the model must give; null where that is no matter.</param>
    public (IGeneralModel Model, string Language) Of(string text, string? told, string? attribute = null)
    {
        var language = string.IsNullOrWhiteSpace(told) ? named : told.Trim();
        var (chosen, _) = chooser.Find(
            text,
            attribute is null ? [] : [attribute],
            language is not null && Knows(language) ? [language] : [],
            null,
            isStrict: false
        );
        if (chosen is null)
            throw new ExpectedException(
                Exits.Usage,
                language is not null && models.Find(language) is { } own
                    ? $"The model of {own.Language} gives no {attribute}: {string.Join(", ", own.Attributes)}."
                    : $"There is no score {attribute}: {string.Join(", ", Attributes)}."
            );
        language ??= chosen.Detected;
        counts[language] = counts.GetValueOrDefault(language) + 1;
        return (chosen.Model, language);
    }

    /// <summary>How many texts there were of which language, and which of them no model knows; empty where there were none.</summary>
    public string Told
    {
        get
        {
            if (counts.Count == 0)
                return "";
            var strange = counts.Where(one => !Knows(one.Key)).ToList();
            var all = string.Join(
                ", ",
                counts.OrderByDescending(one => one.Value).Select(one => $"{one.Key} {Number(one.Value)}")
            );
            return $"Texts by language: {all}."
                + (
                    strange.Count == 0
                        ? ""
                        : $" No model knows {string.Join(", ", strange.Select(one => one.Key))}: what is in it was scored by a model of another language ({Number(strange.Sum(one => one.Value))}), and its scores say little."
                );
        }
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
