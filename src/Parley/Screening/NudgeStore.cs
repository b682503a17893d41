using System.Text.Json;
using Parley.Reasons;
using Parley.Storage;

namespace Parley.Screening;

/// <summary>What was given back to writers before it would have waited, and what they sent then.</summary>
internal sealed class NudgeStore(Database database, TimeProvider clock) : IKeptForATime
{
    // Whoever has not sent them by then does not: what is counted over seven days is there as long.
    private static readonly TimeSpan Unsent = TimeSpan.FromDays(30);

    /// <summary>Keeps that a draft is given back.</summary>
    public Task AddAsync(
        SiteId site,
        Guid id,
        Guid reader,
        Guid thread,
        Draft draft,
        IReadOnlyList<Reason> reasons,
        CancellationToken cancel
    ) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    """
                    INSERT INTO nudge (site_id, id, reader_id, thread_id, at, reasons, wording)
                    VALUES (@site, @id, @reader, @thread, @at, @reasons, @wording)
                    """,
                    [
                        ("@site", site),
                        ("@id", id),
                        ("@reader", reader),
                        ("@thread", thread),
                        ("@at", draft.At),
                        ("@reasons", JsonSerializer.Serialize(reasons, StatementJson.Default.IReadOnlyListReason)),
                        ("@wording", draft.Wording.Fingerprint),
                    ],
                    cancel
                ),
            cancel
        );

    /// <summary>Forgets what was given back long ago and never sent.</summary>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM nudge WHERE site_id IN (SELECT id FROM site) AND at < @old AND comment_id IS NULL",
                    [("@old", clock.GetUtcNow() - Unsent)],
                    cancel
                ),
            cancel
        );

    /// <summary>Whether a reader has been given something back in a thread lately, and has sent nothing since.</summary>
    public async Task<bool> IsOpenAsync(
        SiteId site,
        Guid id,
        Guid reader,
        Guid thread,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        await database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT 1 FROM nudge WHERE site_id = @site AND id = @id AND reader_id = @reader AND thread_id = @thread
                        AND at > @since AND comment_id IS NULL
                    """,
                    [("@site", site), ("@id", id), ("@reader", reader), ("@thread", thread), ("@since", now - Nudge.Lasts)],
                    row => row.Int(0),
                    cancel
                ),
            cancel
        ) == 1;

    /// <summary>Keeps what came of what was given back: the comment, and whether it says something else.</summary>
    public Task SettleAsync(
        SiteId site,
        Guid id,
        Guid reader,
        Guid thread,
        Guid comment,
        Wording wording,
        CancellationToken cancel
    ) => database.WriteAsync(scope => SettleAsync(scope, site, id, reader, thread, comment, wording, cancel), cancel);

    /// <inheritdoc cref="SettleAsync(SiteId, Guid, Guid, Guid, Guid, Wording, CancellationToken)"/>
    public static Task SettleAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        Guid reader,
        Guid thread,
        Guid comment,
        Wording wording,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            UPDATE nudge SET comment_id = @comment, has_changed = (wording <> @wording)
            WHERE site_id = @site AND id = @id AND reader_id = @reader AND thread_id = @thread AND comment_id IS NULL
            """,
            [
                ("@comment", comment),
                ("@wording", wording.Fingerprint),
                ("@site", site),
                ("@id", id),
                ("@reader", reader),
                ("@thread", thread),
            ],
            cancel
        );

    /// <summary>What was given back before a comment came of it, oldest first.</summary>
    public static Task<List<Nudge>> ListAboutAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.ListAsync(
            "SELECT at, reasons, has_changed FROM nudge WHERE site_id = @site AND comment_id = @comment ORDER BY at",
            [("@site", site), ("@comment", comment)],
            row => new Nudge(row.Time(0), ShadowFindings.Read(row.Text(1)), row.IsNull(2) ? null : row.Bool(2)),
            cancel
        );

    /// <summary>What became of all that was given back since a time.</summary>
    public Task<NudgeCount> CountAsync(SiteId site, DateTimeOffset since, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                (
                    await scope.FirstAsync(
                        """
                        SELECT count(*), coalesce(sum(CASE WHEN has_changed THEN 1 ELSE 0 END), 0),
                            coalesce(sum(CASE WHEN NOT has_changed THEN 1 ELSE 0 END), 0)
                        FROM nudge WHERE site_id = @site AND at >= @since
                        """,
                        [("@site", site), ("@since", since)],
                        row => new NudgeCount((int)row.Long(0), (int)row.Long(1), (int)row.Long(2)),
                        cancel
                    )
                )!,
            cancel
        );

    /// <summary>Forgets what was found before a comment whose words are erased.</summary>
    public static Task EraseAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM nudge WHERE site_id = @site AND comment_id = @comment",
            [("@site", site), ("@comment", comment)],
            cancel
        );
}

/// <summary>What writers did whose words came back to them once.</summary>
/// <param name="Changed">Sent others.</param>
/// <param name="Same">Sent the same.</param>
internal sealed record NudgeCount(int All, int Changed, int Same)
{
    public int Unsent => All - Changed - Same;
}
