using System.Text.Json;
using System.Text.Json.Serialization;

namespace Parley.Training;

/// <summary>What a model of another language than English is learned from: a line of <c>languages.jsonl</c>.</summary>
/// <param name="Language">ISO 639, in two letters: <c>de</c>.</param>
/// <param name="Name">Of the model, as it will stand in statements: a promise, never renamed.</param>
/// <param name="Sets">
/// Labelled texts. By a part of the first the model is judged, so it should hold comments like those that it will meet.
/// </param>
internal sealed record LanguageLine(string Language, string Name, IReadOnlyList<LanguageLine.Labelled> Sets)
{
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>A set of texts.</summary>
    /// <param name="Set">The folder of its file <c>data.jsonl.xz</c> or <c>data.jsonl</c>, below that of the data.</param>
    /// <param name="Labels">
    /// By attribute the field of a row that says so, as a number from 0 to 1, or <c>field=WORD</c>: 1 where the field has this word, else 0.
    /// </param>
    internal sealed record Labelled(string Set, IReadOnlyDictionary<string, string> Labels);

    /// <summary>Which attributes its labels teach, in the order of <c>Attribute.All</c>: the model gives no other.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Attributes =>
        [.. Scoring.Attribute.All.Where(name => Sets.Any(set => set.Labels.ContainsKey(name)))];

    /// <summary>The line of a language.</summary>
    /// <exception cref="TrainingException">There is none, or it cannot be read. The message says which.</exception>
    public static LanguageLine Find(string path, string language)
    {
        if (!File.Exists(path))
            throw new TrainingException($"{path} is not there. Name the file of languages with --languages.");
        var lines = File.ReadAllLines(path).Where(line => line.Length > 0).Select((line, at) => Read(path, line, at + 1));
        return lines.FirstOrDefault(line => line.Language == language)
            ?? throw new TrainingException($"{path} has no line for \"{language}\".");
    }

    /// <summary>The labels of a row.</summary>
    public static float[] LabelsOf(Labelled set, JsonElement row) =>
        DataSets.Labels([
            .. set.Labels.Select(label => (Scoring.Attribute.PlaceOf(label.Key), ValueOf(row, label.Value))),
        ]);

    private static float ValueOf(JsonElement row, string rule)
    {
        var (field, word) = rule.Split('=', 2) is [var name, var wanted] ? (name, wanted) : (rule, null);
        if (!row.TryGetProperty(field, out var value))
            return float.NaN;
        if (word is not null)
            return value.ValueKind == JsonValueKind.String && value.GetString() == word ? 1 : 0;
        return value.ValueKind == JsonValueKind.Number ? Math.Clamp(value.GetSingle(), 0, 1) : float.NaN;
    }

    private static LanguageLine Read(string path, string line, int number)
    {
        LanguageLine read;
        try
        {
            read = JsonSerializer.Deserialize<LanguageLine>(line, Form)!;
        }
        catch (JsonException error)
        {
            throw new TrainingException($"{path}, line {number}: {error.Message}");
        }
        var unknown = read
            .Sets.SelectMany(set => set.Labels.Keys)
            .FirstOrDefault(name => !Scoring.Attribute.All.Contains(name));
        if (unknown is not null)
            throw new TrainingException($"{path}, line {number}: there is no attribute {unknown}.");
        return read.Sets is [{ Labels.Count: > 0 }, ..]
            ? read
            : throw new TrainingException($"{path}, line {number}: no set, or one without labels.");
    }
}
