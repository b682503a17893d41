using Parley.Comments;
using Parley.Events;
using Parley.Storage;

namespace Parley.Live;

/// <summary>Reads what changed in a thread by the thread's own numbers, which no two changes share and no change skips.</summary>
internal sealed class LiveReader(Database database)
{
    /// <summary>The most that is told of at once. Whoever has missed more reads the page anew.</summary>
    public const int Most = 1_000;

    /// <summary>
    /// What changed after a number, as it stands now: a comment that was published and has been held or taken down since is told of
    /// as gone, and never shows. Null where there is no such thread.
    /// </summary>
    public Task<LiveNews?> ReadAsync(SiteId site, Guid thread, long after, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                // First: what has a number up to this one is seen by the next statement.
                var stand = await scope.FirstAsync(
                    "SELECT version, comment_count FROM comment_thread WHERE site_id = @site AND id = @thread",
                    [("@site", site), ("@thread", thread)],
                    row => ((long, int)?)(row.Long(0), row.Int(1)),
                    cancel
                );
                if (stand is not var (version, count))
                    return null;
                if (after == version)
                    return new LiveNews(version, count, []);
                if (after > version)
                    return new LiveNews(version, count, [], IsReset: true);
                var read = await ReadAsync(scope, site, thread, after, cancel);
                if (read.Count > Most)
                    return new LiveNews(version, count, [], IsReset: true);
                return read is [.., var (last, countThen)]
                    ? new LiveNews(last.Number, countThen, WithoutQuiet([.. read.Select(one => one.Change)]))
                    : new LiveNews(version, count, []);
            },
            cancel
        );

    // The count comes with the changes, in one statement: what was published since the thread was looked at is in both or in neither.
    private static Task<List<(LiveChange Change, int Count)>> ReadAsync(
        DbScope scope,
        SiteId site,
        Guid thread,
        long after,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT e.number, e.kind, e.is_quiet, e.subject_id, c.parent_id, c.state, c.appreciations, t.comment_count
            FROM event e JOIN comment_thread t ON t.site_id = e.site_id AND t.id = e.thread_id
            LEFT JOIN comment c ON c.site_id = e.site_id AND c.id = e.subject_id
            WHERE e.site_id = @site AND e.thread_id = @thread AND e.number > @after
            ORDER BY e.number LIMIT @most
            """,
            [("@site", site), ("@thread", thread), ("@after", after), ("@most", Most + 1)],
            row =>
            {
                var isPublic = !row.IsNull(5) && (CommentState)row.Int(5) == CommentState.Published;
                var kind = row.Bool(2) ? LiveKind.Quiet : KindOf((EventKind)row.Int(1), isPublic);
                var change = new LiveChange(
                    row.Long(0),
                    kind,
                    kind is LiveKind.Quiet or LiveKind.Opened or LiveKind.Closed ? null : row.GuidOrNull(3),
                    kind is LiveKind.Published ? row.GuidOrNull(4) : null,
                    kind is LiveKind.Reacted ? row.Int(6) : null,
                    kind is LiveKind.Published or LiveKind.Gone ? row.Int(7) : null
                );
                return (change, row.Int(7));
            },
            cancel
        );

    private static LiveKind KindOf(EventKind kind, bool isPublic) =>
        kind switch
        {
            EventKind.ThreadOpened => LiveKind.Opened,
            EventKind.ThreadClosed => LiveKind.Closed,
            EventKind.CommentPublished when isPublic => LiveKind.Published,
            EventKind.CommentEdited when isPublic => LiveKind.Edited,
            EventKind.CommentReacted when isPublic => LiveKind.Reacted,
            // What was published and is not public now is told of as gone, and never shows.
            _ => kind.IsOfWords() || kind == EventKind.CommentReacted ? LiveKind.Gone : LiveKind.Quiet,
        };

    private static List<LiveChange> WithoutQuiet(List<LiveChange> read) =>
        [
            .. read.Where(
                (change, i) => change.Kind != LiveKind.Quiet || i + 1 == read.Count || read[i + 1].Kind != LiveKind.Quiet
            ),
        ];
}
