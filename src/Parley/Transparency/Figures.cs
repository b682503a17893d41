using System.Globalization;
using System.Text;
using Parley.Reasons;

namespace Parley.Transparency;

/// <summary>What was decided on a site in half a year, counted. Nobody's name and nobody's words.</summary>
internal sealed class Figures
{
    private static readonly char[] Quoted = [',', '"', '\n', '\r'];

    // A spreadsheet takes what begins like this for a formula.
    private static readonly char[] Formula = ['=', '+', '-', '@', '\t', '\r', '\n'];

    private readonly SortedDictionary<string, long> grounds = new(StringComparer.Ordinal);
    private readonly List<FigureLine> lines = [];
    private readonly SortedDictionary<Restriction, long> restrictions = [];

    /// <summary>The sums: what was decided, what was said to be illegal, what was objected to.</summary>
    public IReadOnlyList<FigureLine> Lines =>
        [
            .. restrictions.Select(one => new FigureLine("statements", one.Key.ToString().ToLowerInvariant(), one.Value)),
            .. lines,
        ];

    public void Add(FigureLine line) => lines.Add(line);

    /// <summary>Counts a statement to what an authority ordered, by what it did alone.</summary>
    public void AddOrdered(Statement statement) =>
        restrictions[statement.Restriction] = restrictions.GetValueOrDefault(statement.Restriction) + 1;

    /// <summary>Counts a statement by what it did, on which ground, how it was found and who decided.</summary>
    public void Add(Statement statement, TransparencyRecord record)
    {
        restrictions[statement.Restriction] = restrictions.GetValueOrDefault(statement.Restriction) + 1;
        var key = Row(
            statement.Restriction.ToString().ToLowerInvariant(),
            record.DecisionGround,
            record.IllegalContentLegalGround ?? record.IncompatibleContentGround ?? "",
            record.Category,
            record.SourceType,
            record.AutomatedDetection,
            record.AutomatedDecision
        );
        grounds[key] = grounds.GetValueOrDefault(key) + 1;
    }

    /// <summary>As a file for spreadsheets (RFC 4180): each sum, and each combination of what a statement says with how often it was.</summary>
    public string ToCsv()
    {
        var csv = new StringBuilder(
            "figure,restriction,decision_ground,ground,category,source_type,automated_detection,automated_decision,count\r\n"
        );
        foreach (var line in Lines)
            csv.Append(Row(line.Figure, line.Kind, "", "", "", "", "", ""))
                .Append(',')
                .Append(Number(line.Count))
                .Append("\r\n");
        foreach (var (key, count) in grounds)
            csv.Append("statements-by-ground,").Append(key).Append(',').Append(Number(count)).Append("\r\n");
        return csv.ToString();
    }

    private static string Row(params string[] fields) => string.Join(',', fields.Select(Field));

    private static string Field(string text)
    {
        var harmless = text.Length > 0 && Formula.Contains(text[0]) ? "'" + text : text;
        return harmless.IndexOfAny(Quoted) < 0 ? harmless : $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);
}

/// <param name="Figure">
/// What is counted: <c>statements</c>, <c>notices</c>, <c>trusted-notices</c>, <c>reports</c>, <c>objections</c>,
/// <c>reporters-objections</c>, <c>orders-terrorist</c>, <c>orders-removal</c>, <c>orders-information</c>, and these again for each country
/// that gave any, such as <c>orders-removal-DE</c>.
/// </param>
/// <param name="Kind">Of which sort.</param>
internal sealed record FigureLine(string Figure, string Kind, long Count);
