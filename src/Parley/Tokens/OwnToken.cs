using System.Text.Json;

namespace Parley.Tokens;

/// <summary>The claims of our own token: docs/embed.md says each.</summary>
internal static class OwnToken
{
    private const int MaxAudiences = 20;

    public static string AudienceOf(string siteName) => "site:" + siteName;

    public static TokenReading Read(TokenReading reading, JsonElement claims, TokenKey key, string siteName, DateTimeOffset now)
    {
        var audience = AudienceOf(siteName);
        var subject = TokenTexts.Key(claims.Find("sub"), TokenTexts.MaxSubject);
        var name = claims.Find("name")?.Text(TokenTexts.MaxName);
        var email = claims.Find("email");
        var times = TokenClock.Read(claims, now, isWhole: true);
        var id = TokenTexts.Key(claims.Find("jti"), TokenTexts.MaxId);
        var role = claims.Find("role");
        var entitlements = TokenTexts.Entitlements(claims);
        reading
            .Note(
                TokenQuestion.Issuer,
                claims.Find("iss")?.Text(key.Issuer.Length) == key.Issuer ? null : Problems.TokenIssuerOther(key.Issuer)
            )
            .Note(TokenQuestion.Audience, IsFor(claims.Find("aud"), audience) ? null : Problems.TokenAudienceOther(audience))
            .Note(TokenQuestion.Subject, subject is null ? Problems.TokenTextInvalid("sub", TokenTexts.MaxSubject) : null)
            .Note(TokenQuestion.Name, name is null ? Problems.TokenTextInvalid("name", TokenTexts.MaxName) : null)
            .Note(
                TokenQuestion.Address,
                TokenTexts.IsWrong(email, TokenTexts.MaxEmail) ? Problems.TokenTextInvalid("email", TokenTexts.MaxEmail) : null
            )
            .Note(TokenQuestion.Clock, times.Problem)
            .Note(TokenQuestion.Once, id is null ? Problems.TokenIdMissing : null)
            .Note(
                TokenQuestion.Role,
                TokenTexts.IsWrong(role, TokenTexts.MaxRole) ? Problems.TokenTextInvalid("role", TokenTexts.MaxRole) : null
            )
            .Note(TokenQuestion.Entitlements, entitlements.Problem);
        return reading.Problem is not null
            ? reading
            : reading.Say(
                new TokenClaims(
                    TokenProfile.Own,
                    key.Issuer,
                    subject!,
                    name!,
                    email?.Text(TokenTexts.MaxEmail),
                    role?.Text(TokenTexts.MaxRole),
                    times.Value!.IssuedAt,
                    times.Value.EndsAt,
                    id,
                    entitlements.Value!
                )
            );
    }

    // One text, or a list of them (RFC 7519, 4.1.3), of which one is ours to the letter.
    private static bool IsFor(JsonElement? said, string audience) =>
        said is { ValueKind: JsonValueKind.Array } list
            ? list.GetArrayLength() <= MaxAudiences
                && list.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)
                && list.EnumerateArray().Any(one => one.Text(audience.Length) == audience)
            : said?.Text(audience.Length) == audience;
}
