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

    private const string ByAppreciations = """
        SELECT id FROM comment WHERE site_id = @site AND thread_id = @thread AND branch = 0 AND stands
        ORDER BY appreciations DESC, position
        """;

    private readonly ConcurrentDictionary<string, Ranking> kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(SiteId, Guid, ReadingOrder), Ranking> latest = new();

    /// <summary>The ranking of that name; without a name, or where it is forgotten, the present one.</summary>
    public async Task<Ranking> FindAsync(
        DbScope scope,
        CommentThread thread,
        ReadingOrder order,
        string? name,
        CancellationToken cancel
    )
    {
        if (name is not null && kept.TryGetValue(Key(thread, order, name), out var named))
            return named;
        var whose = (thread.Site, thread.Id, order);
        if (latest.TryGetValue(whose, out var present) && present.Version == thread.Version)
            return present;
        var ids =
            order == ReadingOrder.Discussed
                ? await RankByRepliesAsync(scope, thread, cancel)
                : await scope.ListAsync(
                    ByAppreciations,
                    [("@site", thread.Site), ("@thread", thread.Id)],
                    row => row.Guid(0),
                    cancel
                );
        var made = new Ranking($"{thread.Version:x}", ids, clock.GetUtcNow(), thread.Version);
        Forget();
        kept[Key(thread, order, made.Name)] = made;
        latest[whose] = made;
        return made;
    }

    // Two plain reads of an index, put together here: joined, they leave PostgreSQL to guess at a thread that was just imported.
    private static async Task<List<Guid>> RankByRepliesAsync(DbScope scope, CommentThread thread, CancellationToken cancel)
    {
        var tops = await scope.ListAsync(
            "SELECT id, position FROM comment WHERE site_id = @site AND thread_id = @thread AND branch = 0 AND stands ORDER BY position",
            [("@site", thread.Site), ("@thread", thread.Id)],
            row => (Id: row.Guid(0), Position: row.Long(1)),
            cancel
        );
        var counted = await scope.ListAsync(
            """
            SELECT branch, count(*) FROM comment
            WHERE site_id = @site AND thread_id = @thread AND branch > 0 AND stands GROUP BY branch
            """,
            [("@site", thread.Site), ("@thread", thread.Id)],
            row => (Branch: row.Long(0), Replies: row.Long(1)),
            cancel
        );
        var replies = counted.ToDictionary(row => row.Branch, row => row.Replies);
        return [.. tops.OrderByDescending(top => replies.GetValueOrDefault(top.Position)).Select(top => top.Id)];
    }

    private static string Key(CommentThread thread, ReadingOrder order, string name) =>
        $"{thread.Site}/{thread.Id}/{order.Key()}/{name}";

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
