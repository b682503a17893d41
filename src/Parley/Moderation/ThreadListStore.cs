using Parley.Storage;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Moderation;

/// <summary>A discussion, as staff see it in a list.</summary>
/// <param name="Held">How many of its comments wait.</param>
internal sealed record ThreadLine(StoryLine Story, CommentThread Thread, int Held)
{
    public int Comments => Thread.CommentCount;
}

/// <summary>The discussions of a site, the liveliest first.</summary>
internal sealed class ThreadListStore(Database database)
{
    public const int OnPage = 50;

    /// <param name="within">The stories that whoever asks may moderate.</param>
    public Task<(List<ThreadLine> Threads, TimeCursor? Next)> ListAsync(
        SiteId site,
        TimeCursor? after,
        StorySections within,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                var from = after ?? new TimeCursor(DateTimeOffset.MaxValue, Guid.Empty);
                var places = await scope.ListAsync(
                    $"""
                    SELECT t.id, t.at FROM
                        (SELECT id, coalesce(last_activity, opened_at) AS at FROM comment_thread h WHERE h.site_id = @site{within.And(
                        "h.id"
                    )}) t
                    WHERE t.at < @at OR (t.at = @at AND t.id > @id) ORDER BY t.at DESC, t.id LIMIT @most
                    """,
                    [("@site", site), ("@at", from.At), ("@id", from.Id), ("@most", OnPage + 1), .. within.Parameters],
                    row => new TimeCursor(row.Time(1), row.Guid(0)),
                    cancel
                );
                TimeCursor? next = places.Count > OnPage ? places[OnPage - 1] : null;
                return (await FillAsync(scope, site, [.. places.Take(OnPage).Select(place => place.Id)], cancel), next);
            },
            cancel
        );

    /// <summary>How many comments of one discussion wait.</summary>
    public Task<int> CountHeldAsync(SiteId site, Guid thread, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                (int)
                    await scope.FirstAsync(
                        "SELECT count(*) FROM comment WHERE site_id = @site AND state = 1 AND thread_id = @thread",
                        [("@site", site), ("@thread", thread)],
                        row => row.Long(0),
                        cancel
                    ),
            cancel
        );

    private static async Task<List<ThreadLine>> FillAsync(DbScope scope, SiteId site, List<Guid> ids, CancellationToken cancel)
    {
        var stories = await CaseStore.FindStoriesAsync(scope, site, ids, cancel);
        var held = await CountHeldAsync(scope, site, ids, cancel);
        var lines = new List<ThreadLine>();
        foreach (var id in ids)
        {
            if (await ThreadStore.FindAsync(scope, site, id, cancel) is { } thread)
                lines.Add(new ThreadLine(stories[id], thread, held.GetValueOrDefault(id)));
        }

        return lines;
    }

    private static async Task<Dictionary<Guid, int>> CountHeldAsync(
        DbScope scope,
        SiteId site,
        List<Guid> threads,
        CancellationToken cancel
    )
    {
        if (threads.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("t", threads);
        var rows = await scope.ListAsync(
            $"""
            SELECT thread_id, count(*) FROM comment
            WHERE site_id = @site AND state = 1 AND thread_id IN ({names}) GROUP BY thread_id
            """,
            [("@site", site), .. parameters],
            row => (Thread: row.Guid(0), Count: (int)row.Long(1)),
            cancel
        );
        return rows.ToDictionary(row => row.Thread, row => row.Count);
    }
}
