using Parley.Storage;

namespace Parley.Reports;

/// <summary>What came of reports. Every statement here is part of a larger change, so it works on that change's scope.</summary>
internal static class ReportStore
{
    /// <summary>In SQL, of a report that is settled: whether its sender has not read what came of it last.</summary>
    public const string IsUnread = "(read_at IS NULL OR read_at < settled_at)";

    /// <summary>What people decided about what a reader had reported.</summary>
    public static async Task<ReporterFigures> CountAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        (
            await scope.FirstAsync(
                """
                SELECT count(*), count(CASE WHEN outcome = 1 THEN 1 END) FROM report
                WHERE site_id = @site AND reader_id = @reader AND settled_at IS NOT NULL AND outcome IN (0, 1)
                """,
                [("@site", site), ("@reader", reader)],
                row => new ReporterFigures((int)row.Long(0), (int)row.Long(1)),
                cancel
            )
        )!;

    /// <summary>
    /// When a report of a comment was sent: later than each before it, so that whoever has read one has read all that are no younger. Asked
    /// for behind the comment's lock.
    /// </summary>
    public static async Task<DateTimeOffset> NextTimeAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var last = await scope.FirstAsync(
            "SELECT max(at) FROM report WHERE site_id = @site AND comment_id = @comment",
            [("@site", site), ("@comment", comment)],
            row => row.LongOrNull(0) ?? 0,
            cancel
        );
        return Micros.FromMicros(Math.Max(now.ToMicros(), last + 1));
    }

    /// <summary>Those of the open reports of a comment whose senders want a letter about what comes of it.</summary>
    /// <param name="upTo">The latest that is meant; null for all.</param>
    public static Task<List<Guid>> ListWantingLettersAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        DateTimeOffset? upTo,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            "SELECT id FROM report WHERE site_id = @site AND comment_id = @comment AND settled_at IS NULL AND at <= @upto AND wants_letter",
            [("@site", site), ("@comment", comment), ("@upto", upTo ?? DateTimeOffset.MaxValue)],
            row => row.Guid(0),
            cancel
        );

    /// <summary>The same of those of which something has come.</summary>
    /// <param name="was">When they were settled; null for whenever that was.</param>
    public static Task<List<Guid>> ListWantingLettersAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        ReportOutcome outcome,
        DateTimeOffset? was,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            "SELECT id FROM report WHERE site_id = @site AND comment_id = @comment AND outcome = @from AND wants_letter"
                + (was is null ? "" : " AND settled_at = @was"),
            [("@site", site), ("@comment", comment), ("@from", outcome), .. Was(was)],
            row => row.Guid(0),
            cancel
        );

    /// <summary>Settles the open reports of a comment.</summary>
    /// <param name="upTo">The latest that is meant; null for all.</param>
    /// <returns>How many there were.</returns>
    public static Task<int> SettleAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        Settlement settled,
        CancellationToken cancel,
        DateTimeOffset? upTo = null
    ) =>
        scope.ExecuteAsync(
            """
            UPDATE report SET settled_at = @at, settled_by = @by, outcome = @outcome, ground = @ground, rule_number = @number,
                rules_version = @version, ground_law = @law
            WHERE site_id = @site AND comment_id = @comment AND settled_at IS NULL AND at <= @upto
            """,
            [.. Values(site, comment, settled), ("@upto", upTo ?? DateTimeOffset.MaxValue)],
            cancel
        );

    /// <summary>
    /// Gives those that were settled the other outcome: the decision that settled them was reversed. Their senders have something new to
    /// read.
    /// </summary>
    /// <param name="from">What had come of them.</param>
    /// <param name="was">When they were settled; null for whenever that was.</param>
    /// <param name="settled">What comes of them now. The objections that wait go along with its moment.</param>
    /// <param name="unread">What was read before then stays read; null where all of it is news.</param>
    /// <returns>How many there were.</returns>
    public static async Task<int> ReverseAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        ReportOutcome from,
        DateTimeOffset? was,
        Settlement settled,
        CancellationToken cancel,
        DateTimeOffset? unread = null
    )
    {
        var those =
            $"site_id = @site AND comment_id = @comment AND outcome = @from{(was is null ? "" : " AND settled_at = @was")}";
        // Objections that still wait are about what is so now.
        await scope.ExecuteAsync(
            $"""
            UPDATE objection SET statement_at = @at WHERE site_id = @site AND decided_at IS NULL
                AND report_id IN (SELECT id FROM report WHERE site_id = @site AND {those})
            """,
            [("@site", site), ("@comment", comment), ("@at", settled.At), ("@from", from), .. Was(was)],
            cancel
        );
        return await scope.ExecuteAsync(
            $"""
            UPDATE report SET settled_at = @at, settled_by = @by, outcome = @outcome, ground = @ground, rule_number = @number, rules_version = @version,
                ground_law = @law, read_at = CASE WHEN read_at < @unread THEN read_at END
            WHERE site_id = @site AND {those}
            """,
            [.. Values(site, comment, settled), ("@unread", unread ?? settled.At), ("@from", from), .. Was(was)],
            cancel
        );
    }

    /// <summary>Those that were settled at a moment are open again: what settled them is taken back.</summary>
    public static Task TakeBackAsync(DbScope scope, SiteId site, Guid comment, DateTimeOffset at, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE report SET settled_at = NULL, settled_by = NULL, outcome = NULL, ground = NULL, rule_number = NULL,
                rules_version = NULL, ground_law = NULL, read_at = NULL
            WHERE site_id = @site AND comment_id = @comment AND settled_at = @at
            """,
            [("@site", site), ("@comment", comment), ("@at", at)],
            cancel
        );

    private static (string, object?)[] Was(DateTimeOffset? was) => was is null ? [] : [("@was", was)];

    private static (string, object?)[] Values(SiteId site, Guid comment, Settlement settled) =>
        [
            ("@at", settled.At),
            ("@by", settled.By),
            ("@outcome", settled.Outcome),
            ("@ground", settled.Ground?.Name),
            ("@number", settled.Ground?.Number),
            ("@version", settled.Ground?.Version),
            ("@law", settled.Ground?.Law),
            ("@site", site),
            ("@comment", comment),
        ];
}
