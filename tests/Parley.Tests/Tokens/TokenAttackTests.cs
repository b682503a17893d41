using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Tokens;
using Xunit;
using static Parley.Tests.Tokens.Signer;

namespace Parley.Tests.Tokens;

/// <summary>Tokens with a right signature that say what must not be believed, and others that only look signed.</summary>
public sealed class TokenAttackTests
{
    [Fact]
    public void A_good_token_says_who_the_reader_is()
    {
        var claims = Own();
        claims["entitlements"] = new JsonArray("subscriber", "subscriber", "plus:daily");
        claims["role"] = "MODERATOR";

        var read = Read(Sign(claims), OwnKey).Claims!;

        Assert.Equal((Issuer, "reader-1001", "Ana Reader", "j-1"), (read.Issuer, read.Subject, read.Name, read.Id));
        Assert.Equal(["subscriber", "plus:daily"], read.Entitlements);
        Assert.Equal("MODERATOR", read.Role);
        Assert.Equal(Now.AddSeconds(300), read.EndsAt);
    }

    [Theory]
    [InlineData("iss", "\"https://news.example/\"", "token-issuer-other")]
    [InlineData("iss", "\"HTTPS://NEWS.EXAMPLE\"", "token-issuer-other")]
    [InlineData("iss", "[\"https://news.example\"]", "token-issuer-other")]
    [InlineData("iss", null, "token-issuer-other")]
    [InlineData("aud", "\"site:Alpha\"", "token-audience-other")]
    [InlineData("aud", "\"alpha\"", "token-audience-other")]
    [InlineData("aud", "[]", "token-audience-other")]
    [InlineData("aud", "[\"site:beta\",\"site:alpha\"]", "")]
    [InlineData("aud", "[\"site:alpha\",1]", "token-audience-other")]
    [InlineData("aud", "[[\"site:alpha\"]]", "token-audience-other")]
    [InlineData("aud", "{\"site:alpha\":1}", "token-audience-other")]
    [InlineData("sub", "\"reader\\u0000\"", "token-text-invalid")]
    [InlineData("sub", "\"reader\\n1\"", "token-text-invalid")]
    [InlineData("sub", "\" reader\"", "token-text-invalid")]
    [InlineData("sub", "\"reader \"", "token-text-invalid")]
    [InlineData("sub", "\"rea\\u200bder\"", "token-text-invalid")]
    [InlineData("sub", "\"rea\\u202eder\"", "token-text-invalid")]
    [InlineData("sub", "\"rea\\ud800der\"", "token-text-invalid")]
    [InlineData("sub", "\"読者-1001\"", "")]
    [InlineData("sub", "true", "token-text-invalid")]
    [InlineData("sub", "{\"a\":1}", "token-text-invalid")]
    [InlineData("name", null, "token-text-invalid")]
    [InlineData("name", "\"\"", "token-text-invalid")]
    [InlineData("name", "42", "token-text-invalid")]
    [InlineData("name", "\"Иван Ω 山田 👩‍🚀\"", "")]
    [InlineData("email", "1", "token-text-invalid")]
    [InlineData("email", null, "")]
    [InlineData("iat", null, "token-time-missing")]
    [InlineData("iat", "1768478460", "")]
    [InlineData("iat", "1768478461", "token-not-yet")]
    [InlineData("iat", "-1", "token-time-invalid")]
    [InlineData("iat", "1768478395.5", "token-time-invalid")]
    [InlineData("iat", "1e3", "token-time-invalid")]
    [InlineData("iat", "99999999999999999999", "token-time-invalid")]
    [InlineData("iat", "1768478395000", "token-time-invalid")]
    [InlineData("iat", "[1768478395]", "token-time-invalid")]
    [InlineData("nbf", "1768478461", "token-not-yet")]
    [InlineData("nbf", "1768478460", "")]
    [InlineData("nbf", "\"1768478395\"", "token-time-invalid")]
    [InlineData("exp", "1768478340", "token-expired")]
    [InlineData("exp", "1768478341", "")]
    [InlineData("exp", "\"1768478700\"", "token-time-invalid")]
    [InlineData("exp", "null", "token-time-invalid")]
    [InlineData("exp", "1768564795", "")]
    [InlineData("exp", "1768564796", "token-lasts-too-long")]
    [InlineData("exp", "2083838400", "token-lasts-too-long")]
    [InlineData("jti", null, "token-id-missing")]
    [InlineData("jti", "1", "token-id-missing")]
    [InlineData("jti", "\"a\\u0000\"", "token-id-missing")]
    [InlineData("role", "[\"admin\"]", "token-text-invalid")]
    [InlineData("entitlements", "\"subscriber\"", "token-entitlements-invalid")]
    [InlineData("entitlements", "[1]", "token-entitlements-invalid")]
    [InlineData("entitlements", "[\"a b\"]", "token-entitlements-invalid")]
    [InlineData("entitlements", "[\"\"]", "token-entitlements-invalid")]
    [InlineData("entitlements", "{}", "token-entitlements-invalid")]
    [InlineData("entitlements", "[]", "")]
    [InlineData("roles", "[\"admin\"]", "")]
    public void A_claim_is_taken_as_it_has_to_be_or_not_at_all(string claim, string? value, string code)
    {
        // As text, since some of these no library writes.
        var claims = Own();
        claims.Remove(claim);
        var text = claims.ToJsonString();
        if (value is not null)
            text = $"{text[..^1]},\"{claim}\":{value}}}";

        Assert.Equal(code, Refusal(Sign(Header().ToJsonString(), text), OwnKey));
    }

