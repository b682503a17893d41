using Parley.Comments;
using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Storage;

namespace Parley.Corrections;

/// <summary>
/// Answers a challenge: what is known of the claim changes, with the comment as the cause, or it is said why nothing does. The answer stands
/// under the comment, and its writer hears of it.
/// </summary>
internal sealed class AnswerChallenge(Database database, ChangeClaimStatus status, TimeProvider clock)
{
    /// <param name="Claim">Whose status changes; null where nothing does.</param>
    /// <param name="Status">What it becomes; null where nothing changes.</param>
    /// <param name="Reason">Why, or why not, in a sentence for everyone.</param>
    internal sealed record Request(Guid? Claim, ClaimStatus? Status, string? Reason);

    /// <returns>The version of the thread with the answer.</returns>
    public async Task<Result<long>> HandleAsync(SiteId site, Guid comment, Reader by, Request request, CancellationToken cancel)
    {
        var reason = SourceText.OfLine(request.Reason, TextLimits.Of(Source.LongestSentence));
        if (
            Problem.Of(
                reason.Value is null ? Problems.StatusReasonMissing : null,
                request.Claim is null == request.Status is null ? null : Problems.StatusMissing
            ) is
            { } wrong
        )
            return wrong;
        return await database.WriteAsync<Result<long>>(
            async scope =>
            {
                if (
                    await CommentTransition.LockAsync(scope, site, comment, cancel)
                        is not { State: CommentState.Published or CommentState.Held } found
                    || await ChallengeStore.FindAsync(scope, site, comment, cancel) is not { } challenge
                    || found.State == CommentState.Held && challenge.RaisedBy == found.AuthorId
                )
                    return Problems.CommentNotFound;
                if (challenge.IsAnswered)
                    return Problems.ChallengeAnswered;
                if (request is { Claim: { } claim, Status: { } becomes })
                {
                    var change = new ChangeClaimStatus.Request(becomes, reason.Value, null, comment, null);
                    var changed = await status.ChangeAsync(scope, site, claim, by, change, cancel);
                    if (!changed.IsSuccess)
                        return changed.Problem;
                }

                var now = clock.GetUtcNow();
                await scope.ExecuteAsync(
                    """
                    UPDATE challenge SET answered_at = @at, answered_by = @by, answer = @answer, status = @status
                    WHERE site_id = @site AND comment_id = @comment
                    """,
                    [
                        ("@at", now),
                        ("@by", by.Id),
                        ("@answer", reason.Value),
                        ("@status", request.Status),
                        ("@site", site),
                        ("@comment", comment),
                    ],
                    cancel
                );
                await CommentTransition.TellAsync(scope, found, found.State, EventKind.ChallengeAnswered, now, cancel);
                return await scope.FirstAsync(
                    "SELECT version FROM comment_thread WHERE site_id = @site AND id = @thread",
                    [("@site", site), ("@thread", found.ThreadId)],
                    row => row.Long(0),
                    cancel
                );
            },
            cancel
        );
    }
}
