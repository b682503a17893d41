using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Parley;

internal sealed partial class Words
{
    private const string ResourcePrefix = "Parley.Languages.";

    /// <summary>The file of a language as it is.</summary>
    public static byte[] BytesOf(string language)
    {
        using var file = Open(language);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The words in a language's file, which may lack keys.</summary>
    public static Words Read(string language, Stream file)
    {
        using var document = JsonDocument.Parse(file);
        return new Words(
            language,
            document
                .RootElement.EnumerateObject()
                .ToDictionary(entry => entry.Name, entry => Phrase.Read(language, entry.Value))
        );
    }

    private static Stream Open(string language) =>
        typeof(Words).Assembly.GetManifestResourceStream($"{ResourcePrefix}{language}.json")
        ?? throw new InvalidOperationException($"There is no language file for '{language}'.");

    private static Words Load(string language)
    {
        using var file = Open(language);
        return Read(language, file);
    }

    /// <summary>One sentence, or one sentence in each plural form of the language that it is written in.</summary>
    private sealed record Phrase(string Language, string Text, Dictionary<string, string>? Forms)
    {
        public static Phrase Read(string language, JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.String)
                return new Phrase(language, value.GetString()!, null);
            var forms = value.EnumerateObject().ToDictionary(form => form.Name, form => form.Value.GetString()!);
            return new Phrase(language, forms["other"], forms);
        }

        public string Form(long n) => Forms?.GetValueOrDefault(PluralCategory(Language, Math.Abs(n))) ?? Text;

        public Phrase Through(Func<string, string> change) =>
            this with
            {
                Text = change(Text),
                Forms = Forms?.ToDictionary(form => form.Key, form => change(form.Value)),
            };
    }
}

/// <summary>How words leave for a script: every alphabet as it is, since the page's own encoder follows.</summary>
[JsonSerializable(typeof(Dictionary<string, object>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(string))]
internal sealed partial class WordsJson : JsonSerializerContext
{
    public static WordsJson Readable { get; } =
        new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}
