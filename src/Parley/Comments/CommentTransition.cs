using Parley.Events;
using Parley.Storage;

namespace Parley.Comments;

/// <summary>
/// The one way in which a comment's state changes after it was posted. In one transaction, the thread's row first: the state, the
/// gap it leaves or closes, the thread's count, and the event.
/// </summary>
internal static class CommentTransition
{
    /// <summary>Brings a comment into a state. Does nothing where it is in it already.</summary>
    /// <param name="kind">What the event says happened.</param>
    /// <returns>The comment as it is now, or null where there is none.</returns>
    public static async Task<Comment?> ApplyAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        CommentState state,
        EventKind kind,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        if (await LockAsync(scope, site, id, cancel) is not { } comment)
            return null;
        if (comment.State == state)
            return comment;

        var stands = state == CommentState.Published || await HasStandingRepliesAsync(scope, comment, cancel);
        // What the newsroom picked or pinned was public; what becomes public again, it has to pick again.
        await scope.ExecuteAsync(
            """
            UPDATE comment SET state = @state, stands = @stands, picked_at = NULL, picked_by = NULL, pinned_at = NULL, pinned_by = NULL
            WHERE site_id = @site AND id = @id
            """,
            [("@state", state), ("@stands", stands), ("@site", site), ("@id", id)],
            cancel
        );
        if (stands != comment.Stands)
            await CarryUpAsync(scope, comment.Site, comment.ParentId, stands, cancel);
        await TellAsync(scope, comment, state, kind, at, cancel);
        return comment with { State = state, Stands = stands };
    }

    /// <summary>Something now stands under a comment: it keeps its place, as does everything above it.</summary>
    public static Task StandAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        CarryUpAsync(scope, site, id, stands: true, cancel);

    /// <summary>Locks the comment's thread, then reads the comment as it is after the wait.</summary>
    public static async Task<Comment?> LockAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            """
            SELECT 1 FROM comment_thread WHERE site_id = @site
                AND id = (SELECT thread_id FROM comment WHERE site_id = @site AND id = @id)
            """ + scope.Dialect.ForUpdate,
            [("@site", site), ("@id", id)],
            cancel
        );
        return await CommentStore.FindAsync(scope, site, id, cancel);
    }

    /// <summary>Counts the thread anew by what changed, and writes the event: numbered if the public sees a difference.</summary>
    public static async Task TellAsync(
        DbScope scope,
        Comment before,
        CommentState after,
        EventKind kind,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        var wasPublic = before.State == CommentState.Published;
        var isPublic = after == CommentState.Published;
        long? number = null;
        if (wasPublic || isPublic)
        {
            await scope.ExecuteAsync(
                """
                UPDATE comment_thread SET version = version + 1, comment_count = comment_count + @change,
                    last_activity = (SELECT max(posted_at) FROM comment
                        WHERE site_id = @site AND thread_id = @thread AND state = 0)
                WHERE site_id = @site AND id = @thread
                """,
                [("@change", (isPublic ? 1 : 0) - (wasPublic ? 1 : 0)), ("@site", before.Site), ("@thread", before.ThreadId)],
                cancel
            );
            number = await scope.FirstAsync(
                "SELECT version FROM comment_thread WHERE site_id = @site AND id = @thread",
                [("@site", before.Site), ("@thread", before.ThreadId)],
                row => row.Long(0),
                cancel
            );
        }

        await EventLog.AppendAsync(scope, before.Site, kind, at, cancel, before.ThreadId, number, before.Id);
    }

    // A gap is kept exactly as long as something stands under it.
    private static async Task CarryUpAsync(DbScope scope, SiteId site, Guid? parentId, bool stands, CancellationToken cancel)
    {
        while (parentId is { } id && await CommentStore.FindAsync(scope, site, id, cancel) is { } parent)
        {
            var parentStands =
                parent.State == CommentState.Published || stands || await HasStandingRepliesAsync(scope, parent, cancel);
            if (parentStands == parent.Stands)
                return;
            await scope.ExecuteAsync(
                "UPDATE comment SET stands = @stands WHERE site_id = @site AND id = @id",
                [("@stands", parentStands), ("@site", site), ("@id", id)],
                cancel
            );
            (parentId, stands) = (parent.ParentId, parentStands);
        }
    }

    private static async Task<bool> HasStandingRepliesAsync(DbScope scope, Comment comment, CancellationToken cancel) =>
        await scope.FirstAsync(
            """
            SELECT 1 FROM comment WHERE site_id = @site AND thread_id = @thread AND branch = @branch AND stands
                AND position > @position AND parent_id = @id LIMIT 1
            """,
            [
                ("@site", comment.Site),
                ("@thread", comment.ThreadId),
                ("@branch", comment.Branch > 0 ? comment.Branch : comment.Position),
                ("@position", comment.Position),
                ("@id", comment.Id),
            ],
            row => row.Int(0),
            cancel
        ) == 1;
}
