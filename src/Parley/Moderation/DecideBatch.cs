using Parley.Comments;
using Parley.Notices;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Decides about several comments by one press of a button. Each is a decision of its own, with a statement of its own; they are taken
/// back together. What is no longer as it was on the moderator's page, decided by a colleague or deleted, is left as it is, and so are words of
/// their own that they would publish.
/// </summary>
internal sealed class DecideBatch(Database database, Decide decide, Ids ids, TimeProvider clock)
{
    /// <param name="Comments">The ones that the moderator was shown: none that came since.</param>
    /// <param name="IsPublish">Publish what is held and leave up what is public; else reject the one and remove the other.</param>
    internal sealed record Request(IReadOnlyCollection<Guid> Comments, bool IsPublish, int? Rule, string? Remark)
    {
        /// <summary>When the page was drawn that the moderator decided from: what was edited since, nobody has read.</summary>
        public DateTimeOffset? Seen { get; init; }

        /// <summary>Which version of the rules the moderator had in front: null says "whichever holds now".</summary>
        public int? RulesVersion { get; init; }

        /// <inheritdoc cref="Decide.Request.Text"/>
        public int? Text { get; init; }
    }

    /// <param name="Own">How many were left to a colleague, because whoever decided wrote them.</param>
    /// <param name="Noticed">How many were left as they are, because somebody calls them illegal: their notices are read one by one.</param>
    internal sealed record Taken(IReadOnlyList<Decision> Decisions, int Own, int Noticed);

    /// <returns>The decisions that were taken.</returns>
    public async Task<Result<Taken>> HandleAsync(Site site, Reader moderator, Request request, CancellationToken cancel)
    {
        var read = await decide.ReadAsync(
            site,
            moderator,
            needsRule: !request.IsPublish,
            request.Rule,
            request.RulesVersion,
            request.Remark,
            cancel,
            text: request.Text
        );
        if (read.Value is not { } one)
            return read.Problem!;
        var given = one with { Batch = await FindCutOffAsync(site.Id, one, request, cancel) ?? ids.New() };
        var (taken, faults) = (new List<Decision>(), new List<Problem>());
        foreach (var some in request.Comments.Take(BatchStore.Most).Chunk(BatchStore.AtOnce))
        {
            var (decisions, left) = await database.WriteAsync(
                scope => DecideAsync(scope, site, some, request, given, cancel),
                cancel
            );
            taken.AddRange(decisions);
            faults.AddRange(left);
            // Once begun it goes to its end: whoever closes the page has pressed the button all the same.
            cancel = CancellationToken.None;
        }

        var noticed = faults.RemoveAll(fault => fault == Problems.NoticeWaits);
        var own = faults.FindAll(fault => fault != Problems.OutsideSections);
        return taken.Count > 0 ? new Taken(taken, own.Count, noticed)
            : own.Count > 0 ? own[0]
            : noticed > 0 ? Problems.NoticeWaits
            : faults.Count > 0 ? Problems.OutsideSections
            : Problems.BatchEmpty;
    }

    // The same press again after an outage goes on with what had been begun, as long as all of it could be taken back: it is one undo.
    // Another press, which decides otherwise or about others, is another undo.
    private Task<Guid?> FindCutOffAsync(SiteId site, Decide.Given given, Request request, CancellationToken cancel) =>
        database.ReadAsync<Guid?>(
            async scope =>
            {
                var (since, pressed) = (clock.GetUtcNow() - Decision.TakeBackWindow, request.Comments.ToHashSet());
                if (
                    await DecisionStore.FindLastAsync(scope, site, given.Moderator, since, cancel) is not { BatchId: { } batch }
                )
                    return null;
                var begun = await DecisionStore.ListBatchAsync(scope, site, batch, cancel);
                return begun.TrueForAll(one => one.At >= since && IsOfThePress(one)) ? batch : null;

                bool IsOfThePress(Decision one) =>
                    pressed.Contains(one.CommentId)
                    && (one.To == CommentState.Published) == request.IsPublish
                    && (
                        request.IsPublish || (one.Rule?.Number, one.Rule?.Version) == (given.Rule?.Number, given.Rule?.Version)
                    );
            },
            cancel
        );

    // A part of them in a transaction of its own. What is taken back is all that has the batch's number, however far it came.
    private async Task<(List<Decision> Taken, List<Problem> Left)> DecideAsync(
        DbScope scope,
        Site site,
        IReadOnlyCollection<Guid> some,
        Request request,
        Decide.Given given,
        CancellationToken cancel
    )
    {
        var comments = await AuthoredComments.FindAsync(scope, site.Id, some, cancel);
        var (taken, left) = (new List<Decision>(), new List<Problem>());
        var noticed = request.IsPublish ? await NoticeStore.FindNoticedAsync(scope, site.Id, some, cancel) : [];
        // Threads are locked in one order by everybody.
        foreach (var comment in comments.Select(read => read.Comment).OrderBy(one => one.ThreadId).ThenBy(one => one.Position))
        {
            if (comment.EditedAt > request.Seen || KindOf(request.IsPublish, comment.State) is not { } kind)
                continue;
            if (noticed.Contains(comment.Id))
            {
                left.Add(Problems.NoticeWaits);
                continue;
            }

            var one = new Decide.Request(kind) { Seen = new(comment.State, comment.EditedAt) { ReportedAt = request.Seen } };
            var decided = await decide.DecideAsync(scope, site, comment.Id, one, given, cancel);
            if (
                decided.Problem is { } fault
                && (
                    fault == Problems.OutsideSections
                    || fault == Problems.OwnCommentDecision
                    || fault == Problems.OwnReasonMissing
                )
            )
                left.Add(fault);
            if (decided.IsSuccess && decided.Value.BatchId == given.Batch)
                taken.Add(decided.Value);
        }

        return (taken, left);
    }

    private static DecisionKind? KindOf(bool isPublish, CommentState state) =>
        (isPublish, state) switch
        {
            (true, CommentState.Held) => DecisionKind.Publish,
            (true, CommentState.Published) => DecisionKind.Keep,
            (false, CommentState.Held) => DecisionKind.Reject,
            (false, CommentState.Published) => DecisionKind.Remove,
            _ => null,
        };
}
