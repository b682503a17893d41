using MailKit.Net.Smtp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Parley.Mail;

/// <summary>Writes and sends the letters that are asked for: at once where this process asked, within a second where another did.</summary>
internal sealed partial class MailSender(
    Outbox outbox,
    MailRoute route,
    IEnumerable<ILetterWriter> writers,
    TimeProvider clock,
    ILogger<MailSender> logger
) : BackgroundService
{
    /// <summary>How often a letter is tried: the last time about a day and a half after the first.</summary>
    public const int MostTries = 16;

    // Well below the time for which a letter is this node's.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Dictionary<string, ILetterWriter> writers = writers.ToDictionary(
        writer => writer.Kind,
        StringComparer.Ordinal
    );

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!route.IsOpen)
            return;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await outbox.Bell.WaitAsync(stoppingToken);
                while (await SendNextAsync(stoppingToken)) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LookFailed(logger, error);
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Sends the letter that has waited longest.</summary>
    /// <returns>Whether there was one, and the server may be asked for the next at once.</returns>
    internal async Task<bool> SendNextAsync(CancellationToken cancel)
    {
        if (await outbox.TakeAsync(cancel) is not { } wanted)
            return false;
        try
        {
            await SendAsync(wanted, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            await FailAsync(wanted, error, cancel);
            // One that refuses a letter may take the next; one that is not there takes none.
            return error is SmtpCommandException;
        }

        // It is gone: a stop of the program must not send it again.
        await outbox.ForgetAsync(wanted, CancellationToken.None);
        return true;
    }

    private async Task SendAsync(Wanted wanted, CancellationToken cancel)
    {
        // Of a kind that only a newer node knows: that one will write it.
        if (!writers.TryGetValue(wanted.Kind, out var writer))
            throw new NotSupportedException($"Letters of kind {wanted.Kind} are written by another version.");
        // A host without a dot is this machine's own network: no reader's mailbox, and the first operator's address.
        if (!wanted.Address[(wanted.Address.LastIndexOf('@') + 1)..].Contains('.', StringComparison.Ordinal))
            return;
        if (await writer.WriteAsync(wanted, cancel) is not { } letter)
            return;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        await route.Carrier!.CarryAsync(ToMessage(wanted, letter), patience.Token);
    }

    // Neither the letter nor the address stands in a log, and an error of a server may name both.
    private async Task FailAsync(Wanted wanted, Exception error, CancellationToken cancel)
    {
        var isFinal =
            error is SmtpCommandException
            {
                ErrorCode: SmtpErrorCode.RecipientNotAccepted,
                StatusCode: >= SmtpStatusCode.CommandUnrecognized,
            };
        if (isFinal || wanted.Tries >= MostTries)
        {
            GivenUp(logger, wanted.Kind, wanted.Tries, error.GetType().Name);
            await outbox.ForgetAsync(wanted, cancel);
            return;
        }

        SendFailed(logger, wanted.Kind, wanted.Tries, error.GetType().Name);
        await outbox.PostponeAsync(wanted, cancel);
    }

    private MimeMessage ToMessage(Wanted wanted, Letter letter)
    {
        var message = new MimeMessage
        {
            Subject = letter.Subject,
            Date = clock.GetUtcNow(),
            // A letter that is sent again is the same letter.
            MessageId = $"{wanted.Id:N}@{route.From[(route.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}",
            Body = new BodyBuilder { TextBody = letter.Text, HtmlBody = letter.Html }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(letter.From, route.From));
        message.To.Add(new MailboxAddress("", wanted.Address));
        // RFC 3834: a machine wrote it, and no machine should answer.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        if (letter.StopUrl is { } stop)
        {
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        return message;
    }

    [LoggerMessage(1, LogLevel.Warning, "A letter of kind {Kind} was not sent at try {Try}: {Cause}")]
    private static partial void SendFailed(ILogger logger, string kind, int @try, string cause);

    [LoggerMessage(2, LogLevel.Error, "A letter of kind {Kind} is given up after try {Try}: {Cause}")]
    private static partial void GivenUp(ILogger logger, string kind, int @try, string cause);

    [LoggerMessage(3, LogLevel.Error, "The letters that are to be sent cannot be read")]
    private static partial void LookFailed(ILogger logger, Exception error);
}
