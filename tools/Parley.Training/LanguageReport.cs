using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Scoring;

namespace Parley.Training;

/// <summary>How good a model of another language is, on a fifth of its first set: nothing of it was learned from.</summary>
internal sealed class LanguageReport(LanguageLine line, IReadOnlyList<Example> examples, DataSets sets)
{
    // From this area under the curve on unseen news comments on, a language is worth giving away.
    private const double Enough = 0.85;

    private readonly List<Example> judged = [.. examples.Where(example => example.Part == Part.Test)];

    /// <summary>The model card: sets, figures, limits.</summary>
    public string Card(TrainedModel model) =>
        JsonSerializer.Serialize(
            new
            {
                sets = sets.Sums,
                judged = judged.Count,
                auc = Figure(head => Figures.Auc(Rows(model, head))),
                calibrationError = Figure(head => Figures.Calibration(Rows(model, head))),
                limits = (string[])
                    [
                        $"Judged by {judged.Count} texts of {line.Sets[0].Set} alone.",
                        "A score says what many readers would say of the words, never whether they break a rule or a law.",
                    ],
            }
        );

    /// <summary>The figures as a page, beside those of a plain logistic regression.</summary>
    public string Page(TrainedModel model, TrainedModel plain)
    {
        var page = new StringBuilder();
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"""
            # {line.Name}

            Learned from {examples.Count(example =>
                example.Part == Part.Train
            ):N0} texts; judged by {judged.Count:N0} of {line.Sets[0].Set}, of which nothing was
            learned, nor of what looks like one of them. "Plain" is a TF-IDF logistic regression over the same words.

            | attribute | texts that are so | AUC | plain | calibration error | found at 1 % / 2 % false |
            | --------- | ----------------- | --- | ----- | ----------------- | ------------------------ |
            """
        );
        foreach (var name in line.Attributes)
        {
            var head = Scoring.Attribute.PlaceOf(name);
            var rows = Rows(model, head);
            var so = rows.Count(row => row.IsSo);
            page.AppendLine(
                so == 0
                    ? $"| {name} | 0 of {rows.Count} | not known: the first set does not label it | | | |"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {name} | {so} of {rows.Count} | {Figures.Auc(rows):N3} | {Figures.Auc(Rows(plain, head)):N3} | {Figures.Calibration(rows):N3} | {Figures.Recall(rows, 0.01).Recall:P0} / {Figures.Recall(rows, 0.02).Recall:P0} |"
                    )
            );
        }
        var auc = Figures.Auc(Rows(model, Scoring.Attribute.PlaceOf(line.Attributes[0])));
        page.AppendLine()
            .AppendLine(
                auc >= Enough
                    ? $"At or above {Enough.ToString(CultureInfo.InvariantCulture)}: good enough to be given away, where the licences of its sets allow it."
                    : $"Below {Enough.ToString(CultureInfo.InvariantCulture)}: not good enough to be given away. On a site of one's own, let it hold nothing that a person does not see, and let the site's own model learn."
            );
        return page.ToString();
    }

    private Dictionary<string, double> Figure(Func<int, double> of) =>
        line
            .Attributes.Select(name => (name, Value: of(Scoring.Attribute.PlaceOf(name))))
            .Where(one => double.IsFinite(one.Value))
            .ToDictionary(one => one.name, one => Math.Round(one.Value, 4));

    private List<(float Score, bool IsSo, float Weight)> Rows(TrainedModel model, int head) =>
        [
            .. judged
                .Where(example => !float.IsNaN(example.Labels[head]))
                .Select(example => (model.Probability(model.LogitsOf(example.Text), head), example.Labels[head] > 0.5f, 1f)),
        ];
}
