using Parley.Perspective;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>What a model thinks of a text, for pages of the staff: never a number without the words that drove it.</summary>
internal static class ScoreDrawer
{
    // More words than these drive no score; they would only fill the page.
    private const int MostWords = 8;

    // Nobody asks by which words a text is not something.
    private const float LeastOfInterest = 0.1f;

    public static ScoredPageModel ToModel(Words words, string text, TextModelChoice chosen)
    {
        var model = chosen.Model;
        var values = new float[model.Attributes.Count];
        model.Score(text, values);
        var driversOf = model.DriversOf(text);
        var drivers = model
            .Attributes.Select((attribute, i) => values[i] < LeastOfInterest ? [] : driversOf(attribute))
            .ToList();
        var highest = values.IndexOf(values.Max());
        return new(
            model.FullName,
            chosen.Languages[0],
            MarkedText.Of(text, drivers[highest].Select(driver => driver.Place)),
            NameOf(words, model.Attributes[highest]),
            [
                .. model.Attributes.Select(
                    (attribute, i) =>
                        new ScoreLineModel(
                            NameOf(words, attribute),
                            (int)Math.Round(100 * Math.Clamp(values[i], 0, 1)),
                            [.. drivers[i].Take(MostWords).Select(driver => driver.Place.In(text))]
                        )
                ),
            ]
        );
    }

    private static string NameOf(Words words, string attribute) =>
        words["try-text.attribute-" + Scoring.Attribute.ToWord(attribute)];
}
