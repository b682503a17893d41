using System.Collections.Concurrent;
using Parley.Storage;
using Parley.Threads;

namespace Parley.Reading;

/// <summary>The top-level comments of a thread in a ranked order, as they stood at one moment.</summary>
internal sealed record Ranking(string Name, IReadOnlyList<Guid> Ids, DateTimeOffset MadeAt, long Version);

/// <summary>
/// Rankings that readers are walking through. They are kept, so that nothing is shown twice or left out while counts move; each
/// cursor names its own.
/// </summary>
internal sealed class Rankings(TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    // Ten thousand comments are 160 kB: some tens of megabytes at the worst.
    private const int MostKept = 256;

    private readonly ConcurrentDictionary<string, Ranking> kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(SiteId, Guid), Ranking> latest = new();

    /// <summary>The ranking of that name; without a name, or where it is forgotten, the present one.</summary>
    public async Task<Ranking> FindAsync(DbScope scope, CommentThread thread, string? name, CancellationToken cancel)
    {
        if (name is not null && kept.TryGetValue(Key(thread, name), out var named))
            return named;
        if (latest.TryGetValue((thread.Site, thread.Id), out var present) && present.Version == thread.Version)
            return present;
        var ids = await scope.ListAsync(
            """
            SELECT id FROM comment WHERE site_id = @site AND thread_id = @thread AND branch = 0 AND stands
            ORDER BY appreciations DESC, position
            """,
            [("@site", thread.Site), ("@thread", thread.Id)],
            row => row.Guid(0),
            cancel
        );
        var made = new Ranking($"{thread.Version:x}", ids, clock.GetUtcNow(), thread.Version);
        Forget();
        kept[Key(thread, made.Name)] = made;
        latest[(thread.Site, thread.Id)] = made;
        return made;
    }

    private static string Key(CommentThread thread, string name) => $"{thread.Site}/{thread.Id}/{name}";

    private void Forget()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, ranking) in kept)
        {
            if (now - ranking.MadeAt > Kept)
                kept.TryRemove(key, out _);
        }

        foreach (var (key, ranking) in latest)
        {
            if (now - ranking.MadeAt > Kept)
                latest.TryRemove(key, out _);
        }

        while (kept.Count >= MostKept && kept.MinBy(one => one.Value.MadeAt) is { Key: { } oldest })
            kept.TryRemove(oldest, out _);
    }
}
