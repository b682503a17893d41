using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Parley.Mail;

/// <summary>Gives letters to a mail server, over TLS unless the operator says that it may be without.</summary>
internal sealed class SmtpCarrier(MailOptions options) : IMailCarrier
{
    // A server that takes its time takes it from the letters behind, nobody else waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public bool ReachesPeople => true;

    public async Task CarryAsync(MimeMessage message, CancellationToken cancel)
    {
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds };
        var security =
            options.SmtpPort == 465 ? SecureSocketOptions.SslOnConnect
            : options.AllowPlainSmtp ? SecureSocketOptions.StartTlsWhenAvailable
            : SecureSocketOptions.StartTls;
        await client.ConnectAsync(options.SmtpHost!, options.SmtpPort, security, cancel);
        if (options.SmtpUser is { } user)
            await client.AuthenticateAsync(user, options.SmtpPassword ?? "", cancel);
        await client.SendAsync(message, cancel);
        await client.DisconnectAsync(quit: true, cancel);
    }
}
