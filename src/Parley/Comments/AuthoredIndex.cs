using Parley.Events;
using Parley.Storage;

namespace Parley.Comments;

/// <summary>
/// Keeps who wrote what, newest first, and how many comments of a reader were published. It follows the events because an index
/// more in the posting transaction costs a page for every comment.
/// </summary>
internal sealed class AuthoredIndex : ITableFollower
{
    public string Name => "authored";

    public async Task ApplyAsync(DbScope scope, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        foreach (var happened in events)
        {
            if (happened.SubjectId is not { } comment)
                continue;
            if (happened.Kind is EventKind.CommentPublished or EventKind.CommentHeld)
                await AddAsync(scope, happened.Site, comment, cancel);
            if (ChangeOf(happened) is not 0 and var change)
                await CountAsync(scope, happened.Site, comment, change, cancel);
        }
    }

    // An author who deletes their own words stays a known reader; one whose words a moderator took down is less so.
    private static int ChangeOf(Event happened) =>
        happened switch
        {
            { Kind: EventKind.CommentPublished } => 1,
            { Kind: EventKind.CommentRemoved or EventKind.CommentRejected or EventKind.CommentHeld, Number: not null } => -1,
            _ => 0,
        };

    private static Task AddAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO authored (site_id, author_id, at, comment_id, thread_id)
            SELECT site_id, author_id, posted_at, id, thread_id FROM comment WHERE site_id = @site AND id = @id
            ON CONFLICT DO NOTHING
            """,
            [("@site", site), ("@id", comment)],
            cancel
        );

    private static Task CountAsync(DbScope scope, SiteId site, Guid comment, int change, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE reader SET published_count = published_count + @change
            WHERE site_id = @site AND id = (SELECT author_id FROM comment WHERE site_id = @site AND id = @id)
            """,
            [("@site", site), ("@id", comment), ("@change", change)],
            cancel
        );
}
