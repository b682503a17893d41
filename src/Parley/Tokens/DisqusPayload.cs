using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Parley.Tokens;

/// <summary>
/// What a site made for Disqus: a user as base64 of JSON, its HMAC in hexadecimal digits of either case, and the time, with a blank
/// between. A user who is nobody says that nobody is signed in; PHP writes nobody as a list.
/// </summary>
internal static class DisqusPayload
{
    /// <summary>From its time on. Sites make it anew for each page.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(2);

    private const int MaxAddress = 2_000;

    public static bool IsOne(string token) => token.Contains(' ');

    public static TokenReading Read(string token, TokenKeys keys, DateTimeOffset now)
    {
        if (token.Length > CompactToken.MaxLength)
            return TokenReading.Refused(TokenQuestion.Form, Problems.TokenTooLong);
        if (
            token.Split(' ') is not [var message, var hmac, var time]
            || StrictBase64.Decode(message) is not { } utf8
            || hmac.Length != 40
            || !hmac.All(char.IsAsciiHexDigit)
            || !long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || time.Length > 10
            || StrictJson.Read(utf8) is not { } user
        )
            return TokenReading.Refused(TokenQuestion.Form, Problems.TokenMalformed);

        var signed = Encoding.ASCII.GetBytes($"{message} {time}");
        var signature = Convert.FromHexString(hmac);
        var reading = new TokenReading().Note(TokenQuestion.Form, null);
        if (!keys.OfDisqus.Any())
            return reading.Note(TokenQuestion.Key, Problems.TokenKeyUnknown);
        reading.Note(TokenQuestion.Key, null);
        if (keys.OfDisqus.FirstOrDefault(one => one.Signed(signed, signature)) is not { } key)
            return reading.Note(TokenQuestion.Signature, Problems.TokenSignatureWrong);
        reading.By(key).Note(TokenQuestion.Signature, null);

        var times = TokenClock.Check(DateTimeOffset.FromUnixTimeSeconds(seconds), null, Lasts, now);
        return IsNobody(user) ? reading.Note(TokenQuestion.Clock, times.Problem) : ReadUser(reading, user, key, times);
    }

    private static TokenReading ReadUser(TokenReading reading, JsonElement user, TokenKey key, Result<TokenClock.Times> times)
    {
        var subject = IdOf(user.Find("id"));
        var name = user.Find("username")?.Text(TokenTexts.MaxName);
        var email = user.Find("email")?.Text(TokenTexts.MaxEmail);
        var entitlements = TokenTexts.Entitlements(user);
        reading
            .Note(TokenQuestion.Subject, subject is null ? Problems.TokenTextInvalid("id", TokenTexts.MaxSubject) : null)
            .Note(TokenQuestion.Name, name is null ? Problems.TokenTextInvalid("username", TokenTexts.MaxName) : null)
            .Note(
                TokenQuestion.Address,
                email is null ? Problems.TokenTextInvalid("email", TokenTexts.MaxEmail) : FindFault(user)
            )
            .Note(TokenQuestion.Clock, times.Problem)
            .Note(TokenQuestion.Entitlements, entitlements.Problem);
        return reading.Problem is not null
            ? reading
            : reading.Say(
                new TokenClaims(
                    TokenProfile.Disqus,
                    key.Issuer,
                    subject!,
                    name!,
                    email,
                    null,
                    times.Value!.IssuedAt,
                    times.Value.EndsAt,
                    null,
                    entitlements.Value!
                )
            );
    }

    private static bool IsNobody(JsonElement user) =>
        user.ValueKind switch
        {
            JsonValueKind.Object => user.GetPropertyCount() == 0,
            JsonValueKind.Array => user.GetArrayLength() == 0,
            _ => false,
        };

    // WordPress sends the number of its user, others a text.
    private static string? IdOf(JsonElement? said) =>
        said is { ValueKind: JsonValueKind.Number } number
            ? number.TryGetInt64(out var id)
                ? id.ToString(CultureInfo.InvariantCulture)
                : null
            : TokenTexts.Key(said, TokenTexts.MaxSubject);

    private static Problem? FindFault(JsonElement user)
    {
        foreach (var name in new[] { "avatar", "url" })
        {
            // An empty one is how WordPress says that there is none.
            if (
                user.Find(name) is { } said
                && said.Text(MaxAddress) is null
                && !(said.ValueKind == JsonValueKind.String && said.ValueEquals(""))
            )
                return Problems.TokenTextInvalid(name, MaxAddress);
        }

        return null;
    }
}
