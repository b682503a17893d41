using System.Text.Json;

namespace Parley.Tokens;

/// <summary>The texts that tokens of every form have.</summary>
internal static class TokenTexts
{
    public const int MaxSubject = 255;
    public const int MaxId = 255;

    // Longer than any name that is shown: what is too long for that is shortened, not refused.
    public const int MaxName = 500;
    public const int MaxEmail = 320;
    public const int MaxRole = 64;
    private const int MaxEntitlements = 50;
    private const int MaxEntitlement = 64;

    /// <summary>A text that tells people or tokens apart, as it is: every character of it shows.</summary>
    public static string? Key(JsonElement? said, int most) =>
        said?.Text(most) is { } text && StrictJson.IsPlain(text) ? text : null;

    /// <summary>Whether it is there and no text: what is not there need not be right.</summary>
    public static bool IsWrong(JsonElement? said, int most) => said is { } there && there.Text(most) is null;

    public static bool IsEntitlement(string name) =>
        name.Length is > 0 and <= MaxEntitlement
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':');

    /// <summary>What the reader has a right to, by the site's own names. None where the token does not say.</summary>
    public static Result<string[]> Entitlements(JsonElement claims)
    {
        if (claims.Find("entitlements") is not { } said)
            return Array.Empty<string>();
        if (said.ValueKind != JsonValueKind.Array || said.GetArrayLength() > MaxEntitlements)
            return Problems.TokenEntitlementsInvalid;
        var names = said.EnumerateArray().Select(one => one.Text(MaxEntitlement)).ToArray();
        return names.All(name => name is not null && IsEntitlement(name))
            ? names.OfType<string>().Distinct(StringComparer.Ordinal).ToArray()
            : Problems.TokenEntitlementsInvalid;
    }
}
