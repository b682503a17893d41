using Microsoft.Extensions.Logging;

namespace Parley;

/// <summary>What is kept for a time only.</summary>
internal interface IKeptForATime
{
    /// <summary>Forgets what is over, of all sites. Asked each minute, so it costs little where there is nothing.</summary>
    Task SweepAsync(CancellationToken cancel);
}

/// <summary>Forgets what is kept for a time only once that is over, whether or not anybody comes by.</summary>
internal sealed class Sweeper(IEnumerable<IKeptForATime> kept, ILogger<Sweeper> logger) : EveryMinute(logger)
{
    protected override Task LookAsync(CancellationToken cancel) => SweepAsync(cancel);

    internal Task SweepAsync(CancellationToken cancel) =>
        ForEachAsync(kept, one => one.GetType().Name, one => one.SweepAsync(cancel), cancel);
}
