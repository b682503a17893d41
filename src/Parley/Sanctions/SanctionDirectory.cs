using System.Collections.Concurrent;
using Parley.Events;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>Which writers are stopped, in memory: every post asks. It forgets a reader whose standing has changed.</summary>
internal sealed class SanctionDirectory(Database database) : IMemoryFollower
{
    private const int MostReaders = 50_000;

    private readonly ConcurrentDictionary<(SiteId, Guid), bool> stopped = new();

    public async ValueTask<bool> IsStoppedAsync(SiteId site, Guid reader, CancellationToken cancel)
    {
        if (stopped.TryGetValue((site, reader), out var known))
            return known;
        var found = await database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT 1 FROM sanction WHERE site_id = @site AND reader_id = @reader AND lifted_at IS NULL LIMIT 1",
                    [("@site", site), ("@reader", reader)],
                    row => row.Int(0),
                    cancel
                ),
            cancel
        );
        if (stopped.Count >= MostReaders)
            stopped.Clear();
        return stopped[(site, reader)] = found == 1;
    }

    /// <summary>Forgets what is known of a reader, so that the next post asks again.</summary>
    public void Forget(SiteId site, Guid reader) => stopped.TryRemove((site, reader), out _);

    public void Apply(Event happened)
    {
        if (happened is { Kind: EventKind.ReaderChanged, SubjectId: { } reader })
            Forget(happened.Site, reader);
    }
}
