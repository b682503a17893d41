using Parley.HouseRules;
using Parley.Mail;
using Parley.Reasons;
using Parley.Record;
using Parley.Reports;
using Parley.Storage;

namespace Parley.Notices;

/// <summary>Notices of illegal content, and what their senders were answered.</summary>
internal sealed class NoticeStore(Database database)
{
    // Their words may be long, and nobody says how many there are.
    private const int AnsweredAtOnce = 50;

    private const string Columns = """
        n.id, n.comment_id, n.words_at, r.words, n.law, n.name, n.email, n.reader_id, n.is_about_abuse, r.code, n.at, r.due_at,
        r.settled_at, r.settled_by, r.outcome, r.ground, r.rule_number, r.rules_version, r.ground_law, n.body
        """;

    private const string Rows = "FROM notice n JOIN report r ON r.site_id = n.site_id AND r.id = n.id WHERE n.site_id = @site";

    /// <summary>The notice that a code opens; null where it opens none.</summary>
    public Task<Notice?> FindAsync(SiteId site, string code, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, code, cancel), cancel);

    /// <inheritdoc cref="FindAsync(SiteId, string, CancellationToken)"/>
    public static Task<Notice?> FindAsync(DbScope scope, SiteId site, string code, CancellationToken cancel) =>
        scope.FirstAsync($"SELECT {Columns} {Rows} AND r.code = @code", [("@site", site), ("@code", code)], Read, cancel);

    public Task<Notice?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            scope => scope.FirstAsync($"SELECT {Columns} {Rows} AND n.id = @id", [("@site", site), ("@id", id)], Read, cancel),
            cancel
        );

    /// <summary>The notices about a comment that nobody has answered, the oldest first.</summary>
    /// <param name="most">How many are read: of many the first, since who decides about one decides about all.</param>
    public static Task<List<Notice>> ListOpenAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"SELECT {Columns} {Rows} AND n.comment_id = @comment AND r.settled_at IS NULL ORDER BY n.at, n.id LIMIT @most",
            [("@site", site), ("@comment", comment), ("@most", most)],
            Read,
            cancel
        );

    /// <summary>Those of several comments about which a notice waits for its answer.</summary>
    public static async Task<HashSet<Guid>> FindNoticedAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> comments,
        CancellationToken cancel
    )
    {
        if (comments.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("id", comments);
        return
        [
            .. await scope.ListAsync(
                $"""
                SELECT DISTINCT comment_id FROM report
                WHERE site_id = @site AND comment_id IN ({names}) AND settled_at IS NULL AND reason = @reason
                """,
                [("@site", site), ("@reason", ReportComment.Notice), .. parameters],
                row => row.Guid(0),
                cancel
            ),
        ];
    }

    /// <summary>
    /// The same notice in everything, where it was sent before and is not answered: a button pressed twice is one notice. What names another
    /// law, or is about words that were changed since, is another one.
    /// </summary>
    public static Task<Notice?> FindSameAsync(DbScope scope, SiteId site, Notice notice, CancellationToken cancel) =>
        scope.FirstAsync(
            $"""
            SELECT {Columns} {Rows} AND n.comment_id = @comment AND r.settled_at IS NULL AND r.words = @words AND n.words_at = @at
                AND coalesce(n.law, '') = @law AND coalesce(n.email, '') = @email AND coalesce(n.name, '') = @name
                AND coalesce(n.reader_id, @nobody) = @reader AND n.is_about_abuse = @abuse
            """,
            [
                ("@site", site),
                ("@comment", notice.CommentId),
                ("@words", notice.Words),
                ("@at", notice.WordsAt),
                ("@law", notice.Law ?? ""),
                ("@email", notice.Email ?? ""),
                ("@name", notice.Name ?? ""),
                ("@nobody", Guid.Empty),
                ("@reader", notice.ReaderId ?? Guid.Empty),
                ("@abuse", notice.IsAboutAbuse),
            ],
            Read,
            cancel
        );

    /// <summary>Keeps a notice with its report, and has it recorded.</summary>
    public static async Task AddAsync(DbScope scope, SiteId site, Notice notice, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            """
            INSERT INTO report (site_id, id, comment_id, reader_id, reason, words, at, due_at, code, wants_letter)
            VALUES (@site, @id, @comment, NULL, @reason, @words, @at, @due, @code, @no)
            """,
            [
                ("@site", site),
                ("@id", notice.Id),
                ("@comment", notice.CommentId),
                ("@reason", ReportComment.Notice),
                ("@words", notice.Words),
                ("@at", notice.At),
                ("@due", notice.DueAt),
                ("@code", notice.Code),
                // A notice has letters of its own.
                ("@no", false),
            ],
            cancel
        );
        await scope.ExecuteAsync(
            """
            INSERT INTO notice (site_id, id, comment_id, words_at, law, name, email, reader_id, is_about_abuse, body, at)
            VALUES (@site, @id, @comment, @words, @law, @name, @email, @reader, @abuse, @body, @at)
            """,
            [
                ("@site", site),
                ("@id", notice.Id),
                ("@comment", notice.CommentId),
                ("@words", notice.WordsAt),
                ("@law", notice.Law),
                ("@name", notice.Name),
                ("@email", notice.Email),
                ("@reader", notice.ReaderId),
                ("@abuse", notice.IsAboutAbuse),
                ("@body", notice.Body),
                ("@at", notice.At),
            ],
            cancel
        );
        RecordStore.Add(scope, site, new(RecordKind.Notice, notice.CommentId, notice.At, new() { ["id"] = notice.Id }));
    }

    /// <summary>
    /// Answers the notices whose reports were settled just now, a part at a time: a row of the record each, and a letter. However many there
    /// are, each is answered.
    /// </summary>
    /// <param name="due">When the letters go: not before a slip of the hand was taken back.</param>
    /// <returns>What they say of where the decision came from; null where there was none.</returns>
    public static async Task<Origin?> AnswerAsync(
        DbScope scope,
        Outbox outbox,
        SiteId site,
        Guid comment,
        Settlement settled,
        DateTimeOffset due,
        CancellationToken cancel
    )
    {
        Origin? origin = null;
        var last = TimeCursor.Oldest;
        while (await ListSettledAsync(scope, site, comment, settled, last, cancel) is { Count: > 0 } part)
        {
            await AnswerAsync(scope, outbox, site, part, settled, due, cancel);
            last = new(part[^1].At, part[^1].Id);
            origin =
                origin == Origin.TrustedFlagger || part.Exists(notice => notice.Body is not null)
                    ? Origin.TrustedFlagger
                    : Origin.Notice;
        }

        return origin;
    }

    private static Task<List<Notice>> ListSettledAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        Settlement settled,
        TimeCursor after,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"""
            SELECT {Columns} {Rows} AND n.comment_id = @comment AND r.settled_at = @settled
                AND coalesce(r.settled_by, @nobody) = @by AND (n.at, n.id) > (@at, @id) ORDER BY n.at, n.id LIMIT @most
            """,
            [
                ("@site", site),
                ("@comment", comment),
                ("@settled", settled.At),
                ("@nobody", Guid.Empty),
                ("@by", settled.By ?? Guid.Empty),
                ("@at", after.At),
                ("@id", after.Id),
                ("@most", AnsweredAtOnce),
            ],
            Read,
            cancel
        );

    private static async Task AnswerAsync(
        DbScope scope,
        Outbox outbox,
        SiteId site,
        IEnumerable<Notice> settledNow,
        Settlement settled,
        DateTimeOffset due,
        CancellationToken cancel
    )
    {
        foreach (var notice in settledNow)
        {
            RecordStore.Add(
                scope,
                site,
                new(
                    RecordKind.NoticeAnswered,
                    notice.CommentId,
                    settled.DecidedAt,
                    new()
                    {
                        ["id"] = notice.Id,
                        ["by"] = settled.By,
                        ["outcome"] = (int)settled.Outcome,
                        ["rule"] = settled.Ground?.Number,
                        ["rules"] = settled.Ground?.Version,
                    }
                )
            );
            await NoticeLetter.AskAsync(scope, outbox, site, notice, settled, due, cancel);
        }
    }

    /// <summary>Comments that somebody reported and whose author has taken them down since: nobody decides about them any more.</summary>
    public Task<List<Guid>> ListGoneAsync(SiteId site, int most, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT DISTINCT r.comment_id FROM report r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
                    WHERE r.site_id = @site AND r.settled_at IS NULL AND c.state = 4 LIMIT @most
                    """,
                    [("@site", site), ("@most", most)],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );

    /// <summary>Those that were answered before a time and whose senders are still known.</summary>
    public Task<List<Guid>> ListToForgetAsync(SiteId site, DateTimeOffset before, int most, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT n.id FROM notice n JOIN report r ON r.site_id = n.site_id AND r.id = n.id
                    WHERE n.site_id = @site AND n.forgotten_at IS NULL AND n.at < @before AND r.settled_at < @before
                        AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.site_id = n.site_id AND o.report_id = n.id
                            AND o.statement_at = r.settled_at AND o.decided_at IS NULL)
                    LIMIT @most
                    """,
                    [("@site", site), ("@before", before), ("@most", most)],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );

    /// <summary>Forgets who sent a notice, and what they wrote: in it, and against what came of it.</summary>
    public static async Task ForgetSenderAsync(DbScope scope, SiteId site, Guid id, DateTimeOffset at, CancellationToken cancel)
    {
        (string, object?)[] which =
        [
            ("@site", site),
            ("@id", id),
            ("@at", at),
            ("@raised", RecordKind.Objection),
            ("@decided", RecordKind.ObjectionDecided),
        ];
        await scope.ExecuteAsync("UPDATE report SET words = NULL WHERE site_id = @site AND id = @id", which, cancel);
        // Their words in the record first: the objection still says whose they are.
        await scope.ExecuteAsync(
            """
            DELETE FROM recorded_words WHERE site_id = @site
                AND reader_id IN (SELECT o.reader_id FROM objection o WHERE o.site_id = @site AND o.report_id = @id)
                AND EXISTS (SELECT 1 FROM recorded r JOIN objection o ON o.site_id = r.site_id AND o.id = r.subject_id
                    WHERE r.site_id = recorded_words.site_id AND r.number = recorded_words.number AND r.kind IN (@raised, @decided)
                        AND o.report_id = @id)
            """,
            which,
            cancel
        );
        await scope.ExecuteAsync(
            "UPDATE objection SET words = NULL, answer = NULL, reader_id = NULL WHERE site_id = @site AND report_id = @id",
            which,
            cancel
        );
        await scope.ExecuteAsync(
            """
            UPDATE notice SET name = NULL, email = NULL, reader_id = NULL, law = NULL, forgotten_at = @at
            WHERE site_id = @site AND id = @id
            """,
            which,
            cancel
        );
    }

    /// <summary>Forgets the sender of every notice of a reader whose account goes. One that is not answered stays one, of nobody.</summary>
    public static async Task ForgetSendersAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        var all = await scope.ListAsync(
            "SELECT n.id, r.settled_at FROM notice n JOIN report r ON r.site_id = n.site_id AND r.id = n.id WHERE n.site_id = @site AND n.reader_id = @reader",
            [("@site", site), ("@reader", reader)],
            row => (Id: row.Guid(0), IsOpen: row.IsNull(1)),
            cancel
        );
        foreach (var notice in all.Where(notice => !notice.IsOpen))
            await ForgetSenderAsync(scope, site, notice.Id, at, cancel);
        // Without its words nobody could decide about it.
        await scope.ExecuteAsync(
            "UPDATE notice SET name = NULL, email = NULL, reader_id = NULL WHERE site_id = @site AND reader_id = @reader",
            [("@site", site), ("@reader", reader)],
            cancel
        );
    }

    private static Notice Read(Row row) =>
        new()
        {
            Id = row.Guid(0),
            CommentId = row.Guid(1),
            WordsAt = row.Time(2),
            Words = row.TextOrNull(3),
            Law = row.TextOrNull(4),
            Name = row.TextOrNull(5),
            Email = row.TextOrNull(6),
            ReaderId = row.GuidOrNull(7),
            IsAboutAbuse = row.Bool(8),
            Code = row.Text(9),
            At = row.Time(10),
            DueAt = row.Time(11),
            Body = row.TextOrNull(19),
            DecidedAt = row.TimeOrNull(12),
            DecidedBy = row.GuidOrNull(13),
            Outcome = row.IsNull(14) ? null : (ReportOutcome)row.Int(14),
            Ground = row.TextOrNull(15) is { } name
                ? new CitedRule(row.Int(16), name, row.Int(17)) { Law = row.TextOrNull(18) }
                : null,
        };
}
