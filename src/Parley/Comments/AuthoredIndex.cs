using Parley.Events;
using Parley.Storage;

namespace Parley.Comments;

/// <summary>
/// Keeps who wrote what, newest first, and how many comments of a reader were published. It follows the events because an index
/// more in the posting transaction costs a page for every comment.
/// </summary>
internal sealed class AuthoredIndex : ITableFollower
{
    // SQLite's driver looks for each parameter by its name among all of them: hundreds in one statement cost more than in several.
    private const int AtOnce = 50;

    private const string Follower = "authored";

    // So far behind in a flood that an author's last words are not among these, a reader waits for the index.
    private const int MostUnlisted = 2000;

    public string Name => Follower;

    /// <summary>
    /// What authors wrote since the index last followed, in whatever state: what somebody has just said is to be theirs at once, on
    /// every node.
    /// </summary>
    /// <param name="isTheirs">The condition on <c>c.author_id</c>, of a site given as <c>@site</c>.</param>
    public static async Task<List<(Guid Comment, Guid Author)>> FindUnlistedAsync(
        DbScope scope,
        SiteId site,
        string isTheirs,
        (string, object?) parameter,
        CancellationToken cancel
    )
    {
        var listed = await scope.FirstAsync(
            "SELECT tx, event_id FROM bookmark WHERE follower = @name",
            [("@name", Follower)],
            row => new Bookmark(row.Long(0), row.Long(1)),
            cancel
        );
        return await scope.ListAsync(
            $"""
            SELECT c.id, c.author_id FROM (
                SELECT subject_id FROM event WHERE site_id = @site AND kind IN (@published, @held)
                    AND {scope.Dialect.EventsOutOfOrder ?? scope.Dialect.EventsAfterBookmark}
                ORDER BY {scope.Dialect.LatestEventsFirst} LIMIT {MostUnlisted}
            ) e JOIN comment c ON c.site_id = @site AND c.id = e.subject_id WHERE {isTheirs}
            """,
            [
                ("@site", site),
                ("@published", EventKind.CommentPublished),
                ("@held", EventKind.CommentHeld),
                ("@tx", listed.Tx),
                ("@id", listed.Id),
                parameter,
            ],
            row => (row.Guid(0), row.Guid(1)),
            cancel
        );
    }

    /// <inheritdoc cref="FindUnlistedAsync(DbScope, SiteId, string, ValueTuple{string, object?}, CancellationToken)"/>
    public static async Task<List<Guid>> FindUnlistedAsync(DbScope scope, SiteId site, Guid author, CancellationToken cancel) =>
        (await FindUnlistedAsync(scope, site, "c.author_id = @author", ("@author", author), cancel)).ConvertAll(one =>
            one.Comment
        );

    public async Task ApplyAsync(DbScope scope, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        foreach (var ofSite in events.Where(happened => happened.SubjectId is not null).GroupBy(happened => happened.Site))
        foreach (var some in ofSite.Chunk(AtOnce))
        {
            var written = some.Where(e => e.Kind is EventKind.CommentPublished or EventKind.CommentHeld)
                .Select(e => e.SubjectId!.Value);
            await AddAsync(scope, ofSite.Key, [.. written.Distinct()], cancel);
            var changes = some.Select(happened => (Comment: happened.SubjectId!.Value, By: ChangeOf(happened)))
                .Where(change => change.By != 0)
                .GroupBy(change => change.Comment, change => change.By)
                .ToDictionary(change => change.Key, change => change.Sum());
            await CountAsync(scope, ofSite.Key, changes, cancel);
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

    private static async Task AddAsync(DbScope scope, SiteId site, IReadOnlyCollection<Guid> comments, CancellationToken cancel)
    {
        if (comments.Count == 0)
            return;
        var (names, parameters) = DbScope.In("c", comments);
        await scope.ExecuteAsync(
            $"""
            INSERT INTO authored (site_id, author_id, at, comment_id, thread_id)
            SELECT site_id, author_id, posted_at, id, thread_id FROM comment WHERE site_id = @site AND id IN ({names})
            ON CONFLICT DO NOTHING
            """,
            [("@site", site), .. parameters],
            cancel
        );
    }

    private static async Task CountAsync(DbScope scope, SiteId site, Dictionary<Guid, int> changes, CancellationToken cancel)
    {
        if (changes.Count == 0)
            return;
        var (names, parameters) = DbScope.In("c", changes.Keys);
        var authors = await scope.ListAsync(
            $"SELECT id, author_id FROM comment WHERE site_id = @site AND id IN ({names})",
            [("@site", site), .. parameters],
            row => (Comment: row.Guid(0), Author: row.Guid(1)),
            cancel
        );
        // Most have one comment more: a statement for all of them, and not one for each.
        foreach (
            var alike in authors
                .GroupBy(row => row.Author, row => changes[row.Comment])
                .GroupBy(author => author.Sum(), author => author.Key)
        )
        {
            var (readers, ids) = DbScope.In("r", alike.ToList());
            await scope.ExecuteAsync(
                $"UPDATE reader SET published_count = published_count + @change WHERE site_id = @site AND id IN ({readers})",
                [("@change", alike.Key), ("@site", site), .. ids],
                cancel
            );
        }
    }
}
