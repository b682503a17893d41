using Parley.Events;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Comments;

/// <summary>Takes down one's own comment, at any time. A gap stays where something stands under it.</summary>
internal sealed class DeleteComment(Database database, CommentStore comments, TimeProvider clock)
{
    public async Task<Result<Comment>> HandleAsync(Site site, Guid id, Reader author, CancellationToken cancel)
    {
        if (await comments.FindAsync(site.Id, id, cancel) is not { } comment)
            return Problems.CommentNotFound;
        // The same wish again, after a lost answer.
        if (comment.State == CommentState.Deleted && comment.AuthorId == author.Id)
            return comment;
        if (!comment.IsVisibleTo(author.Id))
            return Problems.CommentNotFound;
        if (!comment.CanBeDeletedBy(author.Id))
            return Problems.NotAllowed;
        return await database.WriteAsync<Result<Comment>>(
            async scope =>
            {
                var now = clock.GetUtcNow();
                var deleted = await CommentTransition.ApplyAsync(
                    scope,
                    site.Id,
                    id,
                    CommentState.Deleted,
                    EventKind.CommentDeleted,
                    now,
                    cancel
                );
                return deleted is null ? Problems.CommentNotFound : deleted;
            },
            cancel
        );
    }
}
