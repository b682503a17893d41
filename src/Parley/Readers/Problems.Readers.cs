using Parley.Readers;
using Parley.Sites;

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

    /// <summary>The password is right, or the role is there, and a second factor is still to be passed.</summary>
    public static readonly Problem SecondFactorNeeded = new("second-factor-needed", 403);

    /// <summary>A link or code that was used, has run out, or never was.</summary>
    public static readonly Problem LinkUsed = new("link-used", 410);
    public static readonly Problem CodeNotValid = new("code-not-valid", 403) { Field = "code" };
    public static readonly Problem OriginNotOfSite = new("origin-not-of-site", 403);

    /// <summary>The site opens this to others, and may say so in a sentence of its own.</summary>
    public static Problem NotOpen(Doing doing, Opening opening) =>
        new(
            doing switch
            {
                Doing.Read => "reading-not-open",
                Doing.React => "reacting-not-open",
                _ => "writing-not-open",
            },
            403
        )
        {
            Sentence = opening.Sentence.Length > 0 ? opening.Sentence : null,
            Link = opening.Link.Length > 0 ? opening.Link : null,
        };

    public static readonly Problem GuestsMayNotWrite = new("guests-may-not-write", 403);
}
