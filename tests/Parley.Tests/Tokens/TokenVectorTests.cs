using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Tests.Setup;
using Parley.Tokens;
using Xunit;

namespace Parley.Tests.Tokens;

/// <summary>Tokens that others forged, as <c>shared/data/security/jwt</c> has them, against what a site could be configured with.</summary>
public sealed class TokenVectorTests
{
    // Valid to the letter of the standard, or to a lenient reader. Nobody's library makes such tokens, so nobody misses them.
    private static readonly Dictionary<int, string> Stricter = new()
    {
        [346] = "the key says PS256, the token PS384",
        [347] = "the key is for ES521, which there is not",
        [372] = "a character in the header that base64url has not",
        [373] = "a character in the payload that base64url has not",
    };

    [Fact]
    public void Our_own_token_is_taken_and_refused_as_the_vectors_say()
    {
        var vectors = Own();
        var reject = 0;
        foreach (var vector in vectors)
        {
            var claims = Read(vector.Token, OwnKey(vector.Key)).Claims;
            // A token that is used again is what the sign-in refuses, which counts.
            var isTaken = vector.Expect is not "reject";
            Assert.True(isTaken == claims is not null, $"{vector.Name}: {vector.Expect}");
            reject += isTaken ? 0 : 1;
        }

        Assert.Equal((59, 48), (vectors.Count, reject));
    }

