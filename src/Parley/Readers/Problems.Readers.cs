using Parley.Readers;

namespace Parley;

internal static partial class Problems
{
    public static readonly Problem EmailInvalid = new("email-invalid", 422) { Field = "email" };
    public static readonly Problem EmailTaken = new("email-taken", 409) { Field = "email" };
    public static readonly Problem EmailUnknown = new("email-unknown", 404) { Field = "email" };

    public static readonly Problem PasswordTooShort = new("password-too-short", 422)
    {
        Field = "password",
        Arguments = Blanks(("least", Passwords.MinLength)),
    };

    public static readonly Problem PasswordTooLong = new("password-too-long", 422)
    {
        Field = "password",
        Arguments = Blanks(("most", Passwords.MaxLength)),
    };

    public static readonly Problem PasswordTooCommon = new("password-too-common", 422) { Field = "password" };

    /// <summary>The password that was typed to change an account is not its password.</summary>
    public static readonly Problem PasswordWrong = new("password-wrong", 403) { Field = "password" };

    /// <summary>This installation has no way to send a letter.</summary>
    public static readonly Problem NoLetters = new("no-letters", 409);

    public static readonly Problem NameChangedLately = new("name-changed-lately", 429) { Field = "name" };

    /// <summary>The same for an unknown address and for a wrong password.</summary>
    public static readonly Problem SignInFailed = new("sign-in-failed", 401);

    /// <summary>A link or code that was used, has run out, or never was.</summary>
    public static readonly Problem LinkUsed = new("link-used", 410);
    public static readonly Problem CodeNotValid = new("code-not-valid", 403) { Field = "code" };
    public static readonly Problem OriginNotOfSite = new("origin-not-of-site", 403);
    public static readonly Problem GuestsMayNotWrite = new("guests-may-not-write", 403);
}
