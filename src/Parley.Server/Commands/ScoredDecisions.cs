using System.Globalization;
using System.Text;
using System.Text.Json;
using Parley.Learning;
using Parley.Scoring;

namespace Parley.Server.Commands;

/// <summary>
/// Old decisions beside what a machine would have done by one score: what it would have held that a person approved, and passed that a
/// person rejected, from each threshold on.
/// </summary>
internal sealed class ScoredDecisions
{
    private const int Examples = 20;
    private const int LongestExample = 160;

    // What a machine may be wrong in, either way.
    private const double MostWrong = 0.01;

    private readonly List<(string Text, bool IsRejected, float Score)> all;

    private ScoredDecisions(List<(string Text, bool IsRejected, float Score)> all) => this.all = all;

    public static async Task<int> PrintAsync(
        ScoredLanguages languages,
        string path,
        string attribute,
        string? curve,
        TextWriter output,
        CancellationToken cancel
    )
    {
        if (!languages.Attributes.Contains(attribute))
            throw new ExpectedException(
                Exits.Usage,
                $"There is no score {attribute}: {string.Join(", ", languages.Attributes)}."
            );
        var rows = Read(path);
        var all = new List<(string, bool, float)>();
        var models = new SortedSet<string>(StringComparer.Ordinal);
        using (var progress = new ProgressLine(rows.Count))
            foreach (var (text, language, isRejected) in rows)
            {
                cancel.ThrowIfCancellationRequested();
                var (model, _) = languages.Of(text, language, attribute);
                models.Add(model.FullName);
                all.Add((text, isRejected, ScoreOf(model, text, attribute)));
                progress.Report(all.Count);
            }
        var decisions = new ScoredDecisions(all);
        if (decisions.all.All(one => one.IsRejected) || decisions.all.TrueForAll(one => !one.IsRejected))
            throw new ExpectedException(Exits.Refused, "There must be approved and rejected texts.");
        await output.WriteAsync(decisions.Page(attribute, string.Join(", ", models), languages.Told));
        if (curve is not null)
            await File.WriteAllTextAsync(curve, decisions.Svg(attribute), cancel);
        return Exits.Done;
    }

    private double Approved => all.Count(one => !one.IsRejected);

    private double Rejected => all.Count(one => one.IsRejected);

    private static float ScoreOf(IGeneralModel model, string text, string attribute)
    {
        Span<float> scores = stackalloc float[model.Attributes.Count];
        model.Score(text, scores);
        return scores[model.Attributes.ToList().IndexOf(attribute)];
    }

