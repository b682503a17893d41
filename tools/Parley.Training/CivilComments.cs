using System.Globalization;
using System.Text;

namespace Parley.Training;

/// <summary>
/// The file of Civil Comments as Kaggle has it (<c>train.csv</c>, CC0), for whoever has it: comments of news sites with the share of raters
/// that called them so. By far the best there is for news.
/// </summary>
internal static class CivilComments
{
    private const int Source = 12;

    private static readonly string[] Needed =
    [
        "comment_text",
        "target",
        "severe_toxicity",
        "obscene",
        "threat",
        "insult",
        "identity_attack",
    ];

    /// <summary>Its rows: CSV after RFC 4180, with the columns in any order.</summary>
    public static IEnumerable<Example> Read(string path)
    {
        using var reader = new StreamReader(path, Encoding.UTF8);
        var head = ReadRow(reader) ?? throw new TrainingException($"{path} is empty.");
        var missing = Needed.Where(name => !head.Contains(name)).ToList();
        if (missing.Count > 0)
            throw new TrainingException($"{path} lacks the columns {string.Join(", ", missing)}.");
        var column = Needed.ToDictionary(name => name, name => head.IndexOf(name));
        while (ReadRow(reader) is { } row)
        {
            if (row.Count < head.Count)
                continue;
            var text = row[column["comment_text"]];
            var insult = Share(row[column["insult"]]);
            yield return new(
                text,
                Source,
                DataSets.Labels(
                    (0, Share(row[column["target"]])),
                    (1, Share(row[column["severe_toxicity"]])),
                    (2, Share(row[column["identity_attack"]])),
                    (3, insult),
                    (4, Share(row[column["obscene"]])),
                    (5, Share(row[column["threat"]])),
                    (6, DataSets.SpeaksToSomebody(text) ? insult : insult * 0.15f)
                ),
                1
            );
        }
    }

    private static float Share(string value) =>
        float.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) ? share : float.NaN;

    private static List<string>? ReadRow(StreamReader reader)
    {
        if (reader.Peek() < 0)
            return null;
        var (row, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (int next; (next = reader.Read()) >= 0; )
        {
            var unit = (char)next;
            if (unit == '"' && isQuoted && reader.Peek() == '"')
                field.Append((char)reader.Read());
            else if (unit == '"')
                isQuoted = !isQuoted;
            else if (unit == ',' && !isQuoted)
            {
                row.Add(field.ToString());
                field.Clear();
            }
            else if (unit == '\n' && !isQuoted)
                break;
            else if (unit != '\r' || isQuoted)
                field.Append(unit);
        }
        row.Add(field.ToString());
        return row;
    }
}
