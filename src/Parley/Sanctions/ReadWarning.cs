using Parley.Events;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>A reader says that they have read a warning: then they may write again. When they said so is kept.</summary>
internal sealed class ReadWarning(Database database, SanctionDirectory directory, TimeProvider clock)
{
    /// <returns>What is wrong; null once it is read, now or before.</returns>
    public async Task<Problem?> HandleAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        var site = reader.Site;
        var problem = await database.WriteAsync<Problem?>(
            async scope =>
            {
                var now = clock.GetUtcNow();
                if (await SanctionStore.ReadAsync(scope, site, id, reader.Id, now, cancel) == 1)
                    await EventLog.AppendAsync(scope, site, EventKind.ReaderChanged, now, cancel, subjectId: reader.Id);
                // Somebody else's is none to whoever asks.
                else if (
                    await SanctionStore.FindAsync(scope, site, id, cancel) is not { Kind: SanctionKind.Warning } warning
                    || warning.ReaderId != reader.Id
                )
                    return Problems.WarningNotFound;
                return null;
            },
            cancel
        );
        directory.Forget(site, reader.Id);
        return problem;
    }
}
