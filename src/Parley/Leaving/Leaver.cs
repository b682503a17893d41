using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Staff;

namespace Parley.Leaving;

/// <summary>Looks once a minute for accounts whose waiting time is over, and forgets invitations that have run out.</summary>
internal sealed partial class Leaver(DeleteAccount delete, InvitationStore invitations, ILogger<Leaver> logger)
    : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Not at the start: then there is enough to do.
            await Task.Delay(Between, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (stoppingToken.IsCancellationRequested)
                    return;
                await delete.HandleAsync(stoppingToken);
                await invitations.SweepAsync(stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                Failed(logger, error);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    [LoggerMessage(
        1,
        LogLevel.Error,
        "Accounts and invitations whose time is over could not be looked for; looking again in a minute"
    )]
    private static partial void Failed(ILogger logger, Exception error);
}
