using System.Text;
using System.Text.Json;

namespace Parley.Tokens;

/// <summary>A token of three parts (JWS, compact), taken apart and not believed yet.</summary>
/// <param name="KeyName">The <c>kid</c>; null where there is none.</param>
internal sealed record CompactToken(string Algorithm, string? KeyName, byte[] Payload, byte[] Signed, byte[] Signature)
{
    /// <summary>The most characters of a token, of whatever kind.</summary>
    public const int MaxLength = 16 * 1024;

    // Everything else either brings a key along (jwk, x5c), says where to fetch one (jku, x5u), changes what was signed (b64, crit),
    // or means something else than who somebody is.
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "alg", "kid", "typ" };

    public static Result<CompactToken> Read(string token)
    {
        if (token.Length > MaxLength)
            return Problems.TokenTooLong;
        var parts = token.Split('.');
        if (parts is not [var head, var body, var end] || end.Length == 0)
            return Problems.TokenMalformed;
        if (
            StrictBase64.DecodeUrl(head) is not { } header
            || StrictBase64.DecodeUrl(body) is not { } payload
            || StrictBase64.DecodeUrl(end) is not { } signature
            || StrictJson.Read(header) is not { ValueKind: JsonValueKind.Object } said
        )
            return Problems.TokenMalformed;
        if (said.EnumerateObject().Any(member => !Known.Contains(member.Name)))
            return Problems.TokenHeaderUnknown;
        if (said.Find("typ") is { } type && !string.Equals(type.Text(16), "JWT", StringComparison.OrdinalIgnoreCase))
            return Problems.TokenTypeOther;
        var name = said.Find("kid");
        if (said.Find("alg")?.Text(16) is not { } algorithm || (name is { } kid && kid.Text(255) is null))
            return Problems.TokenMalformed;
        return new CompactToken(algorithm, name?.Text(255), payload, Encoding.ASCII.GetBytes($"{head}.{body}"), signature);
    }

    /// <summary>What is wrong with its signature; null where this key made it.</summary>
    public Problem? FindFault(TokenKey key) =>
        Algorithm != key.Algorithm.Name ? Problems.TokenAlgorithmOther(key.Algorithm.Name)
        : key.Signed(Signed, Signature) ? null
        : Problems.TokenSignatureWrong;
}