    private string Page(string attribute, string model, string languages)
    {
        var page = new StringBuilder();
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"{all.Count:N0} decisions, {Rejected:N0} of them rejections; {attribute} by {model}. {languages}"
        );
        page.AppendLine();
        page.AppendLine("| held from | approved that would be held | rejected that would pass |");
        page.AppendLine("|---|---|---|");
        for (var tenth = 1; tenth < 20; tenth++)
        {
            var threshold = tenth / 20f;
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| {threshold:0.00} | {Held(threshold):N0} ({Held(threshold) / Approved:P1}) | {Passed(threshold):N0} ({Passed(threshold) / Rejected:P1}) |"
            );
        }
        page.AppendLine();
        var lanes = new Lanes(all.Select(one => new Judged(one.Score, one.IsRejected)));
        var (low, high) = lanes.Widest(MostWrong);
        var share = lanes.At(low, high).ByMachine;
        var published =
            lanes.At(low, high).Published > 0
                ? string.Create(CultureInfo.InvariantCulture, $"published below {Math.Min(low, 1):0.000}")
                : "none published";
        var held =
            lanes.At(low, high).Held > 0
                ? string.Create(CultureInfo.InvariantCulture, $"held from {high:0.000} on")
                : "none held";
        page.AppendLine(
            CultureInfo.InvariantCulture,
            $"At most {MostWrong:P0} wrong either way: {share:P1} without a person, {published} and {held}."
        );
        List(page, "Approved, and scored highest", all.Where(one => !one.IsRejected).OrderByDescending(one => one.Score));
        List(page, "Rejected, and scored lowest", all.Where(one => one.IsRejected).OrderBy(one => one.Score));
        return page.ToString();
    }

    private double Held(float threshold) => all.Count(one => !one.IsRejected && one.Score >= threshold);

    private double Passed(float threshold) => all.Count(one => one.IsRejected && one.Score < threshold);

    private static void List(StringBuilder page, string title, IEnumerable<(string Text, bool IsRejected, float Score)> found)
    {
        page.AppendLine();
        page.AppendLine(CultureInfo.InvariantCulture, $"{title}:");
        foreach (var (text, _, score) in found.Take(Examples))
        {
            var line = text.ReplaceLineEndings(" ");
            var shown = line.Length > LongestExample ? line[..LongestExample] + "…" : line;
            page.AppendLine(CultureInfo.InvariantCulture, $"  {score:0.000}  {shown}");
        }
    }

    // From left to right the threshold, from below what would go wrong of each kind.
    private string Svg(string attribute)
    {
        const int width = Curve.Width;
        const int height = Curve.Height;
        const int edge = Curve.Edge;
        string Line(Func<float, double> share) =>
            Curve.Points(Enumerable.Range(0, 101).Select(step => (step / 100.0, share(step / 100f))));

        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-family="sans-serif" font-size="13">
              <title>{attribute}: approved that would be held and rejected that would pass, by threshold</title>
              <rect width="{width}" height="{height}" fill="#fff"/>
              <path d="M{edge} {edge}V{height - edge}H{width - edge}" fill="none" stroke="#444"/>
              <polyline points="{Line(at => Held(at) / Approved)}" fill="none" stroke="#b3261e" stroke-width="2"/>
              <polyline points="{Line(at =>
                Passed(at) / Rejected
            )}" fill="none" stroke="#1a5fb4" stroke-width="2" stroke-dasharray="6 3"/>
              <text x="{edge + 8}" y="{edge + 4}">share of approved held (solid), of rejected passed (dashed)</text>
              <text x="{edge}" y="{height - 14}">0</text>
              <text x="{width - edge}" y="{height - 14}" text-anchor="end">held from 1</text>
              <text x="{edge - 6}" y="{edge + 4}" text-anchor="end">1</text>
            </svg>

            """;
    }

    private static List<(string Text, string? Language, bool IsRejected)> Read(string path)
    {
        try
        {
            return path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase) ? ReadJson(path) : ReadCsv(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ExpectedException(Exits.Refused, $"The file cannot be read: {error.Message}");
        }
    }

    private static List<(string Text, string? Language, bool IsRejected)> ReadJson(string path)
    {
        var (rows, number) = (new List<(string, string?, bool)>(), 0);
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0)
                continue;
            try
            {
                using var read = JsonDocument.Parse(line);
                var (text, decision) = (read.RootElement.GetProperty("text"), read.RootElement.GetProperty("decision"));
                var language = read.RootElement.TryGetProperty("language", out var named) ? named.GetString() : null;
                rows.Add((text.GetString() ?? "", language, IsRejection(decision.GetString(), number)));
            }
            catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException)
            {
                throw new ExpectedException(Exits.Refused, $"Line {number} is no object with \"text\" and \"decision\".");
            }
        }
        return rows;
    }

    private static List<(string Text, string? Language, bool IsRejected)> ReadCsv(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var rows = new CsvRows(reader);
        var head = rows.Read() ?? [];
        var (text, decision) = (ScoredLines.ColumnOf(head, "text"), ScoredLines.ColumnOf(head, "decision"));
        var language = ScoredLines.ColumnOf(head, "language");
        if (text < 0 || decision < 0)
            throw new ExpectedException(Exits.Refused, "The file needs the columns \"text\" and \"decision\".");
        var all = new List<(string, string?, bool)>();
        while (rows.Read() is { } row)
            if (row.Count > Math.Max(text, decision))
                all.Add(
                    (
                        row[text],
                        language >= 0 && language < row.Count ? row[language] : null,
                        IsRejection(row[decision], rows.Number)
                    )
                );
        return all;
    }

    private static bool IsRejection(string? decision, int number) =>
        decision?.Trim().ToLowerInvariant() switch
        {
            "approved" => false,
            "rejected" => true,
            _ => throw new ExpectedException(Exits.Refused, $"Row {number}: a decision is \"approved\" or \"rejected\"."),
        };
}
