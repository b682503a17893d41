using Parley.Reasons;
using Parley.Stories;

namespace Parley.Comments;

/// <summary>What a reader wrote and has not deleted, the newest first, with what was decided about it. For the reader alone.</summary>
internal sealed class OwnComments(AuthoredComments comments, StatementStore statements, StoryStore stories, TimeProvider clock)
{
    /// <summary>How many make a part of the list.</summary>
    public const int AtOnce = 30;

    /// <param name="before">The <see cref="OwnCommentSlice.Next"/> of the part before; null for the first.</param>
    public async Task<OwnCommentSlice> ListAsync(SiteId site, Guid author, DateTimeOffset? before, CancellationToken cancel)
    {
        var found = await comments.FindByAuthorAsync(site, author, before, AtOnce + 1, cancel);
        var shown = found.Take(AtOnce).ToList();
        var restricted = shown.Where(read => read.Comment.State != CommentState.Published).Select(read => read.Comment.Id);
        var decided = await statements.FindLatestAsync(site, [.. restricted], cancel);
        // An authority has ordered that they are not told yet: then the list says nothing of it, and nothing untrue.
        var now = clock.GetUtcNow();
        shown.RemoveAll(read => decided.GetValueOrDefault(read.Comment.Id)?.SilentUntil > now);
        var under = await stories.FindAsync(site, shown.Select(read => read.Comment.ThreadId), cancel);
        return new(
            [
                .. shown.Select(read => new OwnComment(
                    read,
                    under.GetValueOrDefault(read.Comment.ThreadId),
                    decided.GetValueOrDefault(read.Comment.Id)
                )),
            ],
            found.Count > AtOnce ? found[AtOnce - 1].Comment.PostedAt : null
        );
    }
}

/// <param name="Statement">Why it is not published; null for one that is, and for one that came so with an import.</param>
internal sealed record OwnComment(ReadComment Read, Story? Story, Statement? Statement);

/// <param name="Next">Where the older ones begin; null at the end.</param>
internal sealed record OwnCommentSlice(IReadOnlyList<OwnComment> Comments, DateTimeOffset? Next);
