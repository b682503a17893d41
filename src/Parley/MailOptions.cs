namespace Parley;

/// <summary>
/// How letters leave. Where neither <see cref="SmtpHost"/> nor <see cref="Folder"/> is set, none is written: then nobody is asked
/// to confirm an address, and who forgot a password asks the newsroom.
/// </summary>
public sealed class MailOptions
{
    /// <summary>The address from which letters come, such as <c>talk@news.example</c>. Needed with <see cref="SmtpHost"/>.</summary>
    public string? From
    {
        get;
        set => field = Given(value);
    }

    /// <summary>The server that takes letters. With it, mail counts as set up, and <see cref="ParleyOptions.PublicUrl"/> is needed.</summary>
    public string? SmtpHost
    {
        get;
        set => field = Given(value);
    }

    /// <summary>The server's port, 1 to 65,535: 587 to begin in clear and change to TLS, 465 to speak TLS from the start.</summary>
    public int SmtpPort { get; set; } = 587;

    /// <summary>The name to sign in with at the server; null where it asks for none.</summary>
    public string? SmtpUser
    {
        get;
        set => field = Given(value);
    }

    /// <summary>The password that goes with <see cref="SmtpUser"/>. Best given as <c>PARLEY__MAIL__SMTPPASSWORD</c>.</summary>
    public string? SmtpPassword
    {
        get;
        set => field = Given(value);
    }

    /// <summary>Whether a server that offers no TLS is spoken to all the same. For one on the same machine only.</summary>
    public bool AllowPlainSmtp { get; set; }

    /// <summary>A folder into which letters are written as <c>.eml</c> files while no server is set up.</summary>
    public string? Folder
    {
        get;
        set => field = Given(value);
    }

    // An environment's empty variable is one that is not set.
    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
