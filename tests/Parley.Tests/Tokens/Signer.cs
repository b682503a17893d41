using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Tokens;

namespace Parley.Tests.Tokens;

/// <summary>A newspaper's own system: it signs what a test wants signed, right or wrong.</summary>
internal static class Signer
{
    public const string Site = "alpha";
    public const string Issuer = "https://news.example";
    public const string Secret = "a secret of the newspaper that nobody guesses";

    /// <summary>When the tokens here are read.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_768_478_400);

    public static readonly TokenKey OwnKey = Key("k1", TokenProfile.Own, Issuer, "HS256");
    public static readonly TokenKey CoralKey = Key("coral", TokenProfile.Coral, "coral", "HS256");
    public static readonly TokenKey DisqusKey = Key("disqus", TokenProfile.Disqus, "disqus", TokenAlgorithm.Disqus.Name);

    /// <summary>The claims of a good token of our own.</summary>
    public static JsonObject Own() =>
        new()
        {
            ["iss"] = Issuer,
            ["aud"] = "site:" + Site,
            ["sub"] = "reader-1001",
            ["name"] = "Ana Reader",
            ["email"] = "ana@news.example",
            ["iat"] = Now.ToUnixTimeSeconds() - 5,
            ["exp"] = Now.ToUnixTimeSeconds() + 300,
            ["jti"] = "j-1",
        };

    /// <summary>The claims of a good token as Coral takes it.</summary>
    public static JsonObject Coral() =>
        new()
        {
            ["user"] = new JsonObject
            {
                ["id"] = "1001",
                ["email"] = "Ana@News.example",
                ["username"] = "Ana Reader",
            },
            ["iat"] = Now.ToUnixTimeSeconds() - 5,
        };

    public static JsonObject Header() => new() { ["alg"] = "HS256", ["typ"] = "JWT" };

    public static string Sign(JsonNode claims, JsonNode? header = null, string secret = Secret) =>
        Sign((header ?? Header()).ToJsonString(), claims.ToJsonString(), secret);

    public static string Sign(string header, string claims, string secret = Secret) =>
        Sign(header, claims, Encoding.UTF8.GetBytes(secret));

    public static string Sign(string header, string claims, byte[] secret)
    {
        var signed =
            $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}";
        var hmac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(signed));
        return $"{signed}.{Base64Url.EncodeToString(hmac)}";
    }

    /// <summary>A payload as Disqus takes it, made as its recipes make it.</summary>
    public static string SignForDisqus(string user, long? at = null, string secret = Secret)
    {
        var signed = $"{Convert.ToBase64String(Encoding.UTF8.GetBytes(user))} {at ?? Now.ToUnixTimeSeconds()}";
        var hmac = HmacSha1(secret, signed);
        var (message, time) = (signed.Split(' ')[0], signed.Split(' ')[1]);
        return $"{message} {Convert.ToHexStringLower(hmac)} {time}";
    }

    public static TokenReading Read(string? token, params IEnumerable<TokenKey> keys) =>
        TokenReader.Read(token, Site, TokenKeys.Of(keys).Value!, Now);

    /// <summary>The code of the refusal; empty for a token that is taken.</summary>
    public static string Refusal(string? token, params IEnumerable<TokenKey> keys) => Read(token, keys).Problem?.Code ?? "";

    /// <summary>The codes of problems that a text names in brackets.</summary>
    public static IEnumerable<string> Codes(string text) =>
        text.Split('(', ')')
            .Where(
                (part, at) =>
                    at % 2 == 1 && part.Contains('-', StringComparison.Ordinal) && !part.Contains(' ', StringComparison.Ordinal)
            );

    private static TokenKey Key(string name, TokenProfile profile, string issuer, string algorithm) =>
        new(name, profile, issuer, TokenAlgorithm.Find(algorithm)!, Encoding.UTF8.GetBytes(Secret));

    private static byte[] HmacSha1(string secret, string signed) =>
        CryptographicOperations.HmacData(
            HashAlgorithmName.SHA1,
            Encoding.UTF8.GetBytes(secret),
            Encoding.ASCII.GetBytes(signed)
        );
}
