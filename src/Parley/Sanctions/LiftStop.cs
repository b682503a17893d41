using Parley.Events;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>
/// Lifts a stop, as though it had never been: the writer's next words pass or wait by the checks alone. What came in meanwhile
/// still waits, because nobody has read it yet.
/// </summary>
internal sealed class LiftStop(Database database, SanctionDirectory directory, TimeProvider clock)
{
    /// <returns>Whether there was a stop to lift.</returns>
    public async Task<bool> HandleAsync(SiteId site, Guid writer, CancellationToken cancel)
    {
        var wasStopped = await database.WriteAsync(
            async scope =>
            {
                var now = clock.GetUtcNow();
                if (await SanctionStore.LiftAsync(scope, site, writer, now, cancel) == 0)
                    return false;
                await EventLog.AppendAsync(scope, site, EventKind.ReaderChanged, now, cancel, subjectId: writer);
                return true;
            },
            cancel
        );
        directory.Forget(site, writer);
        return wasStopped;
    }
}
