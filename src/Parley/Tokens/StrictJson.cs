using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Parley.Tokens;

/// <summary>JSON that a stranger wrote, of which only what is beyond doubt is taken.</summary>
internal static class StrictJson
{
    // Deeper than any token's claims lie.
    private const int MaxDepth = 8;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>Null where it is no JSON, or says one thing twice, at whatever depth.</summary>
    public static JsonElement? Read(byte[] utf8)
    {
        if (!Utf8.IsValid(utf8))
            return null;
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return document.RootElement.Clone();
        }
        // Half a surrogate pair in a name is told by the second.
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static JsonElement? Find(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var found) ? found : null;

    /// <summary>A text of 1 to <paramref name="most"/> characters; null where it is anything else.</summary>
    public static string? Text(this JsonElement element, int most)
    {
        if (element.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            var text = element.GetString()!;
            return text.Length > 0 && text.Length <= most ? text : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Whether every character of a text shows, and nothing hangs over at its ends: what may tell people apart.</summary>
    public static bool IsPlain(string text) =>
        !char.IsWhiteSpace(text[0])
        && !char.IsWhiteSpace(text[^1])
        && text.EnumerateRunes()
            .All(rune =>
                System.Text.Rune.GetUnicodeCategory(rune)
                    is not (
                        UnicodeCategory.Control
                        or UnicodeCategory.Format
                        or UnicodeCategory.LineSeparator
                        or UnicodeCategory.ParagraphSeparator
                    )
            );
}
