using Microsoft.Extensions.Logging;
using Parley.Staff;

namespace Parley.Leaving;

/// <summary>Looks for accounts whose waiting time is over, and forgets invitations that have run out.</summary>
internal sealed class Leaver(DeleteAccount delete, InvitationStore invitations, ILogger<Leaver> logger) : EveryMinute(logger)
{
    protected override async Task LookAsync(CancellationToken cancel)
    {
        // What cannot be deleted keeps no invitation longer.
        (string Name, Func<Task> Do)[] all =
        [
            ("accounts", () => delete.HandleAsync(cancel)),
            ("invitations", () => invitations.SweepAsync(cancel)),
        ];
        await ForEachAsync(all, one => one.Name, one => one.Do(), cancel);
    }
}
