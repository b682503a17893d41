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
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };

    /// <summary>The body, or the problem with it: too large, not JSON, or not of this form.</summary>
    public static async Task<Result<T>> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
            return Problems.BodyNotJson;
        try
        {
            var body = await RequestBody.ReadAsync(request, cancel);
            if (body is null)
                return Problems.BodyTooLarge;
            return JsonSerializer.Deserialize(body, type) is { } value ? value : Problems.BodyInvalid;
        }
        catch (Exception error) when (error is JsonException or NotSupportedException)
        {
            return Problems.BodyInvalid;
        }
    }
}
