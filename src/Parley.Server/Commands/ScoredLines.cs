using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Parley.Scoring;

namespace Parley.Server.Commands;

/// <summary>Reads texts from lines and writes what the models say of each, in the same order; a line that is wrong is answered too.</summary>
internal static class ScoredLines
{
    /// <summary>The line is not an object of JSON.</summary>
    public const string NotJson = "not-json";

    /// <summary>There is no <c>text</c>, or it is no text.</summary>
    public const string TextMissing = "text-missing";

    /// <summary>The language that was named has no model here.</summary>
    public const string LanguageUnknown = "language-not-supported";

    // Words as people write them, not \u0022; nothing of this ever stands in a page.
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line <c>{"id", "text", "language"?}</c> for a line <c>{"id", "language", "model", "scores"}</c> or <c>{"id", "error"}</c>.</summary>
    public static async Task JsonAsync(
        GeneralModels models,
        TextReader input,
        TextWriter output,
        IProgress<int> progress,
        CancellationToken cancel
    )
    {
        var (number, buffer) = (0, new MemoryStream());
        while (await input.ReadLineAsync(cancel) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            buffer.SetLength(0);
            using (var writer = new Utf8JsonWriter(buffer, Written))
                Answer(models, line, number, writer);
            await output.WriteLineAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            // Whoever sends a line and waits gets its answer.
            await output.FlushAsync(cancel);
            progress.Report(number);
        }
    }

    /// <summary>A text a line, for a line of CSV each.</summary>
    public static async Task PlainAsync(
        GeneralModels models,
        TextReader input,
        TextWriter output,
        IProgress<int> progress,
        CancellationToken cancel
    )
    {
        var model = Best(models);
        var scores = new float[model.Attributes.Count];
        await output.WriteLineAsync($"line,{string.Join(',', model.Attributes)}");
        for (var number = 1; await input.ReadLineAsync(cancel) is { } line; number++)
        {
            model.Score(line, scores);
            await output.WriteLineAsync($"{number.ToString(CultureInfo.InvariantCulture)},{Joined(scores)}");
            progress.Report(number);
        }
    }

    /// <summary>The column <c>text</c> of each row; the row with its scores.</summary>
    public static async Task CsvAsync(
        GeneralModels models,
        TextReader input,
        TextWriter output,
        IProgress<int> progress,
        CancellationToken cancel
    )
    {
        var model = Best(models);
        var scores = new float[model.Attributes.Count];
        var rows = new CsvRows(input);
        var head = rows.Read() ?? throw new ExpectedException(Exits.Refused, "The file is empty.");
        var column = head.FindIndex(name => string.Equals(name.Trim('\uFEFF'), "text", StringComparison.OrdinalIgnoreCase));
        if (column < 0)
            throw new ExpectedException(Exits.Refused, "The file has no column \"text\".");
        await output.WriteLineAsync($"{CsvRows.Line(head)},{string.Join(',', model.Attributes)}");
        while (rows.Read() is { } row)
        {
            cancel.ThrowIfCancellationRequested();
            model.Score(column < row.Count ? row[column] : "", scores);
            while (row.Count < head.Count)
                row.Add("");
            await output.WriteLineAsync($"{CsvRows.Line(row)},{Joined(scores)}");
            progress.Report(rows.Number);
        }
    }

    /// <summary>The model where a language is detected or none is named.</summary>
    public static IGeneralModel Best(GeneralModels models) =>
        models.Best ?? throw new ExpectedException(Exits.Refused, "No model is installed.");

    private static void Answer(GeneralModels models, string line, int number, Utf8JsonWriter writer)
    {
        JsonDocument read;
        try
        {
            read = JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            Refuse(writer, null, number, NotJson, "The line is no object of JSON.");
            return;
        }
        using var document = read;
        var root = read.RootElement;
        if (root.ValueKind != JsonValueKind.Object)
            Refuse(writer, null, number, NotJson, "The line is no object of JSON.");
        else if (TextOf(root, "text") is not { } text)
            Refuse(writer, root, number, TextMissing, "The line has no \"text\".");
        else if (TextOf(root, "language") is { Length: > 0 } named && models.Find(named) is null)
            Refuse(
                writer,
                root,
                number,
                LanguageUnknown,
                $"There is no model of {named}; there is one of {string.Join(", ", models.Languages)}."
            );
        else
            Score(writer, root, ModelFor(models, TextOf(root, "language"), text), text);
    }

    private static IGeneralModel ModelFor(GeneralModels models, string? named, string text)
    {
        var language = string.IsNullOrEmpty(named) ? TextLanguage.Detect(text) : named;
        return (language is null ? null : models.Find(language)) ?? Best(models);
    }

    private static void Score(Utf8JsonWriter writer, JsonElement root, IGeneralModel model, string text)
    {
        Span<float> scores = stackalloc float[model.Attributes.Count];
        model.Score(text, scores);
        writer.WriteStartObject();
        WriteId(writer, root);
        writer.WriteString("language", model.Language);
        writer.WriteString("model", model.FullName);
        writer.WriteStartObject("scores");
        for (var at = 0; at < scores.Length; at++)
            writer.WriteNumber(model.Attributes[at], scores[at]);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Refuse(Utf8JsonWriter writer, JsonElement? root, int number, string code, string sentence)
    {
        writer.WriteStartObject();
        WriteId(writer, root);
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", sentence);
        writer.WriteNumber("line", number);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter writer, JsonElement? root)
    {
        writer.WritePropertyName("id");
        if (root is { } line && IdOf(line) is { } id)
            id.WriteTo(writer);
        else
            writer.WriteNullValue();
    }

    // What cannot be read cannot be written either: half of a character, in it or in the name of another member.
    private static JsonElement? IdOf(JsonElement root)
    {
        try
        {
            if (!root.TryGetProperty("id", out var id))
                return null;
            using var nowhere = new Utf8JsonWriter(Stream.Null, Written);
            id.WriteTo(nowhere);
            return id;
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    // Null also where the text is none: half of a character cannot be read.
    private static string? TextOf(JsonElement root, string name)
    {
        try
        {
            return root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string Joined(float[] scores) =>
        string.Join(',', scores.Select(score => score.ToString("0.####", CultureInfo.InvariantCulture)));
}
