using System.Text.Json;

namespace Parley.Tokens;

/// <summary>A token's times. Clocks of two houses may differ by a minute, and no token holds for longer than a day.</summary>
internal static class TokenClock
{
    public static readonly TimeSpan Leeway = TimeSpan.FromSeconds(60);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // The end of the year 9999.
    private const long Last = 253_402_300_799;

    /// <param name="IssuedAt">Null where it does not say.</param>
    internal sealed record Times(DateTimeOffset? IssuedAt, DateTimeOffset EndsAt);

    /// <param name="isWhole">Whether <c>iat</c> and <c>exp</c> both have to be there. Otherwise one of them suffices.</param>
    public static Result<Times> Read(JsonElement claims, DateTimeOffset now, bool isWhole)
    {
        var faults = new List<Problem>();
        DateTimeOffset? Time(string name)
        {
            if (claims.Find(name) is not { } said)
                return null;
            if (said.ValueKind == JsonValueKind.Number && said.TryGetInt64(out var seconds) && seconds is >= 0 and <= Last)
                return DateTimeOffset.FromUnixTimeSeconds(seconds);
            faults.Add(Problems.TokenTimeInvalid(name));
            return null;
        }

        var (issued, begins, expires) = (Time("iat"), Time("nbf"), Time("exp"));
        if (faults is [var first, ..])
            return first;
        if ((issued is null && expires is null) || (isWhole && (issued is null || expires is null)))
            return Problems.TokenTimeMissing;
        if (begins > now + Leeway)
            return Problems.TokenNotYet("nbf");
        return Check(issued, expires, Longest, now);
    }

    /// <param name="issued">Or <paramref name="expires"/>; not neither.</param>
    /// <param name="lasts">How long it holds where it does not say.</param>
    public static Result<Times> Check(DateTimeOffset? issued, DateTimeOffset? expires, TimeSpan lasts, DateTimeOffset now)
    {
        if (issued > now + Leeway)
            return Problems.TokenNotYet("iat");
        var end = expires ?? issued!.Value + lasts;
        if (now >= end + Leeway)
            return Problems.TokenExpired;
        // Without a beginning the rest is measured, in which a token of a year shows as well.
        return end - (issued ?? now) > Longest ? Problems.TokenLastsTooLong : new Times(issued, end);
    }
}