    [Theory]
    [InlineData("""{"alg":"HS256","crit":["exp"],"exp":1}""", "token-header-unknown")]
    [InlineData("""{"alg":"HS256","b64":false}""", "token-header-unknown")]
    [InlineData("""{"alg":"HS256","b64":true}""", "token-header-unknown")]
    [InlineData("""{"alg":"HS256","zip":"DEF"}""", "token-header-unknown")]
    [InlineData("""{"alg":"HS256","cty":"JWT"}""", "token-header-unknown")]
    [InlineData("""{"alg":"HS256","x5c":["MIIB"]}""", "token-header-unknown")]
    [InlineData("""{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}""", "token-header-unknown")]
    [InlineData("""{"alg":"HS256","alg":"HS256"}""", "token-malformed")]
    [InlineData("""{"alg":"none","ALG":"HS256"}""", "token-header-unknown")]
    [InlineData("""{"alg":["HS256"]}""", "token-malformed")]
    [InlineData("""{"alg":"hs256"}""", "token-algorithm-other")]
    [InlineData("""{"alg":"HS512"}""", "token-algorithm-other")]
    [InlineData("""{"alg":"RS256"}""", "token-algorithm-other")]
    [InlineData("""{"alg":"HMAC-SHA1"}""", "token-algorithm-other")]
    [InlineData("""{"typ":"JWT"}""", "token-malformed")]
    [InlineData("""{"alg":"HS256","typ":"at+jwt"}""", "token-type-other")]
    [InlineData("""{"alg":"HS256","typ":null}""", "token-type-other")]
    [InlineData("""{"alg":"HS256","typ":"jwt"}""", "")]
    [InlineData("""{"alg":"HS256"}""", "")]
    [InlineData("""{"alg":"HS256","kid":"k1"}""", "")]
    [InlineData("""{"alg":"HS256","kid":"K1"}""", "token-key-unknown")]
    [InlineData("""{"alg":"HS256","kid":""}""", "token-malformed")]
    [InlineData("""{"alg":"HS256","kid":null}""", "token-malformed")]
    [InlineData("""{"alg":"HS256","kid":1}""", "token-malformed")]
    [InlineData("""{"alg":"HS256","kid":"../../k1"}""", "token-key-unknown")]
    [InlineData("""{"alg":"HS256","kid":"k1\u0000"}""", "token-key-unknown")]
    [InlineData("""["alg","HS256"]""", "token-malformed")]
    [InlineData("""{"alg":"HS256"}{}""", "token-malformed")]
    [InlineData("""{"alg":"HS256",}""", "token-malformed")]
    [InlineData("""{"alg":"HS256"/**/}""", "token-malformed")]
    public void A_header_says_only_what_the_key_says_already(string header, string code) =>
        Assert.Equal(code, Refusal(Sign(header, Own().ToJsonString()), OwnKey));

