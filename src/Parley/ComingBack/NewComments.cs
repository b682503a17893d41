using Parley.Comments;
using Parley.Events;
using Parley.Storage;
using Parley.Threads;

namespace Parley.ComingBack;

/// <summary>Finds what was published in a thread after a number, and is public now.</summary>
internal sealed class NewComments(Database database)
{
    /// <summary>The most that are found at once: the latest.</summary>
    public const int Most = 500;

    // Reactions are events, too: of a thread where thousands were given since, the latest events are looked at.
    private const int MostLookedAt = 10_000;

    /// <returns>Null where there is no such thread.</returns>
    public Task<NewAnswer?> FindAsync(SiteId site, Guid thread, long since, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                if (await ThreadStore.FindAsync(scope, site, thread, cancel) is not { } found)
                    return null;
                var from = Math.Max(since, found.Version - MostLookedAt);
                var published = await scope.ListAsync(
                    """
                    SELECT DISTINCT c.id, c.parent_id, c.position FROM event e
                    JOIN comment c ON c.site_id = e.site_id AND c.id = e.subject_id
                    WHERE e.site_id = @site AND e.thread_id = @thread AND e.number > @from AND e.kind = @kind AND NOT e.is_quiet
                        AND c.state = @public
                    ORDER BY c.position DESC LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@thread", thread),
                        ("@from", from),
                        ("@kind", EventKind.CommentPublished),
                        ("@public", CommentState.Published),
                        ("@most", Most + 1),
                    ],
                    row => new FoundComment(row.Guid(0), row.GuidOrNull(1)),
                    cancel
                );
                var isMore = published.Count > Most;
                if (isMore)
                    published.RemoveAt(Most);
                published.Reverse();
                return new NewAnswer(found.Version, published, isMore || from > since);
            },
            cancel
        );
}
