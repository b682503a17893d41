using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using Parley.Readers;

namespace Parley.Hooks;

/// <summary>What a hook is told, as Coral's external moderation phases are: a service that was written for those serves here as it is.</summary>
/// <param name="Action"><c>NEW</c> or <c>EDIT</c>.</param>
internal sealed record HookWords(
    string Action,
    HookComment Comment,
    HookAuthor Author,
    HookStory Story,
    HookSite Site,
    [property: JsonPropertyName("tenantID")] string TenantId,
    string TenantDomain
)
{
    /// <summary>The hash by which a service knows that the request is ours: HMAC-SHA256, in hexadecimal digits.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> words) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), words));
}

/// <param name="Body">The words as safe HTML.</param>
internal sealed record HookComment(string Body, [property: JsonPropertyName("parentID")] Guid? ParentId);

/// <param name="Id">The reader's own number: no name, no address.</param>
internal sealed record HookAuthor(Guid Id, string Role)
{
    public static HookAuthor Of(Reader reader) =>
        new(
            reader.Id,
            reader.Role switch
            {
                ReaderRole.Reader => "COMMENTER",
                ReaderRole.Journalist => "STAFF",
                ReaderRole.Administrator => "ADMIN",
                _ => "MODERATOR",
            }
        );
}

internal sealed record HookStory(Guid Id, string? Url);

internal sealed record HookSite(string Id);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(HookWords))]
internal sealed partial class HookWordsJson : JsonSerializerContext;
