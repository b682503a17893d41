using OtpNet;

namespace Parley.SecondFactors;

/// <summary>The codes that an app shows: six digits for each half minute (RFC 6238, as every app does it).</summary>
internal static class AppCode
{
    private const int Digits = 6;

    // The clocks of telephones are right; a code that was read late is taken for half a minute more.
    private static readonly VerificationWindow Window = new(previous: 1, future: 1);

    /// <summary>A new key, as people type it where no picture can be taken of it.</summary>
    public static string NewKey() => Base32Encoding.ToString(Convert.FromHexString(Ids.Secret())[..20]);

    /// <summary>The half minute whose code this is; null for one that is wrong, too old or too new.</summary>
    public static long? FindStep(string key, string? typed, DateTimeOffset now)
    {
        var digits = Cleaned(typed);
        return
            digits.Length == Digits
            && new Totp(Base32Encoding.ToBytes(key)).VerifyTotp(now.UtcDateTime, digits, out var step, Window)
            ? step
            : null;
    }

    /// <summary>Whether it is meant to be a code of an app, and not one from paper.</summary>
    public static bool IsOne(string? typed) =>
        Cleaned(typed) is { Length: > 0 and <= Digits } code && code.All(char.IsAsciiDigit);

    /// <summary>What an app reads from the picture.</summary>
    public static string Address(string key, string site, string email) =>
        new OtpUri(OtpType.Totp, key, email, site).ToString();

    // Apps show the digits with a gap.
    private static string Cleaned(string? typed) => new([.. (typed ?? "").Where(sign => !char.IsWhiteSpace(sign)).Take(64)]);
}
