using System.Text;
using System.Text.Json;

namespace Parley.Perspective;

/// <summary>
/// Reads JSON as Google's gateway did. Its own examples send names without quotes (<c>{comment: {text: "..."}}</c>), and people copied them.
/// What is JSON goes through the ordinary reader as it is; what is none is tried once more with the quotes put in.
/// </summary>
internal static class LenientJson
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions Options = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    /// <returns>Null for what is no JSON even so. An empty body is an empty object, as it is at Google.</returns>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> body)
    {
        if (body.Span.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
            return JsonDocument.Parse("{}");
        return TryParse(body) ?? (Quoted(body.Span) is { } quoted ? TryParse(quoted) : null);
    }

    private static JsonDocument? TryParse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonDocument.Parse(body, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Names get their quotes, and what stands in single quotes gets double ones. Nothing else is touched: what is wrong stays wrong.
    private static byte[]? Quoted(ReadOnlySpan<byte> body)
    {
        string text;
        try
        {
            text = Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }

        var written = new StringBuilder(text.Length + 64);
        for (var at = 0; at < text.Length; )
        {
            if (text[at] is '"' or '\'')
                at = WriteText(text, at, written);
            else if (IsOfName(text[at]) && !char.IsAsciiDigit(text[at]))
                at = WriteName(text, at, written);
            else
                written.Append(text[at++]);
        }

        return Encoding.UTF8.GetBytes(written.ToString());
    }

    private static int WriteText(string text, int at, StringBuilder written)
    {
        var quote = text[at++];
        written.Append('"');
        for (; at < text.Length && text[at] != quote; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                // JSON knows no escaped apostrophe.
                if (text[++at] != '\'')
                    written.Append('\\');
                written.Append(text[at]);
            }
            else if (text[at] == '"')
            {
                written.Append("\\\"");
            }
            else
            {
                written.Append(text[at]);
            }
        }

        if (at < text.Length)
            written.Append('"');
        return at + 1;
    }

    private static int WriteName(string text, int at, StringBuilder written)
    {
        var end = at;
        while (end < text.Length && IsOfName(text[end]))
            end++;
        var next = end;
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
        var name = text.AsSpan(at, end - at);
        if (next < text.Length && text[next] == ':')
            written.Append('"').Append(name).Append('"');
        else
            written.Append(name);
        return end;
    }

    private static bool IsOfName(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$' or '@';
}
