using Parley.Comments;
using Parley.Hooks;
using Parley.HouseRules;
using Parley.Record;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>What was decided, and by whom. Every statement here is part of a larger change, so it works on that change's scope.</summary>
internal static class DecisionStore
{
    private const string Columns =
        """id, comment_id, moderator_id, "from", "to", reason, rule_number, rules_version, at, batch_id, because""";

    public static async Task AddAsync(DbScope scope, SiteId site, Decision decision, CancellationToken cancel)
    {
        RecordStore.Add(
            scope,
            site,
            new(
                RecordKind.Decision,
                decision.CommentId,
                decision.At,
                new()
                {
                    ["id"] = decision.Id,
                    ["by"] = decision.ModeratorId,
                    ["from"] = (int)decision.From,
                    ["to"] = (int)decision.To,
                    ["rule"] = decision.Rule?.Number,
                    ["rules"] = decision.Rule?.Version,
                }
            )
            {
                Words = decision.Because is { } because ? new(decision.ModeratorId, because) : null,
            }
        );
        await scope.ExecuteAsync(
            $"""
            INSERT INTO decision (site_id, {Columns}) VALUES (@site, @id, @comment, @moderator, @from, @to, @reason, @number, @version, @at,
                @batch, @because)
            """,
            [
                ("@site", site),
                ("@id", decision.Id),
                ("@comment", decision.CommentId),
                ("@moderator", decision.ModeratorId),
                ("@from", decision.From),
                ("@to", decision.To),
                ("@reason", decision.Rule?.Name),
                ("@number", decision.Rule?.Number),
                ("@version", decision.Rule?.Version),
                ("@at", decision.At),
                ("@batch", decision.BatchId),
                ("@because", decision.Because),
            ],
            cancel
        );
        await HookAnswers.SayDecidedAsync(scope, site, decision.CommentId, decision.At + Decision.TakeBackWindow, cancel);
    }

