using Parley.Comments;
using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Reports;

/// <summary>
/// Reports a comment. One report of each reader on a comment: sent again, it is the same, unless it was decided and the comment has other
/// words since, or a reason further down the list is given. The comment stays as it is until a person has decided.
/// </summary>
internal sealed class ReportComment(Database database, ReportedScore scores, Ids ids, TimeProvider clock)
{
    /// <summary>The reasons to choose from, in the house's order. Their names stand in the language files.</summary>
    public static IReadOnlyList<string> Reasons { get; } = ["abuse", "hate", "spam", "off-topic", "illegal", "other"];

    /// <summary>The reason of a report that is a notice of illegal content: nobody chooses it, a form of its own gives it.</summary>
    public const string Notice = "notice";

    /// <summary>The most that one may add in own words, in characters.</summary>
    public const int LongestRemark = 1_000;

    public async Task<Result<bool>> HandleAsync(
        SiteId site,
        Guid id,
        Reader reader,
        string? reason,
        string? remark,
        CancellationToken cancel,
        bool wantsLetter = false
    )
    {
        if (reason is null || !Reasons.Contains(reason))
            return Problems.ReportReasonMissing;
        var words = ReadRemark(remark);
        if (words.Problem is { } fault)
            return fault;
        var model = await scores.FindModelAsync(site, cancel);
        return await database.WriteAsync<Result<bool>>(
            async scope =>
            {
                if (await CommentTransition.LockAsync(scope, site, id, cancel) is not { State: CommentState.Published } comment)
                    return Problems.CommentNotFound;
                if (comment.AuthorId == reader.Id)
                    return Problems.OwnComment(id);
                if (await FindSentAsync(scope, site, id, reader.Id, cancel) is { } sent && !sent.IsOverFor(comment, reason))
                    return sent.SettledAt is null && (sent.Reason, sent.Words) == (reason, words.Value)
                        ? true
                        : Problems.AlreadyReported;
                var now = clock.GetUtcNow();
                var figures = await ReportStore.CountAsync(scope, site, reader.Id, cancel);
                var likelihood = Urgency.With(figures.Likelihood, scores.Of(model, comment, reason));
                await scope.ExecuteAsync(
                    """
                    INSERT INTO report (site_id, id, comment_id, reader_id, reason, words, at, due_at, code, wants_letter)
                    VALUES (@site, @id, @comment, @reader, @reason, @words, @at, @due, @code, @letter)
                    ON CONFLICT (site_id, comment_id, reader_id) DO UPDATE SET reason = excluded.reason, words = excluded.words,
                        at = excluded.at, due_at = excluded.due_at, wants_letter = excluded.wants_letter, settled_at = NULL,
                        settled_by = NULL, outcome = NULL, ground = NULL, rule_number = NULL, rules_version = NULL,
                        ground_law = NULL, read_at = NULL
                    """,
                    [
                        ("@site", site),
                        ("@id", ids.New()),
                        ("@comment", id),
                        ("@reader", reader.Id),
                        ("@reason", reason),
                        ("@words", words.Value),
                        ("@at", await ReportStore.NextTimeAsync(scope, site, id, now, cancel)),
                        ("@code", Ids.Secret()),
                        ("@letter", wantsLetter),
                        ("@due", await FindDueAsync(scope, comment, reason, likelihood, now, cancel)),
                    ],
                    cancel
                );
                // No number: the public may not know.
                await EventLog.AppendAsync(scope, site, EventKind.CommentReported, now, cancel, comment.ThreadId, null, id);
                return true;
            },
            cancel
        );
    }

    private static Task<Sent?> FindSentAsync(DbScope scope, SiteId site, Guid comment, Guid reader, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT r.reason, r.words, r.settled_at, CASE WHEN EXISTS (SELECT 1 FROM objection o WHERE o.site_id = r.site_id
                AND o.report_id = r.id AND o.statement_at = r.settled_at AND o.decided_at IS NULL) THEN 1 ELSE 0 END
            FROM report r WHERE r.site_id = @site AND r.comment_id = @comment AND r.reader_id = @reader
            """,
            [("@site", site), ("@comment", comment), ("@reader", reader)],
            row => new Sent(row.Text(0), row.TextOrNull(1), row.TimeOrNull(2), row.Int(3) == 1),
            cancel
        );

    private sealed record Sent(string Reason, string? Words, DateTimeOffset? SettledAt, bool IsObjected)
    {
        // About the same words only the last reason is remembered: each further one stands behind it, so that it comes to an end. And while
        // its sender objects to what was decided, that waits.
        public bool IsOverFor(Comment comment, string reason) =>
            SettledAt is { } settled && !IsObjected && (comment.EditedAt > settled || PlaceOf(reason) > PlaceOf(Reason));

        private static int PlaceOf(string reason) => Reasons.TakeWhile(one => one != reason).Count();
    }

    /// <summary>By when somebody should look at a comment of which this is said now.</summary>
    /// <param name="likelihood">How likely whoever says it is right, a model among them.</param>
    public static async Task<DateTimeOffset> FindDueAsync(
        DbScope scope,
        Comment comment,
        string reason,
        double likelihood,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var (others, written) = await scope.FirstAsync(
            """
            SELECT
                (SELECT count(*) FROM report WHERE site_id = @site AND comment_id = @comment AND settled_at IS NULL),
                (SELECT count(*) FROM authored WHERE site_id = @site AND at > @hour AND thread_id = @thread)
            """,
            [
                ("@site", comment.Site),
                ("@comment", comment.Id),
                ("@hour", now - TimeSpan.FromHours(1)),
                ("@thread", comment.ThreadId),
            ],
            row => ((int)row.Long(0), (int)row.Long(1)),
            cancel
        );
        return Urgency.DueAt(now, reason, others, likelihood, Urgency.ReadersAnHour(written));
    }

    private static Result<string?> ReadRemark(string? typed)
    {
        var read = SourceText.OfOptional(typed, TextLimits.Of(LongestRemark));
        return read.Problem?.Code switch
        {
            null => read,
            "text-too-long" => Problems.ReportTooLong,
            _ => Problems.ReportInvalid,
        };
    }
}