    [Theory]
    [InlineData("""{"sub":"a","sub":"b"}""")]
    [InlineData("""{"sub":"a","\u0073ub":"b"}""")]
    [InlineData("""{"x":{"y":1,"y":2}}""")]
    [InlineData("""[[[[[[[[[[[[1]]]]]]]]]]]]""")]
    [InlineData("""{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}}}""")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"a\":\"\u0001\"}")]
    [InlineData("{\"a\":NaN}")]
    public void A_payload_that_can_be_read_in_two_ways_is_read_in_none(string payload) =>
        Assert.Equal("token-malformed", Refusal(Sign(Header().ToJsonString(), payload), OwnKey));

    [Fact]
    public void A_payload_that_is_no_text_is_none()
    {
        var header = Header().ToJsonString();
        var bad = Encoding.Latin1.GetBytes("{\"name\":\"\xe9\"}");
        var signed = $"{Url(Encoding.UTF8.GetBytes(header))}.{Url(bad)}";
        var hmac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.ASCII.GetBytes(signed));

        Assert.Equal("token-malformed", Refusal($"{signed}.{Url(hmac)}", OwnKey));
    }

    [Fact]
    public void A_signature_has_one_way_to_be_written()
    {
        var token = Sign(Own());
        var last = token[^1];
        // The last character carries two bits that are none of the signature's.
        var other = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var twin = token[..^1] + other[other.IndexOf(last, StringComparison.Ordinal) ^ 1];

        Assert.Equal("", Refusal(token, OwnKey));
        foreach (
            var forged in (string[])
                [
                    twin,
                    token + "=",
                    token + "\n",
                    "\t" + token,
                    token + ".",
                    token.Replace('.', ','),
                    token + "AAAA",
                    token[..^1],
                ]
        )
            Assert.NotEqual("", Refusal(forged, OwnKey));
    }

    [Fact]
    public void A_token_that_is_longer_than_any_is_not_read()
    {
        var claims = Own();
        claims["more"] = new string('x', CompactToken.MaxLength);

        Assert.Equal("token-too-long", Refusal(Sign(claims), OwnKey));
        Assert.Equal("token-malformed", Refusal(null, OwnKey));
        Assert.Equal("token-malformed", Refusal("", OwnKey));
    }

    [Fact]
    public void A_public_key_is_no_secret()
    {
        using var rsa = RSA.Create(2048);
        var pem = rsa.ExportSubjectPublicKeyInfoPem();
        var read = TokenKeyText.Read(pem, null).Value!;
        var key = new TokenKey("k1", TokenProfile.Own, Issuer, read.Algorithm, read.Material);
        var claims = Own().ToJsonString();

        foreach (var secret in (byte[][])[Encoding.UTF8.GetBytes(pem), Encoding.UTF8.GetBytes(pem.Trim()), read.Material])
            Assert.Equal("token-algorithm-other", Refusal(Sign("""{"alg":"HS256"}""", claims, secret), key));
        Assert.Equal("token-signature-wrong", Refusal(Sign("""{"alg":"RS256"}""", claims, read.Material), key));
    }

    [Fact]
    public void Of_two_keys_a_token_says_which()
    {
        var second = OwnKey with { Name = "k2", Material = Encoding.UTF8.GetBytes(Secret + "2") };
        string Signed(string? kid, string secret) =>
            Sign(kid is null ? """{"alg":"HS256"}""" : $$"""{"alg":"HS256","kid":"{{kid}}"}""", Own().ToJsonString(), secret);

        Assert.Equal("", Refusal(Signed("k1", Secret), OwnKey, second));
        Assert.Equal("", Refusal(Signed("k2", Secret + "2"), OwnKey, second));
        Assert.Equal("token-signature-wrong", Refusal(Signed("k2", Secret), OwnKey, second));
        Assert.Equal("token-key-unnamed", Refusal(Signed(null, Secret), OwnKey, second));
        Assert.Equal("token-key-unnamed", Refusal(Signed(null, Secret)));
        Assert.Equal("token-key-unknown", Refusal(Signed("disqus", Secret), OwnKey, DisqusKey));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once_and_nothing_of_it_believed()
    {
        var claims = Own();
        claims["aud"] = "site:beta";
        claims["exp"] = 1;

        var reading = Read(Sign(claims, secret: Secret + "!"), OwnKey);

        Assert.Equal(
            ["token-signature-wrong", "token-audience-other", "token-expired"],
            reading.Findings.Select(finding => finding.Fault?.Code).OfType<string>()
        );
        Assert.Null(reading.Claims);
        Assert.False(reading.IsSignedOut);
    }

    private static string Url(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}
