using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Parley.Mail;

/// <summary>Writes and sends the letters that are asked for: at once where this process asked, within seconds where another did.</summary>
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

    private const int AtOnce = 20;
    private static readonly TimeSpan LookedEvery = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, ILetterWriter> writers = writers.ToDictionary(
        writer => writer.Kind,
        StringComparer.Ordinal
    );
    private readonly SemaphoreSlim asked = new(0);

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!route.IsOpen)
            return;
        outbox.Asked += Wake;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await asked.WaitAsync(LookedEvery, stoppingToken);
                while (await SendAsync(stoppingToken) == AtOnce) { }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                LookFailed(logger, error);
                await Task.Delay(LookedEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Sends the letters whose time has come, the first few of them.</summary>
    /// <returns>How many those were.</returns>
    internal async Task<int> SendAsync(CancellationToken cancel)
    {
        var due = await outbox.TakeAsync(AtOnce, cancel);
        foreach (var wanted in due)
        {
            try
            {
                await SendAsync(wanted, cancel);
                await outbox.ForgetAsync(wanted, cancel);
            }
            catch (Exception error) when (error is not OperationCanceledException || !cancel.IsCancellationRequested)
            {
                // Neither the letter nor the address stands in a log, and an error of a server may name both.
                SendFailed(logger, wanted.Kind, wanted.Tries + 1, error.GetType().Name);
                if (wanted.Tries + 1 >= MostTries)
                    await outbox.ForgetAsync(wanted, cancel);
                else
                    await outbox.PostponeAsync(wanted, cancel);
            }
        }

        return due.Count;
    }

    private async Task SendAsync(Wanted wanted, CancellationToken cancel)
    {
        if (!writers.TryGetValue(wanted.Kind, out var writer))
        {
            KindUnknown(logger, wanted.Kind);
            return;
        }

        if (await writer.WriteAsync(wanted, cancel) is not { } letter)
            return;
        await route.Carrier!.CarryAsync(ToMessage(wanted, letter), cancel);
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
        return message;
    }

    private void Wake() => asked.Release();

    [LoggerMessage(1, LogLevel.Warning, "A letter of kind {Kind} was not sent at try {Try}: {Cause}")]
    private static partial void SendFailed(ILogger logger, string kind, int @try, string cause);

    [LoggerMessage(2, LogLevel.Error, "A letter of kind {Kind} is asked for, which this program cannot write")]
    private static partial void KindUnknown(ILogger logger, string kind);

    [LoggerMessage(3, LogLevel.Error, "The letters that are to be sent cannot be read")]
    private static partial void LookFailed(ILogger logger, Exception error);
}
