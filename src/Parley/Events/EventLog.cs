using Parley.Storage;

namespace Parley.Events;

/// <summary>The one append-only table of what happened. A change and its event are written in one transaction.</summary>
internal sealed class EventLog(Database database)
{
    /// <summary>Says that something happened, in the transaction of the change itself.</summary>
    /// <param name="number">The thread's next public number, or none for what the public may not know.</param>
    public static Task AppendAsync(
        DbScope scope,
        SiteId site,
        EventKind kind,
        DateTimeOffset at,
        CancellationToken cancel,
        Guid? threadId = null,
        long? number = null,
        Guid? subjectId = null,
        bool isQuiet = false
    )
    {
        scope.Changes.Add(new Event(default, site, kind, threadId, number, subjectId, at, isQuiet));
        return scope.ExecuteAsync(
            """
            INSERT INTO event (site_id, kind, thread_id, number, subject_id, at, is_quiet)
            VALUES (@site, @kind, @thread, @number, @subject, @at, @quiet)
            """,
            [
                ("@site", site),
                ("@kind", kind),
                ("@thread", threadId),
                ("@number", number),
                ("@subject", subjectId),
                ("@at", at),
                ("@quiet", isQuiet),
            ],
            cancel
        );
    }

    /// <summary>The place after everything that is kept now.</summary>
    public Task<Bookmark> FindEndAsync(CancellationToken cancel) =>
        database.ReadAsync(
            scope => scope.FirstAsync(scope.Dialect.LastEvent, [], row => new Bookmark(row.Long(0), row.Long(1)), cancel),
            cancel
        );

    /// <summary>What happened after a bookmark, in order. Of every site: a follower serves them all.</summary>
    public Task<List<Event>> ReadAsync(Bookmark after, int most, CancellationToken cancel) =>
        database.ReadAsync(scope => ReadAsync(scope, after, most, cancel), cancel);

    /// <summary>
    /// What is committed after a bookmark though something may yet come before it: for those who mind neither the order nor
    /// hearing it again. An import's open transaction would otherwise keep them waiting.
    /// </summary>
    public Task<List<Event>> ReadOutOfOrderAsync(Bookmark after, int most, CancellationToken cancel) =>
        database.Engine.Dialect.EventsOutOfOrder is { } condition
            ? database.ReadAsync(scope => ReadAsync(scope, condition, after, most, cancel), cancel)
            : Task.FromResult<List<Event>>([]);

    /// <inheritdoc cref="ReadAsync(Bookmark, int, CancellationToken)"/>
    public static Task<List<Event>> ReadAsync(DbScope scope, Bookmark after, int most, CancellationToken cancel) =>
        ReadAsync(scope, scope.Dialect.EventsAfterBookmark, after, most, cancel);

    private static Task<List<Event>> ReadAsync(
        DbScope scope,
        string condition,
        Bookmark after,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"""
            SELECT {scope.Dialect.EventTransaction}, id, site_id, kind, thread_id, number, subject_id, at, is_quiet
            FROM event WHERE {condition} ORDER BY {scope.Dialect.EventOrder} LIMIT @most
            """,
            [("@tx", after.Tx), ("@id", after.Id), ("@most", most)],
            row => new Event(
                new Bookmark(row.Long(0), row.Long(1)),
                new SiteId(row.Int(2)),
                (EventKind)row.Int(3),
                row.GuidOrNull(4),
                row.LongOrNull(5),
                row.GuidOrNull(6),
                row.Time(7),
                row.Bool(8)
            ),
            cancel
        );
}
