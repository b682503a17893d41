using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Parley;

/// <summary>What every node looks for once a minute. A round that fails is said in the log, and the next one comes as usual.</summary>
internal abstract partial class EveryMinute(ILogger logger) : BackgroundService
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <summary>Looks once. Several nodes may do so at the same time.</summary>
    protected abstract Task LookAsync(CancellationToken cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            // Not at the start: then there is enough to do.
            await Task.Delay(Between, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!stoppingToken.IsCancellationRequested)
                    await LookAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { }
            catch (Exception error)
            {
                Failed(logger, GetType().Name, error);
            }
        }
    }

    /// <summary>Looks for each of several, such as every site: one that fails is said in the log, and keeps none of the others from its turn.</summary>
    /// <param name="nameOf">What the log calls it.</param>
    protected async Task ForEachAsync<T>(
        IEnumerable<T> all,
        Func<T, string> nameOf,
        Func<T, Task> look,
        CancellationToken cancel
    )
    {
        foreach (var one in all)
        {
            try
            {
                await look(one);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                FailedFor(logger, GetType().Name, nameOf(one), error);
            }
        }
    }

    [LoggerMessage(
        2,
        LogLevel.Error,
        "{Work} failed for {One}; the others have their turn, and it is looked at again in a minute"
    )]
    private static partial void FailedFor(ILogger logger, string work, string one, Exception error);

    [LoggerMessage(1, LogLevel.Error, "{Work} failed; looking again in a minute")]
    private static partial void Failed(ILogger logger, string work, Exception error);
}
