using Parley.Events;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>
/// A reader says that they have read a warning: then they may write again. When they said so is kept. One that holds on all sites
/// is read on all by that.
/// </summary>
internal sealed class ReadWarning(Database database, SanctionDirectory directory, SiteDirectory sites, TimeProvider clock)
{
    /// <returns>What is wrong; null once it is read, now or before.</returns>
    public async Task<Problem?> HandleAsync(Reader reader, Guid id, CancellationToken cancel)
    {
        var all = await sites.ListAsync();
        var parts = new List<(SiteId Site, Guid Reader)>();
        var problem = await database.WriteAsync<Problem?>(
            async scope =>
            {
                var now = clock.GetUtcNow();
                // Somebody else's is none to whoever asks.
                if (
                    await SanctionStore.FindAsync(scope, reader.Site, id, cancel) is not { Kind: SanctionKind.Warning } warning
                    || warning.ReaderId != reader.Id
                )
                    return Problems.WarningNotFound;
                if (warning.EverywhereId is not { } everywhere)
                {
                    await ReadAsync(scope, reader.Site, warning, now, parts, cancel);
                    return null;
                }

                await AccountSanctionStore.LockAsync(scope, everywhere, cancel);
                await AccountSanctionStore.ReadAsync(scope, everywhere, now, cancel);
                foreach (var site in all.OrderBy(one => one.Id.Value))
                {
                    if (await SanctionStore.FindPartAsync(scope, site.Id, everywhere, cancel) is { } part)
                        await ReadAsync(scope, site.Id, part, now, parts, cancel);
                }

                return null;
            },
            cancel
        );
        foreach (var (site, who) in parts)
            directory.Forget(site, who);
        return problem;
    }

    private static async Task ReadAsync(
        DbScope scope,
        SiteId site,
        Sanction warning,
        DateTimeOffset now,
        List<(SiteId Site, Guid Reader)> parts,
        CancellationToken cancel
    )
    {
        if (await SanctionStore.ReadAsync(scope, site, warning.Id, warning.ReaderId, now, cancel) == 1)
            await EventLog.AppendAsync(scope, site, EventKind.ReaderChanged, now, cancel, subjectId: warning.ReaderId);
        parts.Add((site, warning.ReaderId));
    }
}
