using Parley.Tokens;

namespace Parley;

internal static partial class Problems
{
    public static readonly Problem TokenTooLong = Token("token-too-long", ("most", CompactToken.MaxLength));
    public static readonly Problem TokenMalformed = Token("token-malformed");
    public static readonly Problem TokenHeaderUnknown = Token("token-header-unknown");
    public static readonly Problem TokenTypeOther = Token("token-type-other");
    public static readonly Problem TokenKeyUnnamed = Token("token-key-unnamed");
    public static readonly Problem TokenKeyUnknown = Token("token-key-unknown");
    public static readonly Problem TokenSignatureWrong = Token("token-signature-wrong");
    public static readonly Problem TokenExpired = Token("token-expired");
    public static readonly Problem TokenTimeMissing = Token("token-time-missing");
    public static readonly Problem TokenLastsTooLong = Token(
        "token-lasts-too-long",
        ("hours", (int)TokenClock.Longest.TotalHours)
    );
    public static readonly Problem TokenIdMissing = Token("token-id-missing");

    /// <summary>It was for once, or its reader signed out.</summary>
    public static readonly Problem TokenSpent = Token("token-spent");
    public static readonly Problem TokenEntitlementsInvalid = Token("token-entitlements-invalid");

    public static readonly Problem TokenKeyInvalid = new("token-key-invalid", 422);
    public static readonly Problem TokenKeyNameInvalid = new("token-key-name-invalid", 422);
    public static readonly Problem TokenKeyIssuerMissing = new("token-key-issuer-missing", 422);
    public static readonly Problem TokenKeyPrivate = new("token-key-private", 422);
    public static readonly Problem TokenKeyWeak = new("token-key-weak", 422);
    public static readonly Problem TokenKeyOtherUse = new("token-key-other-use", 422);
    public static readonly Problem TokenKeyAlgorithmOther = new("token-key-algorithm-other", 422);
    public static readonly Problem TokenKeysMixed = new("token-keys-mixed", 409);
    public static readonly Problem TokenKeysTooMany = new("token-keys-too-many", 409)
    {
        Arguments = Blanks(("most", TokenKeys.Most)),
    };
    public static readonly Problem TokenKeyNameTaken = new("token-key-name-taken", 409);

    /// <param name="algorithm">The one of the key.</param>
    public static Problem TokenAlgorithmOther(string algorithm) => Token("token-algorithm-other", ("algorithm", algorithm));

    public static Problem TokenIssuerOther(string issuer) => Token("token-issuer-other", ("issuer", issuer));

    public static Problem TokenAudienceOther(string audience) => Token("token-audience-other", ("audience", audience));

    /// <param name="claim">The one that has to be a text that can be read, and is not.</param>
    public static Problem TokenTextInvalid(string claim, int most) =>
        Token("token-text-invalid", ("claim", claim), ("most", most));

    /// <param name="claim">The one that has to be a whole number of seconds, and is not.</param>
    public static Problem TokenTimeInvalid(string claim) => Token("token-time-invalid", ("claim", claim));

    public static Problem TokenNotYet(string claim) => Token("token-not-yet", ("claim", claim));

    private static Problem Token(string code, params (string Name, object Value)[] blanks) =>
        new(code, 401) { Field = "token", Arguments = Blanks(blanks) };
}
