using Parley.Comments;
using Parley.HouseRules;
using Parley.Markup;
using Parley.Mutes;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;
using Parley.Sourcing;
using Parley.Storage;

namespace Parley.Notifications;

/// <summary>
/// What readers are told of, joined to the comments as they are now: what is public no longer, or by
/// somebody whom the reader has muted, is in no list and no count.
/// </summary>
internal sealed class NotificationStore(Database database, TimeProvider clock) : IUnreadCount, IKeptForATime
{
    /// <summary>How long one is kept that was read, from when it was.</summary>
    public static readonly TimeSpan ReadKeptFor = TimeSpan.FromDays(90);

    /// <summary>How long one is kept that nobody has read: whoever comes once a year is told.</summary>
    public static readonly TimeSpan UnreadKeptFor = TimeSpan.FromDays(365);

    public const int AtOnce = 30;

    // In one sweep, of which there is one a minute.
    private const int MostForgotten = 5_000;

    /// <summary>The most names that are offered at once.</summary>
    private const int MostNames = 8;

    // Each letter that is typed asks. Whoever wrote longer ago is found by writing the whole name.
    private const int MostLookedAt = 1_000;

    // More are said as "so many, or more".
    private const int MostCounted = 100;

    // What may be told of now: the comment is public, or waits and was answered for its writer, what was told of as a pick still is one, and the claim is in no draft alone.
    private const string IsSo = $"""
        (c.state = 0 OR c.state = 1 AND n.kind = 4 AND n.reader_id = c.author_id) AND (n.kind <> 3 OR c.picked_at IS NOT NULL) AND (n.kind <> 5 OR EXISTS (
            SELECT 1 FROM claim c WHERE c.site_id = @site AND c.id = n.about_id AND {SourcingStore.IsPublicClaim}))
        """;

    // And it is by nobody whom its reader has muted.
    private static readonly string IsTold = $"{IsSo} AND {MuteStore.IsHeard("c.author_id")}";

