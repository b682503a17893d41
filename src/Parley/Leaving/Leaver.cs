using Microsoft.Extensions.Logging;

namespace Parley.Leaving;

/// <summary>Looks for accounts whose waiting time is over.</summary>
internal sealed class Leaver(DeleteAccount delete, ILogger<Leaver> logger) : EveryMinute(logger)
{
    protected override Task LookAsync(CancellationToken cancel) => delete.HandleAsync(cancel);
}
