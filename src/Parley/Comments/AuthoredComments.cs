using Parley.Readers;
using Parley.Sourcing;
using Parley.Storage;

namespace Parley.Comments;

/// <summary>Finds single comments together with their authors, for the pages and forms that are about one comment.</summary>
internal sealed class AuthoredComments(Database database)
{
    internal const string Select = $"""
        SELECT c.site_id, c.id, c.thread_id, c.parent_id, c.branch, c.position, c.depth, c.author_id, c.state, c.stands, c.source, c.format,
            c.html, c.posted_at, c.time_is_unknown, c.edited_at, c.appreciations, c.is_imported,
            r.name, r.kind, r.role, CASE WHEN p.state = 0 THEN pr.name END, c.picked_at, c.pinned_at,
            {CommentPlaces.Columns}, ch.answer, ca.name, ch.answered_at, ch.status
        FROM comment c
        JOIN reader r ON r.site_id = c.site_id AND r.id = c.author_id
        LEFT JOIN comment p ON p.site_id = c.site_id AND p.id = c.parent_id
        LEFT JOIN reader pr ON pr.site_id = p.site_id AND pr.id = p.author_id
        {CommentPlaces.Joins}
        LEFT JOIN challenge ch ON ch.site_id = c.site_id AND ch.comment_id = c.id AND ch.answered_at IS NOT NULL
        LEFT JOIN reader ca ON ca.site_id = ch.site_id AND ca.id = ch.answered_by
        WHERE c.site_id = @site
        """;

    /// <summary>A comment whatever its state: who may see it is asked by the caller.</summary>
    public Task<ReadComment?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, id, cancel), cancel);

    public static Task<ReadComment?> FindAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel) =>
        scope.FirstAsync($"{Select} AND c.id = @id", [("@site", site), ("@id", id)], Read, cancel);

    /// <summary>
    /// Several comments whatever their state, in the order of their ids; those that are not there are left out. Who may see them is
    /// asked by the caller.
    /// </summary>
    public static async Task<List<ReadComment>> FindAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    )
    {
        if (ids.Count == 0)
            return [];
        var (names, parameters) = DbScope.In("id", ids);
        var found = await scope.ListAsync($"{Select} AND c.id IN ({names})", [("@site", site), .. parameters], Read, cancel);
        var byId = found.ToDictionary(read => read.Comment.Id);
        return [.. ids.Where(byId.ContainsKey).Select(id => byId[id])];
    }

    /// <summary>Several comments in the order of their ids, of which only those that are public.</summary>
    public static async Task<List<ReadComment>> FindPublicAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyCollection<Guid> ids,
        CancellationToken cancel
    ) => (await FindAsync(scope, site, ids, cancel)).FindAll(read => read.Comment.State == CommentState.Published);

    /// <summary>A reader's own comments of a thread that wait for a person, oldest first.</summary>
    public Task<List<ReadComment>> FindHeldAsync(SiteId site, Guid threadId, Guid author, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    $"{Select} AND c.thread_id = @thread AND c.state = 1 AND c.author_id = @author ORDER BY c.position LIMIT 100",
                    [("@site", site), ("@thread", threadId), ("@author", author)],
                    Read,
                    cancel
                ),
            cancel
        );

    /// <summary>A reader's own comments in every state but deleted, newest first.</summary>
    /// <param name="before">The time of the last one of the part before; null for the first part.</param>
    public Task<List<ReadComment>> FindByAuthorAsync(
        SiteId site,
        Guid author,
        DateTimeOffset? before,
        int most,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                var (unlisted, ids) = DbScope.In("u", await AuthoredIndex.FindUnlistedAsync(scope, site, author, cancel));
                return await scope.ListAsync(
                    $"""
                    {Select} AND c.id IN (
                        SELECT comment_id FROM (
                            SELECT a.comment_id FROM authored a JOIN comment own ON own.site_id = a.site_id AND own.id = a.comment_id
                            WHERE a.site_id = @site AND a.author_id = @author AND a.at < @before AND own.state <> 4
                            ORDER BY a.at DESC LIMIT @most) listed
                        UNION SELECT id FROM comment
                            WHERE site_id = @site AND id IN ({unlisted}) AND posted_at < @before AND state <> 4)
                    ORDER BY c.posted_at DESC LIMIT @most
                    """,
                    [
                        ("@site", site),
                        ("@author", author),
                        ("@before", before ?? DateTimeOffset.MaxValue),
                        ("@most", most),
                        .. ids,
                    ],
                    Read,
                    cancel
                );
            },
            cancel
        );

    internal static ReadComment Read(Row row) =>
        new(CommentStore.Read(row), row.Text(18), (ReaderKind)row.Int(19), (ReaderRole)row.Int(20), row.TextOrNull(21))
        {
            PickedAt = row.TimeOrNull(22),
            PinnedAt = row.TimeOrNull(23),
            Place = CommentPlaces.Read(row, 24),
            Answer = row.TextOrNull(32) is { } answer
                ? new(answer, row.TextOrNull(33) ?? "", row.Time(34), row.IsNull(35) ? null : (ClaimStatus)row.Int(35))
                : null,
        };
}
