using System.Text.Json;

namespace Parley.Tokens;

/// <summary>
/// The claims of a token that a site made for Coral. It names neither issuer nor site: both are its key's. Members that we do not
/// know are let be, as there.
/// </summary>
internal static class CoralToken
{
    private const int MaxAddress = 2_000;
    private const int MaxBadges = 50;

    public static TokenReading Read(TokenReading reading, JsonElement claims, TokenKey key, DateTimeOffset now)
    {
        var user = claims.Find("user") ?? default;
        var subject = TokenTexts.Key(user.Find("id"), TokenTexts.MaxSubject);
        var name = user.Find("username")?.Text(TokenTexts.MaxName);
        var email = user.Find("email")?.Text(TokenTexts.MaxEmail);
        var times = TokenClock.Read(claims, now, isWhole: false);
        var id = claims.Find("jti");
        var role = user.Find("role");
        var entitlements = TokenTexts.Entitlements(claims);
        reading
            .Note(TokenQuestion.Subject, subject is null ? Problems.TokenTextInvalid("user.id", TokenTexts.MaxSubject) : null)
            .Note(TokenQuestion.Name, name is null ? Problems.TokenTextInvalid("user.username", TokenTexts.MaxName) : null)
            .Note(
                TokenQuestion.Address,
                email is null ? Problems.TokenTextInvalid("user.email", TokenTexts.MaxEmail) : FindFault(user)
            )
            .Note(TokenQuestion.Clock, times.Problem)
            .Note(
                TokenQuestion.Once,
                id is not null && TokenTexts.Key(id, TokenTexts.MaxId) is null
                    ? Problems.TokenTextInvalid("jti", TokenTexts.MaxId)
                    : null
            )
            .Note(
                TokenQuestion.Role,
                TokenTexts.IsWrong(role, TokenTexts.MaxRole) ? Problems.TokenTextInvalid("user.role", TokenTexts.MaxRole) : null
            )
            .Note(TokenQuestion.Entitlements, entitlements.Problem);
        return reading.Problem is not null
            ? reading
            : reading.Say(
                new TokenClaims(
                    TokenProfile.Coral,
                    key.Issuer,
                    subject!,
                    name!,
                    email!.ToLowerInvariant(),
                    role?.Text(TokenTexts.MaxRole),
                    times.Value!.IssuedAt,
                    times.Value.EndsAt,
                    id?.Text(TokenTexts.MaxId),
                    entitlements.Value!
                )
            );
    }

    // Nothing here shows these, but what is of another kind than it has to be was not made for us.
    private static Problem? FindFault(JsonElement user)
    {
        foreach (var name in new[] { "url", "avatar" })
        {
            if (TokenTexts.IsWrong(user.Find(name), MaxAddress))
                return Problems.TokenTextInvalid("user." + name, MaxAddress);
        }

        return
            user.Find("badges") is { } badges
            && (
                badges.ValueKind != JsonValueKind.Array
                || badges.GetArrayLength() > MaxBadges
                || badges.EnumerateArray().Any(badge => badge.Text(MaxAddress) is null)
            )
            ? Problems.TokenTextInvalid("user.badges", MaxAddress)
            : null;
    }
}
