using Parley.Comments;
using Parley.Events;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Newsroom;

/// <summary>What the newsroom may make of a public comment.</summary>
internal enum NewsroomMark
{
    /// <summary>One of the newsroom's picks: it stands first, in the list of picks and in their feed.</summary>
    Pick,

    /// <summary>Stands at the top of its thread, in every order.</summary>
    Pin,
}

/// <summary>A comment's marks as they are now.</summary>
/// <param name="Version">The thread's version with them.</param>
internal sealed record MarkedComment(Guid ThreadId, bool IsPicked, bool IsPinned, long Version);

/// <summary>
/// Picks a comment, pins it, or takes either back. Only what is public can be marked; whatever takes a comment out of the public's
/// sight, or changes its words, takes its marks in the same transaction.
/// </summary>
internal sealed class MarkComment(Database database, TimeProvider clock)
{
    public const int MostPins = 3;

    public Task<Result<MarkedComment>> HandleAsync(
        SiteId site,
        Guid id,
        Reader staff,
        NewsroomMark mark,
        bool isSet,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Result<MarkedComment>>(
            async scope =>
            {
                if (await CommentTransition.LockAsync(scope, site, id, cancel) is not { State: CommentState.Published } comment)
                    return Problems.CommentNotFound;
                var (picked, pinned) = await FindAsync(scope, site, id, cancel);
                // The same wish again: nothing changes, and nobody needs to hear of it.
                if ((mark == NewsroomMark.Pick ? picked : pinned) != isSet)
                {
                    if (
                        mark == NewsroomMark.Pin
                        && isSet
                        && await CountPinsAsync(scope, site, comment.ThreadId, cancel) >= MostPins
                    )
                        return Problems.TooManyPins;
                    var now = clock.GetUtcNow();
                    await (
                        mark == NewsroomMark.Pick
                            ? PickAsync(scope, site, id, isSet ? staff.Id : null, now, cancel)
                            : PinAsync(scope, site, id, isSet ? staff.Id : null, now, cancel)
                    );
                    // A mark changes no count, so the way of edits will do.
                    await CommentTransition.TellAsync(scope, comment, comment.State, KindOf(mark, isSet), now, cancel);
                    (picked, pinned) = mark == NewsroomMark.Pick ? (isSet, pinned) : (picked, isSet);
                }

                var version = await scope.FirstAsync(
                    "SELECT version FROM comment_thread WHERE site_id = @site AND id = @thread",
                    [("@site", site), ("@thread", comment.ThreadId)],
                    row => row.Long(0),
                    cancel
                );
                return new MarkedComment(comment.ThreadId, picked, pinned, version);
            },
            cancel
        );

    private static Task<(bool Picked, bool Pinned)> FindAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT picked_at, pinned_at FROM comment WHERE site_id = @site AND id = @id",
            [("@site", site), ("@id", id)],
            row => (row.TimeOrNull(0) is not null, row.TimeOrNull(1) is not null),
            cancel
        );

    private static Task<int> CountPinsAsync(DbScope scope, SiteId site, Guid thread, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT count(*) FROM comment WHERE site_id = @site AND thread_id = @thread AND pinned_at IS NOT NULL AND state = 0",
            [("@site", site), ("@thread", thread)],
            row => row.Int(0),
            cancel
        );

    private static async Task PickAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        Guid? by,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var last = await scope.FirstAsync(
            "SELECT max(picked_at) FROM comment WHERE site_id = @site AND picked_at IS NOT NULL",
            [("@site", site)],
            row => row.TimeOrNull(0),
            cancel
        );
        // No two of a site at one moment: a list of them goes on from where a page of it ended.
        var at = last >= now ? last.Value.AddMicroseconds(1) : now;
        await scope.ExecuteAsync(
            "UPDATE comment SET picked_at = @at, picked_by = @by WHERE site_id = @site AND id = @id",
            [("@at", by is null ? null : at), ("@by", by), ("@site", site), ("@id", id)],
            cancel
        );
    }

    private static Task PinAsync(DbScope scope, SiteId site, Guid id, Guid? by, DateTimeOffset now, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "UPDATE comment SET pinned_at = @at, pinned_by = @by WHERE site_id = @site AND id = @id",
            [("@at", by is null ? (DateTimeOffset?)null : now), ("@by", by), ("@site", site), ("@id", id)],
            cancel
        );

    private static EventKind KindOf(NewsroomMark mark, bool isSet) =>
        (mark, isSet) switch
        {
            (NewsroomMark.Pick, true) => EventKind.CommentPicked,
            (NewsroomMark.Pick, false) => EventKind.CommentUnpicked,
            (_, true) => EventKind.CommentPinned,
            (_, false) => EventKind.CommentUnpinned,
        };
}
