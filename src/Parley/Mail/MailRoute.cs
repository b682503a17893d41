using Microsoft.Extensions.Options;

namespace Parley.Mail;

/// <summary>Which way letters leave, by the options.</summary>
internal sealed class MailRoute
{
    public MailRoute(IOptions<ParleyOptions> options)
    {
        var mail = options.Value.Mail;
        From = mail.From ?? "parley@localhost";
        Carrier =
            mail.SmtpHost is not null ? new SmtpCarrier(mail)
            : mail.Folder is { } folder ? new MailFolder(folder)
            : null;
    }

    /// <summary>The address from which letters come.</summary>
    public string From { get; }

    /// <summary>Null where no letter is written.</summary>
    public IMailCarrier? Carrier { get; }

    public bool IsOpen => Carrier is not null;

    /// <summary>Whether mail is set up: then an address may be confirmed by a letter, and silence kept about who has an account.</summary>
    public bool ReachesPeople => Carrier is { ReachesPeople: true };
}
