using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;
using Parley.Storage;

namespace Parley.Objections;

/// <summary>What was said against decisions, and what was decided about it.</summary>
internal sealed class ObjectionStore(Database database)
{
    public const int OnPage = 50;

    private const string Columns =
        "id, about_id, statement_at, restriction, reader_id, first_by, words, at, decided_at, decided_by, is_reversed, answer, report_id";

    /// <summary>The decision that a code opens, with what was said against it; null where it opens none, or none any more.</summary>
    public Task<Contested?> FindAsync(SiteId site, string code, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, code, cancel), cancel);

    /// <inheritdoc cref="FindAsync(SiteId, string, CancellationToken)"/>
    public static async Task<Contested?> FindAsync(DbScope scope, SiteId site, string code, CancellationToken cancel)
    {
        var found = await scope.FirstAsync(
            $"""
            SELECT s.content, coalesce(c.author_id, s.comment_id), CASE WHEN {OpenObjections.StillWaits} THEN 1 ELSE 0 END FROM statement s
            LEFT JOIN comment c ON c.site_id = s.site_id AND c.id = s.comment_id
            LEFT JOIN objection o ON o.site_id = s.site_id AND o.about_id = s.comment_id AND o.statement_at = s.at
                AND o.report_id IS NULL
            WHERE s.site_id = @site AND s.code = @code AND (s.restriction <> @delayed OR o.decided_at IS NOT NULL OR {OpenObjections.StillWaits})
            """,
            [("@site", site), ("@code", code), ("@delayed", Restriction.Delayed)],
            row => (Statement: Statement.FromJson(row.Text(0)), Reader: row.Guid(1), Waits: row.Int(2) == 1),
            cancel
        );
        if (found.Statement is not { } statement)
            return await FindKeptAsync(scope, site, code, cancel);
        var objection = await scope.FirstAsync(
            $"SELECT {Columns} FROM objection WHERE site_id = @site AND about_id = @about AND statement_at = @at AND report_id IS NULL",
            [("@site", site), ("@about", statement.About), ("@at", statement.At)],
            Read,
            cancel
        );
        return new(statement.About, statement.At, statement.DecidedBy, found.Reader, objection)
        {
            Statement = statement,
            Waits = found.Waits,
        };
    }

    // Whoever reported a comment, or gave notice of it, objects to its staying. Once they have, the page stays, whatever came of it.
    private static async Task<Contested?> FindKeptAsync(DbScope scope, SiteId site, string code, CancellationToken cancel)
    {
        var kept = await scope.FirstAsync(
            """
            SELECT r.id, r.comment_id, r.settled_at, r.settled_by, coalesce(r.reader_id, n.reader_id), r.outcome FROM report r
            LEFT JOIN notice n ON n.site_id = r.site_id AND n.id = r.id
            WHERE r.site_id = @site AND r.code = @code AND r.settled_by IS NOT NULL AND (r.outcome = @kept OR EXISTS
                (SELECT 1 FROM objection o WHERE o.site_id = r.site_id AND o.report_id = r.id))
            """,
            [("@site", site), ("@code", code), ("@kept", ReportOutcome.Kept)],
            row => new
            {
                Case = new Contested(row.Guid(1), row.Time(2), row.Guid(3), row.GuidOrNull(4), null) { ReportId = row.Guid(0) },
                IsKept = (ReportOutcome)row.Int(5) == ReportOutcome.Kept,
            },
            cancel
        );
        if (kept is null)
            return null;
        // What stays can be objected to anew after each answer; where it went, the last objection is what there is to read.
        var objection = await scope.FirstAsync(
            $"""
            SELECT {Columns} FROM objection WHERE site_id = @site AND report_id = @report{(
                kept.IsKept ? " AND statement_at = @at" : ""
            )} ORDER BY at DESC LIMIT 1
            """,
            [
                ("@site", site),
                ("@report", kept.Case.ReportId),
                .. kept.IsKept ? new (string, object?)[] { ("@at", kept.Case.At) } : [],
            ],
            Read,
            cancel
        );
        return kept.Case with { Objection = objection };
    }

    public Task<Objection?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    $"SELECT {Columns} FROM objection WHERE site_id = @site AND id = @id",
                    [("@site", site), ("@id", id)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>The same, held until the change is done.</summary>
    public static Task<Objection?> LockAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            $"SELECT {Columns} FROM objection WHERE site_id = @site AND id = @id" + scope.Dialect.ForUpdate,
            [("@site", site), ("@id", id)],
            Read,
            cancel
        );

    /// <summary>Those that wait for a decision, the oldest first. One whose decision was taken back waits for nothing.</summary>
    public Task<List<Objection>> ListOpenAsync(SiteId site, TimeCursor? after, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"""
                    SELECT {Columns} FROM objection o
                    WHERE site_id = @site AND {OpenObjections.AreWaiting} AND (at, id) > (@at, @id)
                    ORDER BY at, id LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@at", after?.At ?? DateTimeOffset.UnixEpoch),
                        ("@id", after?.Id ?? Guid.Empty),
                        ("@most", OnPage + 1),
                    ],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <returns>Whether it is kept: false where one was said against the same at this moment.</returns>
    public static async Task<bool> AddAsync(DbScope scope, SiteId site, Objection objection, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            """
            INSERT INTO objection (site_id, id, about_id, statement_at, restriction, reader_id, first_by, words, at, report_id)
            VALUES (@site, @id, @about, @statement, @restriction, @reader, @first, @words, @at, @report) ON CONFLICT DO NOTHING
            """,
            [
                ("@site", site),
                ("@id", objection.Id),
                ("@about", objection.AboutId),
                ("@statement", objection.StatementAt),
                ("@restriction", objection.Restriction),
                ("@reader", objection.ReaderId),
                ("@first", objection.FirstBy),
                ("@words", objection.Words),
                ("@at", objection.At),
                ("@report", objection.ReportId),
            ],
            cancel
        ) == 1;

    /// <summary>Where the answer goes: the sender's of a notice, or the reader's own. Null where there is none.</summary>
    public static async Task<string?> FindAddressAsync(
        DbScope scope,
        SiteId site,
        Objection objection,
        CancellationToken cancel
    )
    {
        var ofNotice = objection.ReportId is not { } report
            ? null
            : await scope.FirstAsync(
                "SELECT email FROM notice WHERE site_id = @site AND id = @report",
                [("@site", site), ("@report", report)],
                row => row.TextOrNull(0),
                cancel
            );
        return ofNotice
            ?? (
                objection.ReaderId is { } reader
                    ? await ReaderStore.FindConfirmedAddressAsync(scope, site, reader, cancel)
                    : null
            );
    }

    public static Task DecideAsync(DbScope scope, SiteId site, Objection decided, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE objection SET decided_at = @at, decided_by = @by, is_reversed = @reversed, answer = @answer
            WHERE site_id = @site AND id = @id
            """,
            [
                ("@at", decided.DecidedAt),
                ("@by", decided.DecidedBy),
                ("@reversed", decided.IsReversed),
                ("@answer", decided.Answer),
                ("@site", site),
                ("@id", decided.Id),
            ],
            cancel
        );

    private static Objection Read(Row row) =>
        new()
        {
            Id = row.Guid(0),
            AboutId = row.Guid(1),
            StatementAt = row.Time(2),
            Restriction = row.IsNull(3) ? null : (Restriction)row.Int(3),
            ReaderId = row.GuidOrNull(4),
            FirstBy = row.GuidOrNull(5),
            Words = row.TextOrNull(6),
            At = row.Time(7),
            DecidedAt = row.TimeOrNull(8),
            DecidedBy = row.GuidOrNull(9),
            IsReversed = row.IsNull(10) ? null : row.Bool(10),
            Answer = row.TextOrNull(11),
            ReportId = row.GuidOrNull(12),
        };
}
