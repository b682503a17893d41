using Parley.Comments;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>
/// A moderator takes back the last decision of their own, with all that the same press of a button decided. The comment is again as it
/// was before: what had been removed stays removed, what waited waits, and reports that were settled are open.
/// </summary>
internal sealed class TakeBack(Database database, TimeProvider clock)
{
    /// <param name="id">The decision that is meant, so that a second press does not take back the one before; null for the last.</param>
    /// <returns>The decision that no longer holds.</returns>
    public Task<Result<Decision>> HandleAsync(Site on, Guid? id, Reader moderator, CancellationToken cancel) =>
        database.WriteAsync<Result<Decision>>(
            async scope =>
            {
                var site = on.Id;
                var within = StorySections.Of(on, moderator);
                var now = clock.GetUtcNow();
                var since = now - Decision.TakeBackWindow;
                var last = await DecisionStore.FindLastAsync(scope, site, moderator.Id, since, cancel);
                if (last is null || (id is { } meant && meant != last.Id))
                    return Problems.NothingToTakeBack;
                if (last.BatchId is null)
                    return await TakeBackAsync(scope, site, last, within, now, cancel) is { } fault ? fault : last;
                // All of them, but for what somebody else has decided since or its author has deleted, and what has been told by now.
                var isAny = false;
                var batch = await DecisionStore.ListBatchAsync(scope, site, last.BatchId.Value, cancel);
                foreach (var one in batch.Where(one => one.At >= since))
                    isAny |= await TakeBackAsync(scope, site, one, within, now, cancel) is null;
                return isAny ? last : Problems.DecisionOvertaken;
            },
            cancel
        );

    private static async Task<Problem?> TakeBackAsync(
        DbScope scope,
        SiteId site,
        Decision decision,
        StorySections within,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (
            await CommentTransition.LockAsync(scope, site, decision.CommentId, cancel) is not { } comment
            || comment.State != decision.To
        )
            return Problems.DecisionOvertaken;
        if (await within.FindObstacleAsync(scope, site, comment.ThreadId, cancel) is { } outside)
            return outside;
        if (comment.IsErased)
            return Problems.WordsErased;
        if (await IsOvertakenAsync(scope, site, decision, cancel))
            return Problems.DecisionOvertaken;
        if (
            decision.From == CommentState.Published
            && decision.To != CommentState.Published
            && await DecisionStore.IsUnderOrderAsync(scope, site, decision.CommentId, cancel)
        )
            return Problems.CommentUnderOrder;

        var at = await DecisionStore.NextTimeAsync(scope, site, decision.CommentId, decision.ModeratorId, now, cancel);
        await CommentTransition.ApplyAsync(
            scope,
            site,
            decision.CommentId,
            decision.From,
            Decide.EventOf(decision.From),
            at,
            cancel
        );
        await WithdrawAsync(scope, site, decision, cancel);
        await DecisionStore.TakeBackAsync(scope, site, decision.Id, at, cancel);
        return null;
    }

    // Someone has decided since, or a check has: the state is the same, and yet not the one that this decision made. And what was decided
    // about an objection, by order of an authority or between two who differ, is an answer that has gone out.
    private static async Task<bool> IsOvertakenAsync(DbScope scope, SiteId site, Decision decision, CancellationToken cancel) =>
        await scope.FirstAsync(
            """
            SELECT 1 FROM statement WHERE site_id = @site AND comment_id = @comment AND at > @at
            UNION ALL
            SELECT 1 FROM report WHERE site_id = @site AND comment_id = @comment AND settled_at > @at
            UNION ALL
            SELECT 1 FROM objection WHERE site_id = @site AND about_id = @comment AND decided_at = @at AND decided_by = @moderator
                AND is_reversed
            UNION ALL
            SELECT 1 FROM ordered_comment WHERE site_id = @site AND comment_id = @comment AND removed_at = @at
            UNION ALL
            SELECT 1 FROM second_look WHERE site_id = @site AND comment_id = @comment AND settled_at = @at
            LIMIT 1
            """,
            [("@site", site), ("@comment", decision.CommentId), ("@at", decision.At), ("@moderator", decision.ModeratorId)],
            row => row.Int(0),
            cancel
        ) == 1;

    // Whoever was to be told that it is back reads what they had been told before: it is down, by the statement that stands.
    private static async Task DownAgainAsync(DbScope scope, SiteId site, Decision decision, CancellationToken cancel)
    {
        var standing = (await CaseStore.ListStatementsAsync(scope, site, [decision.CommentId], cancel))[decision.CommentId]
            .LastOrDefault(one => one.Restriction is Restriction.Rejected or Restriction.Removed);
        if (standing is not { DecidedBy: { } by })
            return;
        // No order did that: what was ordered nobody publishes, and so nobody takes that back.
        var settled = new Settlement(ReportOutcome.Removed, standing.At, by, standing.Cited);
        await ReportStore.ReverseAsync(
            scope,
            site,
            decision.CommentId,
            ReportOutcome.Kept,
            decision.At,
            settled,
            cancel,
            unread: decision.At
        );
    }

    // The decision's own traces have its own time.
    private static async Task WithdrawAsync(DbScope scope, SiteId site, Decision decision, CancellationToken cancel)
    {
        (string, object?)[] its = [("@site", site), ("@comment", decision.CommentId), ("@at", decision.At)];
        if (decision.Kind.NeedsRule())
            await scope.ExecuteAsync(
                "DELETE FROM statement WHERE site_id = @site AND comment_id = @comment AND at = @at",
                its,
                cancel
            );
        if (decision is { To: CommentState.Published, From: CommentState.Rejected or CommentState.Removed })
            await DownAgainAsync(scope, site, decision, cancel);
        await ReportStore.TakeBackAsync(scope, site, decision.CommentId, decision.At, cancel);
        // What was said against it has nothing left to be about: whoever said it is answered anew, and can object to that.
        await scope.ExecuteAsync(
            "DELETE FROM objection WHERE site_id = @site AND about_id = @comment AND statement_at = @at AND decided_at IS NULL",
            its,
            cancel
        );
    }
}