    /// <summary>
    /// Whether an order of an authority keeps a comment down: whether the order took it down, or found it down. An objection to what the
    /// order did brings it back, and nothing else does.
    /// </summary>
    /// <param name="except">The statement that is being reversed: what was done then counts no more.</param>
    public static async Task<bool> IsUnderOrderAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        CancellationToken cancel,
        DateTimeOffset? except = null
    ) =>
        await scope.FirstAsync(
            """
            SELECT 1 FROM ordered_comment o
            WHERE o.site_id = @site AND o.comment_id = @comment AND (o.removed_at IS NULL OR o.removed_at <> @except)
                AND NOT EXISTS (SELECT 1 FROM objection j WHERE j.site_id = o.site_id AND j.about_id = o.comment_id
                    AND j.statement_at = o.removed_at AND j.is_reversed)
            LIMIT 1
            """,
            [("@site", site), ("@comment", comment), ("@except", except ?? DateTimeOffset.MinValue)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>A moderator's last decision since a time, of those that stand.</summary>
    public static Task<Decision?> FindLastAsync(
        DbScope scope,
        SiteId site,
        Guid moderator,
        DateTimeOffset since,
        CancellationToken cancel
    ) =>
        scope.FirstAsync(
            $"""
            SELECT {Columns} FROM decision
            WHERE site_id = @site AND moderator_id = @moderator AND at >= @since AND taken_back_at IS NULL
            ORDER BY at DESC LIMIT 1
            """,
            [("@site", site), ("@moderator", moderator), ("@since", since)],
            Read,
            cancel
        );

    /// <summary>The decisions that were taken together and stand, in the order in which everybody locks threads.</summary>
    public static Task<List<Decision>> ListBatchAsync(DbScope scope, SiteId site, Guid batch, CancellationToken cancel) =>
        scope.ListAsync(
            $"""
            SELECT {Columns} FROM decision WHERE site_id = @site AND batch_id = @batch AND taken_back_at IS NULL
            ORDER BY (SELECT c.thread_id FROM comment c WHERE c.site_id = @site AND c.id = comment_id), at DESC
            """,
            [("@site", site), ("@batch", batch)],
            Read,
            cancel
        );

    /// <summary>What was decided about a comment last, of what stands.</summary>
    public static Task<Decision?> FindLastAboutAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.FirstAsync(
            $"""
            SELECT {Columns} FROM decision WHERE site_id = @site AND comment_id = @comment AND taken_back_at IS NULL
            ORDER BY at DESC LIMIT 1
            """,
            [("@site", site), ("@comment", comment)],
            Read,
            cancel
        );

    /// <summary>Whatever was decided about a comment, and by whom, oldest first: taken back or not.</summary>
    public static Task<List<PastDecision>> ListAboutAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.ListAsync(
            $"""
            SELECT {Columns}, (SELECT name FROM reader WHERE site_id = @site AND id = moderator_id), taken_back_at FROM decision
            WHERE site_id = @site AND comment_id = @comment ORDER BY at
            """,
            [("@site", site), ("@comment", comment)],
            ReadPast,
            cancel
        );

    /// <summary>What was decided about a writer's latest comments, the latest first, of what stands and nobody objects to.</summary>
    public static Task<List<PastDecision>> ListOfWriterAsync(
        DbScope scope,
        SiteId site,
        Guid writer,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"""
            SELECT {Columns}, '', taken_back_at FROM decision d WHERE site_id = @site AND taken_back_at IS NULL AND comment_id IN
                (SELECT comment_id FROM authored WHERE site_id = @site AND author_id = @writer ORDER BY at DESC LIMIT 200)
                AND NOT EXISTS (SELECT 1 FROM objection o WHERE o.site_id = @site AND {OpenObjections.AreWaiting} AND o.about_id = d.comment_id
                    AND o.statement_at = d.at)
            ORDER BY at DESC LIMIT @most
            """,
            [("@site", site), ("@writer", writer), ("@most", most)],
            ReadPast,
            cancel
        );

    public static Task TakeBackAsync(DbScope scope, SiteId site, Guid id, DateTimeOffset at, CancellationToken cancel)
    {
        RecordStore.Add(scope, site, new(RecordKind.TakenBack, id, at, []));
        return scope.ExecuteAsync(
            "UPDATE decision SET taken_back_at = @at WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id), ("@at", at)],
            cancel
        );
    }

    /// <summary>
    /// The time of a decision that is taken now: a microsecond or more after the moderator's last one and after the last statement
    /// about the comment, so that both are in an order even where a clock stands still or goes back.
    /// </summary>
    public static async Task<DateTimeOffset> NextTimeAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        Guid moderator,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var last = await scope.FirstAsync(
            """
            SELECT (SELECT max(at) FROM decision WHERE site_id = @site AND moderator_id = @moderator),
                (SELECT max(at) FROM statement WHERE site_id = @site AND comment_id = @comment)
            """,
            [("@site", site), ("@moderator", moderator), ("@comment", comment)],
            row => Math.Max(row.LongOrNull(0) ?? 0, row.LongOrNull(1) ?? 0),
            cancel
        );
        return Micros.FromMicros(Math.Max(now.ToMicros(), last + 1));
    }

    private static Decision Read(Row row) =>
        new(
            row.Guid(0),
            row.Guid(1),
            row.Guid(2),
            (CommentState)row.Int(3),
            (CommentState)row.Int(4),
            row.TextOrNull(5) is { } name ? new CitedRule(row.Int(6), name, row.Int(7)) : null,
            row.Time(8)
        )
        {
            BatchId = row.GuidOrNull(9),
            Because = row.TextOrNull(10),
        };

    private static PastDecision ReadPast(Row row) => new(Read(row), row.TextOrNull(11) ?? "", row.TimeOrNull(12));
}

/// <param name="ModeratorName">For staff alone.</param>
/// <param name="TakenBackAt">When whoever took it took it back; null where it stands.</param>
internal sealed record PastDecision(Decision Decision, string ModeratorName, DateTimeOffset? TakenBackAt);
