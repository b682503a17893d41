using Parley.Comments;
using Parley.Events;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Reactions;

/// <summary>
/// Gives or takes back "adds something, even if I disagree". One of each reader, whatever happens at once; the count moves in the
/// transaction that keeps the reaction, so the two are always equal.
/// </summary>
internal sealed class AppreciateComment(Database database, TimeProvider clock)
{
    /// <param name="Order">The order in which the reader saw the thread.</param>
    /// <param name="Place">Where the comment stood in it, from 1; 0 where it was seen by itself.</param>
    internal sealed record Seen(string Order, int Place);

    /// <returns>How many readers say so now.</returns>
    public Task<Result<int>> GiveAsync(SiteId site, Guid comment, Reader reader, Seen seen, CancellationToken cancel) =>
        ChangeAsync(
            site,
            comment,
            reader,
            scope =>
                scope.ExecuteAsync(
                    """
                    INSERT INTO reaction (site_id, comment_id, reader_id, at, "order", place)
                    VALUES (@site, @comment, @reader, @at, @order, @place) ON CONFLICT DO NOTHING
                    """,
                    [
                        ("@site", site),
                        ("@comment", comment),
                        ("@reader", reader.Id),
                        ("@at", clock.GetUtcNow()),
                        ("@order", seen.Order),
                        ("@place", seen.Place),
                    ],
                    cancel
                ),
            change: 1,
            cancel
        );

    /// <returns>How many readers say so now.</returns>
    public Task<Result<int>> TakeBackAsync(SiteId site, Guid comment, Reader reader, CancellationToken cancel) =>
        ChangeAsync(
            site,
            comment,
            reader,
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM reaction WHERE site_id = @site AND comment_id = @comment AND reader_id = @reader",
                    [("@site", site), ("@comment", comment), ("@reader", reader.Id)],
                    cancel
                ),
            change: -1,
            cancel
        );

    private Task<Result<int>> ChangeAsync(
        SiteId site,
        Guid id,
        Reader reader,
        Func<DbScope, Task<int>> write,
        int change,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Result<int>>(
            async scope =>
            {
                if (await CommentTransition.LockAsync(scope, site, id, cancel) is not { State: CommentState.Published } comment)
                    return Problems.CommentNotFound;
                if (comment.AuthorId == reader.Id)
                    return Problems.OwnComment(id);
                // Given twice, or taken back where none is: nothing changes, and nobody needs to hear of it.
                if (await write(scope) == 0)
                    return comment.Appreciations;
                await scope.ExecuteAsync(
                    "UPDATE comment SET appreciations = appreciations + @change WHERE site_id = @site AND id = @id",
                    [("@change", change), ("@site", site), ("@id", id)],
                    cancel
                );
                await scope.ExecuteAsync(
                    "UPDATE comment_thread SET version = version + 1 WHERE site_id = @site AND id = @thread",
                    [("@site", site), ("@thread", comment.ThreadId)],
                    cancel
                );
                var number = await scope.FirstAsync(
                    "SELECT version FROM comment_thread WHERE site_id = @site AND id = @thread",
                    [("@site", site), ("@thread", comment.ThreadId)],
                    row => row.Long(0),
                    cancel
                );
                await EventLog.AppendAsync(
                    scope,
                    site,
                    EventKind.CommentReacted,
                    clock.GetUtcNow(),
                    cancel,
                    comment.ThreadId,
                    number,
                    comment.Id
                );
                return comment.Appreciations + change;
            },
            cancel
        );
}