    /// <param name="before">Where the part before ended.</param>
    public Task<NotificationSlice> ListAsync(SiteId site, Guid reader, TimeCursor before, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var rows = await scope.ListAsync(
                    $"""
                    SELECT n.comment_id, n.kind, n.at, n.read_at, n.about_id FROM notification n
                    JOIN comment c ON c.site_id = n.site_id AND c.id = n.comment_id
                    WHERE n.site_id = @site AND n.reader_id = @reader AND {IsTold} AND (n.at, n.comment_id) < (@at, @id)
                    ORDER BY n.at DESC, n.comment_id DESC LIMIT @most
                    """,
                    [("@site", site), ("@reader", reader), ("@at", before.At), ("@id", before.Id), ("@most", AtOnce + 1)],
                    ReadRow,
                    cancel
                );
                var isMore = rows.Count > AtOnce;
                if (isMore)
                    rows.RemoveAt(AtOnce);
                return new NotificationSlice(
                    await JoinAsync(scope, site, rows, cancel),
                    isMore ? new TimeCursor(rows[^1].At, rows[^1].Id) : null
                );
            },
            cancel
        );

    public Task<int> CountUnreadAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    $"""
                    SELECT count(*) FROM (SELECT 1 FROM (SELECT 1 FROM report r WHERE r.site_id = @site AND r.reader_id = @reader
                        AND r.settled_at IS NOT NULL AND {ReportStore.IsUnread} LIMIT @most) told
                        UNION ALL
                        SELECT 1 FROM notification n JOIN comment c ON c.site_id = n.site_id AND c.id = n.comment_id
                        WHERE n.site_id = @site AND n.reader_id = @reader AND n.read_at IS NULL AND {IsTold} LIMIT @most) unread
                    """,
                    [("@site", site), ("@reader", reader), ("@most", MostCounted)],
                    row => row.Int(0),
                    cancel
                ),
            cancel
        );

    /// <summary>
    /// Marks all as read that is shown now. What comes back later was not seen, and is unread; what muted readers wrote is read with
    /// the rest, or whoever unmutes them would be told of old quarrels.
    /// </summary>
    public Task MarkReadAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                (string, object?)[] whose = [("@now", clock.GetUtcNow()), ("@site", site), ("@reader", reader)];
                await scope.ExecuteAsync(
                    $"""
                    UPDATE notification AS n SET read_at = @now WHERE n.site_id = @site AND n.reader_id = @reader AND n.read_at IS NULL
                        AND EXISTS (SELECT 1 FROM comment c WHERE c.site_id = @site AND c.id = n.comment_id AND {IsSo})
                    """,
                    whose,
                    cancel
                );
                await scope.ExecuteAsync(
                    $"""
                    UPDATE report SET read_at = @now
                    WHERE site_id = @site AND reader_id = @reader AND settled_at IS NOT NULL AND {ReportStore.IsUnread}
                    """,
                    whose,
                    cancel
                );
            },
            cancel
        );

    /// <summary>Forgets what was read long ago, and what nobody has read for longer.</summary>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var now = clock.GetUtcNow();
                // Two statements, each along its own index.
                await ForgetAsync(scope, "read_at IS NOT NULL AND read_at < @oldest", now - ReadKeptFor, cancel);
                await ForgetAsync(scope, "read_at IS NULL AND at < @oldest", now - UnreadKeptFor, cancel);
            },
            cancel
        );

    // A part at a time: where years have gathered, nobody who posts waits for all of them.
    private static Task ForgetAsync(DbScope scope, string which, DateTimeOffset oldest, CancellationToken cancel) =>
        scope.ExecuteAsync(
            $"""
            DELETE FROM notification WHERE (site_id, reader_id, comment_id, about_id) IN (
                SELECT site_id, reader_id, comment_id, about_id FROM notification
                WHERE site_id IN (SELECT id FROM site) AND {which} LIMIT @most)
            """,
            [("@oldest", oldest), ("@most", MostForgotten)],
            cancel
        );

    /// <summary>What came of a reader's own reports, the latest first.</summary>
    public Task<List<ReportTold>> ListReportsAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT r.comment_id, c.thread_id, r.settled_at, r.outcome, r.ground, r.code, r.read_at, r.rule_number, r.rules_version, r.ground_law
                    FROM report r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
                    WHERE r.site_id = @site AND r.reader_id = @reader AND r.settled_at IS NOT NULL
                    ORDER BY r.settled_at DESC, r.id DESC LIMIT @most
                    """,
                    [("@site", site), ("@reader", reader), ("@most", AtOnce)],
                    row => new ReportTold(
                        row.Guid(0),
                        row.Guid(1),
                        row.Time(2),
                        row.IsNull(3) ? ReportOutcome.Kept : (ReportOutcome)row.Int(3),
                        row.TextOrNull(4) is { } name
                            ? new CitedRule(row.Int(7), name, row.Int(8)) { Law = row.TextOrNull(9) }
                            : null,
                        row.Text(5),
                        row.TimeOrNull(6) >= row.Time(2)
                    ),
                    cancel
                ),
            cancel
        );

    /// <summary>What a letter tells: of its span what is unread and so now, the oldest first.</summary>
    public Task<List<Notification>> ListForLetterAsync(SiteId site, LetterSpan span, int most, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var rows = await scope.ListAsync(
                    $"""
                    SELECT n.comment_id, n.kind, n.at, n.read_at, n.about_id FROM notification n
                    JOIN comment c ON c.site_id = n.site_id AND c.id = n.comment_id
                    WHERE n.site_id = @site AND n.reader_id = @reader AND n.thread_id = @thread AND n.at > @after AND n.at <= @until
                        AND n.read_at IS NULL AND {IsTold} ORDER BY n.at LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@reader", span.Reader),
                        ("@thread", span.Thread),
                        ("@after", span.After),
                        ("@until", span.Until),
                        ("@most", most),
                    ],
                    ReadRow,
                    cancel
                );
                var told = await JoinAsync(scope, site, rows, cancel);
                return told.OrderBy(one => one.Read.Comment.Position).ToList();
            },
            cancel
        );

    public Task<string?> FindStopCodeAsync(SiteId site, Guid reader, Guid thread, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT stop_code FROM thread_letters WHERE site_id = @site AND reader_id = @reader AND thread_id = @thread",
                    [("@site", site), ("@reader", reader), ("@thread", thread)],
                    row => row.Text(0),
                    cancel
                ),
            cancel
        );

    /// <summary>Whose letters about which thread a link in one of them stops.</summary>
    public Task<(Guid Reader, Guid Thread)?> FindByStopCodeAsync(SiteId site, string? code, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT reader_id, thread_id FROM thread_letters WHERE site_id = @site AND stop_code = @code",
                    [("@site", site), ("@code", code ?? "")],
                    row => ((Guid, Guid)?)(row.Guid(0), row.Guid(1)),
                    cancel
                ),
            cancel
        );

    /// <summary>
    /// Whom a reader may name in a thread, those who wrote last first: whoever has a public comment in it, by a name that is nobody
    /// else's there. Not themselves, and nobody whom they have muted.
    /// </summary>
    /// <param name="start">How the name begins, without its case; empty for all.</param>
    public async Task<List<string>> FindNamesAsync(
        SiteId site,
        Guid thread,
        Guid reader,
        string start,
        CancellationToken cancel
    )
    {
        var writers = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT r.id, r.name, r.skeleton, CASE WHEN {MuteStore.IsHeard(
                        "r.id"
                    )} THEN 0 ELSE 1 END FROM reader r JOIN (
                        SELECT f.author_id, max(f.at) AS last FROM (
                            SELECT site_id, comment_id, author_id, at FROM feed_entry
                            WHERE site_id = @site AND thread_id = @thread ORDER BY at DESC LIMIT @most) f
                        JOIN comment c ON c.site_id = f.site_id AND c.id = f.comment_id
                        WHERE c.state = 0 GROUP BY f.author_id) w ON w.author_id = r.id
                    WHERE r.site_id = @site AND r.kind NOT IN (2, 4) ORDER BY w.last DESC
                    """,
                    [("@site", site), ("@thread", thread), ("@reader", reader), ("@most", MostLookedAt)],
                    row => (Id: row.Guid(0), Name: row.Text(1), Look: row.Text(2), IsMuted: row.Int(3) == 1),
                    cancel
                ),
            cancel
        );
        var twice = writers.GroupBy(one => one.Look).Where(alike => alike.Count() > 1).Select(alike => alike.Key).ToHashSet();
        var folded = FoldedText.Of(start).Folded.TrimStart();
        return
        [
            .. writers
                .Where(one => one.Id != reader && !one.IsMuted && !twice.Contains(one.Look))
                .Select(one => one.Name)
                .Where(name => FoldedText.Of(name).Folded.StartsWith(folded, StringComparison.Ordinal))
                .Take(MostNames),
        ];
    }

    /// <summary>Stops letters about one thread. Those that are on their way are not written.</summary>
    public Task StopAsync(SiteId site, Guid reader, Guid thread, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    UPDATE thread_letters SET is_stopped = @yes
                    WHERE site_id = @site AND reader_id = @reader AND thread_id = @thread
                    """,
                    [("@yes", true), ("@site", site), ("@reader", reader), ("@thread", thread)],
                    cancel
                ),
            cancel
        );

    private static Told ReadRow(Row row) =>
        new(row.Guid(0), (NotificationKind)row.Int(1), row.Time(2), !row.IsNull(3), row.Guid(4));

    private static async Task<List<Notification>> JoinAsync(
        DbScope scope,
        SiteId site,
        List<Told> rows,
        CancellationToken cancel
    )
    {
        // What may be told of was asked before, and may have been hidden since. Of the answer its writer hears also while the comment waits.
        var read = await AuthoredComments.FindAsync(scope, site, [.. rows.Select(row => row.Id).Distinct()], cancel);
        var byId = read.ToDictionary(one => one.Comment.Id);
        var claims = await SourcingStore.FindClaimsAsync(
            scope,
            site,
            [.. rows.Where(row => row.Kind == NotificationKind.Claim).Select(row => row.About).Distinct()],
            cancel
        );
        return
        [
            .. rows.Where(row =>
                    byId.TryGetValue(row.Id, out var one)
                    && (one.Comment.State == CommentState.Published || row.Kind == NotificationKind.Answered)
                )
                .Select(row => new Notification(byId[row.Id], row.Kind, row.At, row.IsRead)
                {
                    Claim = claims.GetValueOrDefault(row.About),
                }),
        ];
    }

    private sealed record Told(Guid Id, NotificationKind Kind, DateTimeOffset At, bool IsRead, Guid About);
}

/// <summary>What came of a report, as whoever sent it is told.</summary>
/// <param name="Ground">The rule or law that was named; null where the comment stays.</param>
/// <param name="Code">With it one objects to a comment's staying.</param>
internal sealed record ReportTold(
    Guid CommentId,
    Guid ThreadId,
    DateTimeOffset At,
    ReportOutcome Outcome,
    CitedRule? Ground,
    string Code,
    bool IsRead
)
{
    public bool CanBeObjectedToAt(DateTimeOffset now) =>
        Outcome == ReportOutcome.Kept && now < At.AddMonths(Statement.MonthsToObject);
}

internal sealed record Notification(ReadComment Read, NotificationKind Kind, DateTimeOffset At, bool IsRead)
{
    /// <summary>The claim of which something else is known since.</summary>
    public Claim? Claim { get; init; }

    /// <summary>Where its reader may read the comment, or the answer to one that waits.</summary>
    public string Path =>
        Read.Comment.State == CommentState.Published ? $"/c/{Read.Comment.Id}" : $"/c/{Read.Comment.Id}/challenge";
}

/// <param name="Next">Where the older ones begin; null at the end.</param>
internal sealed record NotificationSlice(IReadOnlyList<Notification> Notifications, TimeCursor? Next);
