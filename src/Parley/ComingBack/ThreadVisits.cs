using Parley.Storage;
using Parley.Threads;

namespace Parley.ComingBack;

/// <summary>Where a reader was in a thread when they were last there.</summary>
/// <param name="Since">The last event that they had seen when the visit before this one ended; null on the first visit.</param>
/// <param name="SinceAt">When that was.</param>
/// <param name="Folded">The comments whose replies they folded.</param>
internal sealed record ThreadVisit(long? Since, DateTimeOffset? SinceAt, IReadOnlyList<Guid> Folded);

/// <summary>Up to where readers have read, so that whoever comes back finds what is new.</summary>
internal sealed class ThreadVisits(Database database, TimeProvider clock)
{
    /// <summary>Who looks again within this time is still there: what was new to them stays new.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromMinutes(30);

    /// <summary>The most branches that are remembered as folded in one thread.</summary>
    public const int MostFolded = 200;

    /// <summary>Notes that the reader sees the thread up to a number, and says where they were before.</summary>
    /// <param name="number">What the page shows; where it is more than the thread has, what the thread has.</param>
    /// <returns>Null where there is no such thread.</returns>
    public Task<ThreadVisit?> ComeAsync(SiteId site, Guid reader, Guid thread, long number, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                if (await ThreadStore.FindAsync(scope, site, thread, cancel) is not { } found)
                    return null;
                var now = clock.GetUtcNow();
                return await scope.FirstAsync(
                    """
                    INSERT INTO thread_visit (site_id, reader_id, thread_id, seen_number, seen_at)
                    VALUES (@site, @reader, @thread, @number, @now)
                    ON CONFLICT (site_id, reader_id, thread_id) DO UPDATE SET
                        since_number = CASE WHEN thread_visit.seen_at < @border THEN thread_visit.seen_number ELSE thread_visit.since_number END,
                        since_at = CASE WHEN thread_visit.seen_at < @border THEN thread_visit.seen_at ELSE thread_visit.since_at END,
                        seen_number = CASE WHEN thread_visit.seen_number > excluded.seen_number
                            THEN thread_visit.seen_number ELSE excluded.seen_number END,
                        seen_at = excluded.seen_at
                    RETURNING since_number, since_at, folded
                    """,
                    [
                        ("@site", site),
                        ("@reader", reader),
                        ("@thread", thread),
                        ("@number", Math.Min(number, found.Version)),
                        ("@now", now),
                        ("@border", now - Gap),
                    ],
                    row => new ThreadVisit(
                        row.IsNull(0) ? null : row.Long(0),
                        row.IsNull(1) ? null : row.Time(1),
                        row.IsNull(2) ? [] : ReadIds(row.Text(2))
                    ),
                    cancel
                );
            },
            cancel
        );

    /// <summary>Remembers which branches are folded, for who has been here.</summary>
    public Task FoldAsync(SiteId site, Guid reader, Guid thread, IReadOnlyList<Guid> folded, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE thread_visit SET folded = @folded WHERE site_id = @site AND reader_id = @reader AND thread_id = @thread",
                    [
                        ("@folded", folded.Count == 0 ? null : string.Join(' ', folded)),
                        ("@site", site),
                        ("@reader", reader),
                        ("@thread", thread),
                    ],
                    cancel
                ),
            cancel
        );

    private static List<Guid> ReadIds(string text) => [.. text.Split(' ').Select(Guid.Parse)];
}
