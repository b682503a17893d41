using Parley.Comments;
using Parley.HouseRules;
using Parley.Moderation;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.SecondLooks;

/// <summary>
/// Somebody says what they think of words about which somebody else has decided, without having seen what. Nothing follows from it by
/// itself: where the two differ, a senior moderator settles it.
/// </summary>
internal sealed class LookAgain(Database database, RuleBooks books, TimeProvider clock)
{
    /// <param name="Stays">Whether the comment should stay; null where nothing was chosen.</param>
    /// <param name="Rule">The rule that it breaks, if it should not.</param>
    /// <param name="RulesVersion">Which version of the rules was read: null says "whichever holds now".</param>
    internal sealed record Request(bool? Stays, int? Rule, int? RulesVersion);

    public async Task<Result<SecondLook>> HandleAsync(
        Site site,
        Guid id,
        Reader moderator,
        Request request,
        CancellationToken cancel
    )
    {
        if (request.Stays is not { } stays)
            return Problems.SecondLookAnswerMissing;
        var opinion = new Opinion(true, null);
        if (!stays)
        {
            var cited = await books.CiteAsync(site, request.Rule, request.RulesVersion, cancel);
            if (!cited.IsSuccess)
                return cited.Problem;
            opinion = new(false, cited.Value.Number);
        }

        return await database.WriteAsync(scope => AnswerAsync(scope, site, id, moderator, opinion, cancel), cancel);
    }

    private async Task<Result<SecondLook>> AnswerAsync(
        DbScope scope,
        Site on,
        Guid id,
        Reader by,
        Opinion opinion,
        CancellationToken cancel
    )
    {
        var (site, moderator) = (on.Id, by.Id);
        if (await SecondLookStore.LockAsync(scope, site, id, cancel) is not { } look || look.FirstBy == moderator)
            return Problems.SecondLookNotFound;
        // The same again, after a lost answer or by a second press of the key.
        if (look.Second is { } given)
            return look.SecondBy == moderator && given == opinion ? look : Problems.SecondLookDone;
        if (
            await AuthoredComments.FindAsync(scope, site, look.CommentId, cancel) is not { Comment: var comment }
            || comment.IsErased
            || comment.State == CommentState.Deleted
            || comment.EditedAt > look.FirstAt
            || comment.AuthorId == moderator
            || !await SecondLookStore.MayLookAsync(scope, site, id, moderator, cancel)
        )
            return Problems.SecondLookNotFound;
        if (await StorySections.Of(on, by).FindObstacleAsync(scope, site, comment.ThreadId, cancel) is { } outside)
            return outside;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        await SecondLookStore.AnswerAsync(scope, site, id, moderator, opinion, now, cancel);
        await LeaseStore.EndAsync(scope, site, look.CommentId, cancel);
        return look with { SecondBy = moderator, Second = opinion, SecondAt = now };
    }
}
