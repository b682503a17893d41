using System.Text.Json;

namespace Parley.Tokens;

/// <summary>
/// Reads what a site's own system signed of a reader, and refuses everything that it need not accept. Nothing of it is fetched,
/// and no key but the site's own is used.
/// </summary>
internal static class TokenReader
{
    public static TokenReading Read(string? token, string siteName, TokenKeys keys, DateTimeOffset now)
    {
        if (token is null)
            return TokenReading.Refused(TokenQuestion.Form, Problems.TokenMalformed);
        if (DisqusPayload.IsOne(token))
            return DisqusPayload.Read(token, keys, now);
        var read = CompactToken.Read(token);
        if (read.Value is not { } compact)
            return TokenReading.Refused(TokenQuestion.Form, read.Problem!);
        var found = keys.Find(compact.KeyName);
        var claims = StrictJson.Read(compact.Payload);
        var reading = new TokenReading().Note(
            TokenQuestion.Form,
            claims is { ValueKind: JsonValueKind.Object } ? null : Problems.TokenMalformed
        );
        if (reading.Problem is not null)
            return reading;
        if (found.Value is not { } key)
            return reading.Note(TokenQuestion.Key, found.Problem);
        reading.By(key).Note(TokenQuestion.Key, null).Note(TokenQuestion.Signature, compact.FindFault(key));
        // A wrong signature refuses it. What else is wrong is told for the sake of whoever builds it.
        return key.Profile == TokenProfile.Coral
            ? CoralToken.Read(reading, claims!.Value, key, now)
            : OwnToken.Read(reading, claims!.Value, key, siteName, now);
    }
}
