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

    private const string Language = "language";

    // Words as people write them, not \u0022; nothing of this ever stands in a page.
    private static readonly JsonWriterOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line <c>{"id", "text", "language"?}</c> for a line <c>{"id", "language", "model", "scores"}</c> or <c>{"id", "error"}</c>.</summary>
    public static async Task JsonAsync(
        ScoredLanguages languages,
        TextReader input,
        TextWriter output,
        IProgress<int> progress,
        CancellationToken cancel
    )
    {
        var (number, buffer) = (0, new MemoryStream());
        await using var writer = new Utf8JsonWriter(buffer, Written);
        while (await input.ReadLineAsync(cancel) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            buffer.SetLength(0);
            writer.Reset();
            Answer(languages, line, number, writer);
            await writer.FlushAsync(cancel);
            await output.WriteLineAsync(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
            progress.Report(number);
        }
        await output.FlushAsync(cancel);
    }

    /// <summary>A text a line, for a line of CSV each.</summary>
    public static async Task PlainAsync(
        ScoredLanguages languages,
        TextReader input,
        TextWriter output,
        IProgress<int> progress,
        CancellationToken cancel
    )
    {
        var attributes = languages.Attributes;
        await output.WriteLineAsync($"line,{Language},{string.Join(',', attributes)}");
        for (var number = 1; await input.ReadLineAsync(cancel) is { } line; number++)
        {
            var (model, language) = languages.Of(line, null);
            await output.WriteLineAsync(
                $"{number.ToString(CultureInfo.InvariantCulture)},{language},{Scored(model, line, attributes)}"
            );
            progress.Report(number);
        }
    }

    /// <summary>
    /// The column <c>text</c> of each row; the row with its language and its scores. Where the rows have a column <c>language</c>, that says it.
    /// </summary>
    public static async Task CsvAsync(
        ScoredLanguages languages,
        TextReader input,
        TextWriter output,
        IProgress<int> progress,
        CancellationToken cancel
    )
    {
        var attributes = languages.Attributes;
        var rows = new CsvRows(input);
        var head = rows.Read() ?? throw new ExpectedException(Exits.Refused, "The file is empty.");
        var (column, named) = (ColumnOf(head, "text"), ColumnOf(head, Language));
        if (column < 0)
            throw new ExpectedException(Exits.Refused, "The file has no column \"text\".");
        var added = named < 0 ? $",{Language}" : "";
        await output.WriteLineAsync($"{CsvRows.Line(head)}{added},{string.Join(',', attributes)}");
        while (rows.Read() is { } row)
        {
            cancel.ThrowIfCancellationRequested();
            while (row.Count < head.Count)
                row.Add("");
            var (model, language) = languages.Of(row[column], named < 0 ? null : row[named]);
            await output.WriteLineAsync(
                $"{CsvRows.Line(row)}{(named < 0 ? "," + language : "")},{Scored(model, row[column], attributes)}"
            );
            progress.Report(rows.Number);
        }
    }

    /// <summary>Which column has a name; -1 where none has.</summary>
    public static int ColumnOf(List<string> head, string name) =>
        head.FindIndex(one => string.Equals(one.Trim('\uFEFF'), name, StringComparison.OrdinalIgnoreCase));

    private static void Answer(ScoredLanguages languages, string line, int number, Utf8JsonWriter writer)
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
        else if (TextOf(root, Language) is { Length: > 0 } named && !languages.Knows(named))
            Refuse(writer, root, number, LanguageUnknown, languages.NoModelOf(named));
        else
            Score(writer, root, languages.Of(text, TextOf(root, Language)).Model, text);
    }

    private static void Score(Utf8JsonWriter writer, JsonElement root, IGeneralModel model, string text)
    {
        Span<float> scores = stackalloc float[model.Attributes.Count];
        model.Score(text, scores);
        writer.WriteStartObject();
        WriteId(writer, root);
        writer.WriteString(Language, model.Language);
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

    // Empty for what the model of this language does not give.
    private static string Scored(IGeneralModel model, string text, IReadOnlyList<string> attributes)
    {
        var scores = new float[model.Attributes.Count];
        model.Score(text, scores);
        return string.Join(
            ',',
            attributes.Select(name =>
                model.Attributes.ToList().IndexOf(name) is var at and >= 0
                    ? scores[at].ToString("0.####", CultureInfo.InvariantCulture)
                    : ""
            )
        );
    }
}
