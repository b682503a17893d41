using Parley.Comments;
using Parley.Mail;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reports;
using Parley.Sites;
using Parley.Staff;
using Parley.Storage;

namespace Parley.SecondLooks;

/// <summary>
/// A senior moderator settles between two who differ: the first decision stands, or it is overturned, by a decision like any other,
/// with a statement where the comment goes and with the answers to those who reported it.
/// </summary>
internal sealed class SettleLooks(Database database, SecondLookStore looks, Decide decide, Outbox outbox, TimeProvider clock)
{
    /// <param name="Overturns">Whether the first decision is overturned; null where nothing was chosen.</param>
    /// <param name="Words">What the author should read besides, where the comment goes.</param>
    internal sealed record Request(bool? Overturns, int? Rule, string? Words)
    {
        /// <inheritdoc cref="Decide.Request.RulesVersion"/>
        public int? RulesVersion { get; init; }

        /// <inheritdoc cref="Decide.Request.Text"/>
        public int? Text { get; init; }
    }

    public async Task<Result<SecondLook>> HandleAsync(
        Site site,
        Guid id,
        Reader senior,
        Request request,
        CancellationToken cancel
    )
    {
        if (request.Overturns is not { } overturns)
            return Problems.SecondLookAnswerMissing;
        if (await looks.FindAsync(site.Id, id, cancel) is not { Differs: true } look)
            return Problems.SecondLookNotFound;
        var read = await decide.ReadAsync(
            site,
            senior,
            needsRule: overturns && look.First.Stays,
            request.Rule,
            request.RulesVersion,
            request.Words,
            cancel,
            text: request.Text
        );
        return read.Value is { } given
            ? await database.WriteAsync(scope => SettleAsync(scope, site, id, overturns, given, cancel), cancel)
            : read.Problem!;
    }

    private async Task<Result<SecondLook>> SettleAsync(
        DbScope scope,
        Site on,
        Guid id,
        bool overturns,
        Decide.Given given,
        CancellationToken cancel
    )
    {
        var site = on.Id;
        if (await SecondLookStore.LockAsync(scope, site, id, cancel) is not { Differs: true } look)
            return Problems.SecondLookNotFound;
        if (look.SettledAt is not null)
            return look.IsOverturned == overturns ? look : Problems.SecondLookDone;
        if (await FindObstacleAsync(scope, on, look, given.Moderator, cancel) is { } obstacle)
            return obstacle;
        var at = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        if (overturns)
        {
            var done = await OverturnAsync(scope, on, look, given, cancel);
            if (done.Problem is { } fault)
                return fault;
            // The same time says that this decision is the settlement: it is not drawn again.
            at = done.Value?.At ?? at;
            // An objection, say, has done so before: it is counted there.
            overturns = done.Value is not null;
        }

        await SecondLookStore.SettleAsync(scope, site, id, given.Moderator, overturns, at, cancel);
        return look with { SettledAt = at, IsOverturned = overturns };
    }

    /// <summary>Why a senior moderator does not settle a difference; null where they may.</summary>
    public Task<Problem?> FindObstacleAsync(Site site, SecondLook look, Guid senior, CancellationToken cancel) =>
        database.ReadAsync(scope => FindObstacleAsync(scope, site, look, senior, cancel), cancel);

    private static async Task<Problem?> FindObstacleAsync(
        DbScope scope,
        Site site,
        SecondLook look,
        Guid senior,
        CancellationToken cancel
    )
    {
        var comment = (await AuthoredComments.FindAsync(scope, site.Id, look.CommentId, cancel))?.Comment;
        Guid[] own = [look.FirstBy, look.SecondBy ?? Guid.Empty, comment?.AuthorId ?? Guid.Empty];
        if (own.Contains(senior) && await StaffStore.HasOtherSeniorAsync(scope, site.Id, own, cancel))
            return Problems.SecondLookOwn;
        // Their own words, which they would publish: whoever else moderates there does that, as at the desk.
        return
            comment is not null
            && comment.AuthorId == senior
            && !look.First.Stays
            && await OwnCase.HasOtherAsync(scope, site, comment.ThreadId, senior, cancel)
            ? Problems.OwnCommentDecision
            : null;
    }

    // Decided anew since, edited, deleted or gone with an account: then there is nothing of the first decision left to undo.
    private async Task<Result<Decision?>> OverturnAsync(
        DbScope scope,
        Site site,
        SecondLook look,
        Decide.Given given,
        CancellationToken cancel
    )
    {
        if (
            await CommentTransition.LockAsync(scope, site.Id, look.CommentId, cancel) is not { IsErased: false } comment
            || comment.EditedAt > look.FirstAt
        )
            return (Decision?)null;
        DecisionKind? kind = (look.First.Stays, comment.State) switch
        {
            (true, CommentState.Published) => DecisionKind.Remove,
            (false, CommentState.Rejected or CommentState.Removed) => DecisionKind.Publish,
            _ => null,
        };
        if (kind is not { } other)
            return (Decision?)null;
        var decided = await decide.DecideAsync(scope, site, comment.Id, new(other), given, cancel);
        if (!decided.IsSuccess)
            return decided.Problem;
        // Whoever was told that it stays reads what is so now; that it is back, they are told by its being published.
        if (look.First.Stays)
            await ReversedReports.TellAsync(
                scope,
                outbox,
                site.Id,
                comment.Id,
                ReportOutcome.Kept,
                look.FirstAt,
                new(ReportOutcome.Removed, look.FirstAt, given.Moderator, given.Rule),
                decided.Value.At,
                cancel
            );
        return decided.Value;
    }
}