    [Fact]
    public void What_is_taken_under_a_condition_meets_it()
    {
        TokenClaims Claims(string name) => Read(Own().Single(one => one.Name == name).Token, OwnKey("hs256")).Claims!;

        Assert.Equal("Ana Reader", Claims("valid-hs256").Name);
        Assert.Equal("reader-1001", Claims("valid-hs256").Subject);
        Assert.Equal("admin", Claims("role-admin").Role);
        Assert.Equal("<img src=x onerror=alert(1)>", Claims("name-markup").Name);
        Assert.Equal("replay-a", Claims("replay-1").Id);
        // Pictures are no part of what a token says to us, so there is none to drop.
        Assert.DoesNotContain("javascript", Claims("avatar-javascript").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_token_made_for_Coral_is_refused_like_our_own()
    {
        var (taken, refused) = (0, 0);
        foreach (var vector in Own().Where(one => one.Key == "hs256"))
        {
            // Coral's names neither issuer nor audience, has a form of its own, and may be used again.
            if (
                vector.Name.StartsWith("iss-", StringComparison.Ordinal)
                || vector.Name.StartsWith("aud-", StringComparison.Ordinal)
            )
                continue;
            var token = AsCoral(vector);
            var isTaken = vector.Expect != "reject";
            if (vector.Name == "exp-missing")
                isTaken = true;
            Assert.True(
                isTaken
                    == Read(token, OwnKey("hs256") with { Profile = TokenProfile.Coral, Issuer = "coral" }).Claims is not null,
                $"{vector.Name}: {vector.Expect}"
            );
            (taken, refused) = isTaken ? (taken + 1, refused) : (taken, refused + 1);
        }

        Assert.Equal((9, 36), (taken, refused));
    }

    // Letter by letter the token that row 357 calls valid: a blank or padding that it once had is not in the file.
    private const int TwinOfAValidOne = 367;

    [Theory]
    [InlineData("wycheproof-jwcrypto", 53)]
    [InlineData("wycheproof-jwk", 17)]
    [InlineData("wycheproof-jws", 196)]
    public void Signatures_hold_and_fail_as_Wycheproof_says(string file, int count)
    {
        var rows = File(file).AsArray();
        var wrong = rows.Select(row => row!)
            .Where(row => row["jws"] is not null && (int)row["tcId"]! != TwinOfAValidOne)
            .Where(row => IsSigned(row) != ((string)row["result"]! == "valid" && !Stricter.ContainsKey((int)row["tcId"]!)))
            .Select(row => $"{row["tcId"]} {row["group"]} {row["comment"]} {row["result"]}")
            .ToList();

        Assert.Equal(count, rows.Count);
        Assert.Empty(wrong);
        // What belongs to encryption has no signature; its keys are not for us.
        Assert.All(
            rows.Where(row => row!["jws"] is null),
            row => Assert.False(TokenKeyText.Read(row!["key"]!.ToJsonString(), null).IsSuccess)
        );
    }

    private static bool IsSigned(JsonNode row)
    {
        var keys = new List<TokenKey>();
        foreach (var key in (row["key"]!["keys"] as JsonArray)?.ToArray() ?? [row["key"]])
        {
            if (TokenKeyText.Read(key!.ToJsonString(), null) is not { Value: { } read })
                return false;
            keys.Add(new TokenKey((string)key["kid"]!, TokenProfile.Own, "", read.Algorithm, read.Material));
        }

        return TokenKeys.Of(keys).Value is { } all
            && CompactToken.Read((string)row["jws"]!).Value is { } token
            && all.Find(token.KeyName).Value is { } found
            && token.FindFault(found) is null;
    }

    private static string AsCoral(Vector vector)
    {
        var parts = vector.Token.Split('.');
        // Those that are no token stay as they are, and so do those whose fault is in how they are written.
        if (parts.Length != 3 || parts[0].Length == 0 || vector.Name is "whitespace-around" or "std-base64-padding")
            return vector.Token;
        var header = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[0]));
        var claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1]));
        var user = claims
            .Replace("\"sub\":", "\"id\":", StringComparison.Ordinal)
            .Replace("\"name\":", "\"username\":", StringComparison.Ordinal);
        var times = "{}";
        foreach (var name in new[] { "iat", "nbf", "exp" })
        {
            var at = claims.IndexOf($"\"{name}\":", StringComparison.Ordinal);
            if (at >= 0)
                times =
                    times.TrimEnd('}') + (times.Length > 2 ? "," : "") + claims[at..claims.IndexOfAny([',', '}'], at)] + "}";
        }

        var coral = $"{times.TrimEnd('}')}{(times.Length > 2 ? "," : "")}\"user\":{user}}}";
        var signed = Signer.Sign(header, coral, Base64Url.DecodeFromChars(Secret()));
        return vector.Name switch
        {
            "signature-flipped" => signed[..^2] + "AA",
            "signature-truncated" => signed[..^20],
            "signature-empty" => signed[..(signed.LastIndexOf('.') + 1)],
            "payload-swapped" => vector.Token,
            var name when name.EndsWith("-empty-signature", StringComparison.Ordinal) => signed[
                ..(signed.LastIndexOf('.') + 1)
            ],
            var name when name.EndsWith("-two-parts", StringComparison.Ordinal) => signed[..signed.LastIndexOf('.')],
            _ => signed,
        };
    }

    private static TokenReading Read(string token, TokenKey key) =>
        TokenReader.Read(token, "alpha", TokenKeys.Of([key]).Value!, Signer.Now);

    private static TokenKey OwnKey(string kind)
    {
        var file = File("own-sso");
        Assert.Equal(Signer.Now.ToUnixTimeSeconds(), (long)file["now"]!);
        var text = (string)file["keys"]![kind]!;
        var read =
            kind == "hs256"
                ? new TokenKeyText.Found(TokenAlgorithm.Find("HS256")!, Base64Url.DecodeFromChars(text))
                : TokenKeyText.Read(text, null).Value!;
        return new TokenKey(
            kind switch
            {
                "rs256" => "k1",
                "es256" => "e1",
                _ => "h1",
            },
            TokenProfile.Own,
            (string)file["issuer"]!,
            read.Algorithm,
            read.Material
        );
    }

    private static string Secret() => (string)File("own-sso")["keys"]!["hs256"]!;

    private static List<Vector> Own() =>
        [
            .. File("own-sso")["vectors"]!
                .AsArray()
                .Select(one => new Vector(
                    (string)one!["name"]!,
                    (string)one["key"]!,
                    Expanded((string)one["token"]!),
                    (string)one["expect"]!
                )),
        ];

    private static string Expanded(string token) =>
        token.Split(':') is ["REPEAT", var text, var count]
            ? string.Concat(Enumerable.Repeat(text, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture)))
            : token;

    private static JsonNode File(string name) =>
        JsonNode.Parse(System.IO.File.ReadAllText(SharedData.Find($"security/jwt/{name}.json")))!;

    private sealed record Vector(string Name, string Key, string Token, string Expect);
}
