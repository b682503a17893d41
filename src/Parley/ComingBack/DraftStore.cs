using Parley.Storage;
using Parley.Threads;

namespace Parley.ComingBack;

/// <param name="Id">The id that the comment will have.</param>
/// <param name="ParentId">The comment that it answers; null for one that stands by itself.</param>
internal sealed record Draft(Guid Id, Guid? ParentId, string Body);

/// <summary>What readers have begun to write, kept until it is sent: for the reader alone, on every device.</summary>
internal sealed class DraftStore(Database database, TimeProvider clock) : IKeptForATime
{
    /// <summary>For how long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    /// <summary>The most that are kept for one reader; the oldest goes.</summary>
    public const int Most = 50;

    /// <summary>Those of a thread that were not sent, the latest first.</summary>
    public Task<List<Draft>> ListAsync(SiteId site, Guid reader, Guid thread, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT d.comment_id, d.parent_id, d.body FROM draft d
                    WHERE d.site_id = @site AND d.reader_id = @reader AND d.thread_id = @thread AND d.kept_at >= @oldest
                        AND NOT EXISTS (SELECT 1 FROM comment c WHERE c.site_id = d.site_id AND c.id = d.comment_id)
                    ORDER BY d.kept_at DESC
                    """,
                    [("@site", site), ("@reader", reader), ("@thread", thread), ("@oldest", clock.GetUtcNow() - Kept)],
                    row => new Draft(row.Guid(0), row.Guid(1) is var parent && parent == default ? null : parent, row.Text(2)),
                    cancel
                ),
            cancel
        );

    /// <summary>Keeps a draft in the place of what stood there.</summary>
    /// <returns>False where there is no such thread.</returns>
    public Task<bool> KeepAsync(SiteId site, Guid reader, Guid thread, Draft draft, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                if (await ThreadStore.FindAsync(scope, site, thread, cancel) is null)
                    return false;
                var now = clock.GetUtcNow();
                await scope.ExecuteAsync(
                    """
                    INSERT INTO draft (site_id, reader_id, thread_id, parent_id, comment_id, body, kept_at)
                    VALUES (@site, @reader, @thread, @parent, @id, @body, @now)
                    ON CONFLICT (site_id, reader_id, thread_id, parent_id) DO UPDATE SET
                        comment_id = excluded.comment_id, body = excluded.body, kept_at = excluded.kept_at
                    """,
                    [
                        ("@site", site),
                        ("@reader", reader),
                        ("@thread", thread),
                        ("@parent", draft.ParentId ?? Guid.Empty),
                        ("@id", draft.Id),
                        ("@body", draft.Body),
                        ("@now", now),
                    ],
                    cancel
                );
                await scope.ExecuteAsync(
                    """
                    DELETE FROM draft WHERE site_id = @site AND reader_id = @reader AND kept_at <
                        (SELECT kept_at FROM draft WHERE site_id = @site AND reader_id = @reader ORDER BY kept_at DESC LIMIT 1 OFFSET @last)
                    """,
                    [("@site", site), ("@reader", reader), ("@last", Most - 1)],
                    cancel
                );
                return true;
            },
            cancel
        );

    /// <summary>Forgets those that nobody has sent for long.</summary>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM draft WHERE site_id IN (SELECT id FROM site) AND kept_at < @oldest",
                    [("@oldest", clock.GetUtcNow() - Kept)],
                    cancel
                ),
            cancel
        );

    /// <summary>It was sent, or its writer took the words out. Only where it is still this one.</summary>
    public Task DropAsync(SiteId site, Guid reader, Guid thread, Guid id, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    DELETE FROM draft WHERE site_id = @site AND reader_id = @reader AND thread_id = @thread AND comment_id = @id
                    """,
                    [("@site", site), ("@reader", reader), ("@thread", thread), ("@id", id)],
                    cancel
                ),
            cancel
        );
}
