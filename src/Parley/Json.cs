using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;

namespace Parley;

/// <summary>
/// JSON in and out by our own contexts: whatever is bound or returned otherwise follows the host's settings, where another naming
/// policy turns every member into null.
/// </summary>
internal static class Json
{
    /// <summary>The most that a body may have, in bytes. The longest comment has fewer.</summary>
    public const int MostBytes = 128 * 1024;

    /// <summary>
    /// Unknown and doubled members are refused: a member that nobody asked for is a mistake or an attack. Letters stay letters.
    /// </summary>
    public static JsonSerializerOptions Options() =>
        new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        };

    /// <summary>The body, or the problem with it: too large, not JSON, or not of this form.</summary>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
            return Problems.BodyNotJson;
        if (request.ContentLength > MostBytes)
            return Problems.BodyTooLarge;
        try
        {
            var body = await ReadWholeAsync(request.Body, cancel);
            if (body is null)
                return Problems.BodyTooLarge;
            return JsonSerializer.Deserialize(body, type) is { } value ? value : Problems.BodyInvalid;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return Problems.BodyInvalid;
        }
    }

    private static async Task<byte[]?> ReadWholeAsync(Stream body, CancellationToken cancel)
    {
        using var whole = new MemoryStream();
        var piece = new byte[8 * 1024];
        int read;
        while ((read = await body.ReadAsync(piece, cancel)) > 0)
        {
            if (whole.Length + read > MostBytes)
                return null;
            whole.Write(piece, 0, read);
        }

        return whole.ToArray();
    }
}
