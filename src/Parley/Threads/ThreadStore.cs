using Parley.Storage;

namespace Parley.Threads;

/// <summary>The threads of stories.</summary>
internal sealed class ThreadStore(Database database)
{
    private const string Columns = "site_id, id, opened_at, closed_at, comment_count, version, last_activity";

    public Task<CommentThread?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, cancel), cancel);

    public static Task<CommentThread?> FindAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM comment_thread WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id)],
            Read,
            cancel
        );

    /// <summary>Those of these threads that are there, by id.</summary>
    public Task<Dictionary<Guid, CommentThread>> FindAsync(
        SiteId site,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) =>
        ids.Count == 0
            ? Task.FromResult(new Dictionary<Guid, CommentThread>())
            : database.ReadAsync(
                async scope =>
                {
                    var (names, parameters) = DbScope.In("id", ids);
                    var found = await scope.ListAsync(
                        $"SELECT {Columns} FROM comment_thread WHERE site_id = @site AND id IN ({names})",
                        [("@site", site), .. parameters],
                        Read,
                        cancel
                    );
                    return found.ToDictionary(thread => thread.Id);
                },
                cancel
            );

    /// <summary>Makes the thread of a story that has none yet. Does nothing where it is there.</summary>
    public static Task AddAsync(DbScope scope, SiteId site, Guid id, DateTimeOffset openedAt, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO comment_thread (site_id, id, opened_at, comment_count, version, last_position)
            VALUES (@site, @id, @at, 0, 0, 0) ON CONFLICT DO NOTHING
            """,
            [("@site", site), ("@id", id), ("@at", openedAt)],
            cancel
        );

    /// <summary>Locks a thread, then reads it as it is after the wait; null where there is none.</summary>
    public static async Task<CommentThread?> LockAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            "SELECT 1 FROM comment_thread WHERE site_id = @site AND id = @id" + scope.Dialect.ForUpdate,
            [("@site", site), ("@id", id)],
            cancel
        );
        return await FindAsync(scope, site, id, cancel);
    }

    /// <summary>Says in a locked thread's row whether it is closed. The public sees the difference, so its version goes up by one.</summary>
    public static Task SetClosedAsync(
        DbScope scope,
        CommentThread thread,
        DateTimeOffset? closedAt,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            "UPDATE comment_thread SET closed_at = @closed, version = version + 1 WHERE site_id = @site AND id = @id",
            [("@closed", closedAt), ("@site", thread.Site), ("@id", thread.Id)],
            cancel
        );

    /// <summary>How many comments the public sees in each thread; a thread that is not there is not in the answer.</summary>
    public Task<Dictionary<Guid, int>> CountAsync(SiteId site, IReadOnlyCollection<Guid> ids, CancellationToken cancel) =>
        ids.Count == 0
            ? Task.FromResult(new Dictionary<Guid, int>())
            : database.ReadAsync(
                async scope =>
                {
                    var (names, parameters) = DbScope.In("id", ids);
                    var rows = await scope.ListAsync(
                        $"SELECT id, comment_count FROM comment_thread WHERE site_id = @site AND id IN ({names})",
                        [("@site", site), .. parameters],
                        row => (Id: row.Guid(0), Count: row.Int(1)),
                        cancel
                    );
                    return rows.ToDictionary(row => row.Id, row => row.Count);
                },
                cancel
            );

    private static CommentThread Read(Row row) =>
        new(new SiteId(row.Int(0)), row.Guid(1), row.Time(2), row.TimeOrNull(3), row.Int(4), row.Long(5), row.TimeOrNull(6));
}
