using Parley.Comments;
using Parley.Newsroom;
using Parley.Storage;
using Parley.Threads;

namespace Parley.Reading;

/// <summary>
/// Reads a thread a page at a time, by key: the first page costs the same in a thread of ten thousand as in one of a hundred.
/// Only what stands is read, so what is held or taken down can be in no page.
/// </summary>
internal sealed class ThreadReader(Database database, Rankings rankings)
{
    /// <summary>The most comments on one page, replies included.</summary>
    public const int MostOnPage = 100;

    /// <summary>How many replies each branch shows while there is another page to come.</summary>
    private const int FirstReplies = 5;

    private const string Select = AuthoredComments.Select;

    /// <summary>A page of the thread; null where there is no such thread.</summary>
    public Task<ThreadSlice?> ReadAsync(
        SiteId site,
        Guid threadId,
        ReadingOrder order,
        Cursor? after,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                if (await ThreadStore.FindAsync(scope, site, threadId, cancel) is not { } thread)
                    return null;
                var slice = order.IsRanked()
                    ? await ReadRankedAsync(scope, thread, order, after, cancel)
                    : await ReadByTimeAsync(scope, thread, order, after, cancel);
                return slice with { Front = await ThreadFront.ReadAsync(scope, thread, after is null, cancel) };
            },
            cancel
        );

    /// <summary>A thread, and one of its comments as long as that is public.</summary>
    public Task<(CommentThread? Thread, ReadComment? Comment)> ReadOneAsync(
        SiteId site,
        Guid threadId,
        Guid id,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            async scope =>
            {
                var thread = await ThreadStore.FindAsync(scope, site, threadId, cancel);
                var read = await AuthoredComments.FindAsync(scope, site, id, cancel);
                var isPublic = read is { Comment.State: CommentState.Published } && read.Comment.ThreadId == threadId;
                return (thread, isPublic ? read : null);
            },
            cancel
        );

    /// <summary>What the newsroom picked in a thread, the latest first.</summary>
    public Task<PickSlice?> ReadPicksAsync(SiteId site, Guid threadId, DateTimeOffset? before, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                if (await ThreadStore.FindAsync(scope, site, threadId, cancel) is not { } thread)
                    return null;
                var picks = await PickStore.ListAsync(scope, site, threadId, before, PickStore.OnPage + 1, cancel);
                var shown = picks.Take(PickStore.OnPage).ToList();
                return new PickSlice(thread, shown, picks.Count > PickStore.OnPage ? shown[^1].PickedAt : null);
            },
            cancel
        );

    /// <summary>The replies of a branch after a position.</summary>
    public Task<BranchSlice?> ReadBranchAsync(SiteId site, Guid topId, long after, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var found = await scope.FirstAsync(
                    "SELECT thread_id FROM comment WHERE site_id = @site AND id = @id AND branch = 0 AND stands",
                    [("@site", site), ("@id", topId)],
                    row => (Guid?)row.Guid(0),
                    cancel
                );
                if (found is not { } threadId || await ThreadStore.FindAsync(scope, site, threadId, cancel) is not { } thread)
                    return null;
                if (await AuthoredComments.FindAsync(scope, site, topId, cancel) is not { } top)
                    return null;
                var replies = await scope.ListAsync(
                    $"{Select} AND c.thread_id = @thread AND c.branch = @branch AND c.stands AND c.position > @after ORDER BY c.position LIMIT @most",
                    [
                        ("@site", site),
                        ("@thread", threadId),
                        ("@branch", top.Comment.Position),
                        ("@after", after),
                        ("@most", MostOnPage + 1),
                    ],
                    AuthoredComments.Read,
                    cancel
                );
                var counts = await CountRepliesAsync(scope, thread, [top.Comment.Position], cancel);
                var isMore = replies.Count > MostOnPage;
                if (isMore)
                    replies.RemoveAt(MostOnPage);
                return new BranchSlice(
                    thread,
                    top,
                    replies,
                    isMore ? replies[^1].Comment.Position : null,
                    counts.GetValueOrDefault(top.Comment.Position)
                );
            },
            cancel
        );

    /// <summary>
    /// A comment that stands or was removed, with those above it that stand, as many as a page holds, the nearest the last before itself;
    /// empty for any other.
    /// </summary>
    public Task<List<ReadComment>> ReadPathAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var found = await scope.ListAsync(
                    $"""
                    WITH RECURSIVE up(id, parent_id, level) AS (
                        SELECT id, parent_id, 1 FROM comment WHERE site_id = @site AND id = @id AND (stands OR state = @removed)
                        UNION ALL
                        SELECT a.id, a.parent_id, up.level + 1 FROM up JOIN comment a ON a.site_id = @site AND a.id = up.parent_id
                        WHERE a.stands AND up.level < @most
                    )
                    {Select} AND c.id IN (SELECT id FROM up)
                    """,
                    [("@site", site), ("@id", id), ("@removed", CommentState.Removed), ("@most", MostOnPage)],
                    AuthoredComments.Read,
                    cancel
                );
                // What is above was there before what answers it, and stands less deep.
                return found.OrderBy(one => one.Comment.Depth).ToList();
            },
            cancel
        );

    private static async Task<ThreadSlice> ReadByTimeAsync(
        DbScope scope,
        CommentThread thread,
        ReadingOrder order,
        Cursor? after,
        CancellationToken cancel
    )
    {
        var (compare, direction) = order == ReadingOrder.Newest ? ("<", "DESC") : (">", "ASC");
        var from = after?.Value ?? (order == ReadingOrder.Newest ? long.MaxValue : -1);
        var tops = await scope.ListAsync(
            $"{Select} AND c.thread_id = @thread AND c.branch = 0 AND c.stands AND c.position {compare} @from ORDER BY c.position {direction} LIMIT @most",
            [("@site", thread.Site), ("@thread", thread.Id), ("@from", from), ("@most", MostOnPage + 1)],
            AuthoredComments.Read,
            cancel
        );
        var (shown, branches) = await FillAsync(scope, thread, tops, tops.Count > MostOnPage, cancel);
        Cursor? next = shown < tops.Count ? new Cursor(null, tops[shown - 1].Comment.Position) : null;
        return new ThreadSlice(thread, branches, next);
    }

    private async Task<ThreadSlice> ReadRankedAsync(
        DbScope scope,
        CommentThread thread,
        ReadingOrder order,
        Cursor? after,
        CancellationToken cancel
    )
    {
        var ranking = await rankings.FindAsync(scope, thread, order, after?.Ranking, cancel);
        var offset = (int)Math.Min(after?.Value ?? 0, ranking.Ids.Count);
        var wanted = ranking.Ids.Skip(offset).Take(MostOnPage).ToList();
        var tops = await ReadStandingAsync(scope, thread, wanted, cancel);
        var (shown, branches) = await FillAsync(scope, thread, tops, offset + wanted.Count < ranking.Ids.Count, cancel);
        // What was taken down since is in the ranking and not on the page, so places are counted in the ranking.
        var last = shown == 0 ? wanted.Count : wanted.IndexOf(tops[shown - 1].Comment.Id) + 1;
        if (shown == tops.Count)
            last = wanted.Count;
        var end = offset + last;
        return new ThreadSlice(thread, branches, end < ranking.Ids.Count ? new Cursor(ranking.Name, end) : null);
    }

    // Those that stand; the others are in the ranking for a while yet.
    private static async Task<List<ReadComment>> ReadStandingAsync(
        DbScope scope,
        CommentThread thread,
        List<Guid> ids,
        CancellationToken cancel
    ) =>
        (await AuthoredComments.FindAsync(scope, thread.Site, ids, cancel)).FindAll(read =>
            read.Comment.ThreadId == thread.Id && read.Comment.Stands
        );

    /// <summary>Takes as many branches as a page has room for, and gives each its first replies.</summary>
    private static async Task<(int Shown, List<ReadBranch> Branches)> FillAsync(
        DbScope scope,
        CommentThread thread,
        List<ReadComment> tops,
        bool isMore,
        CancellationToken cancel
    )
    {
        if (tops.Count == 0)
            return (0, []);
        var counts = await CountRepliesAsync(scope, thread, [.. tops.Select(t => t.Comment.Position)], cancel);
        var sizes = tops.Select(t => counts.GetValueOrDefault(t.Comment.Position)).ToList();
        var (shown, most) = PageRoom.Share(sizes, isMore, MostOnPage, FirstReplies);
        var positions = tops.Take(shown)
            .Where(t => counts.ContainsKey(t.Comment.Position))
            .Select(t => t.Comment.Position)
            .ToList();
        var replies = await ReadRepliesAsync(scope, thread, positions, most, cancel);
        return (
            shown,
            [.. tops.Take(shown).Select((top, i) => new ReadBranch(top, [.. replies[top.Comment.Position]], sizes[i]))]
        );
    }

    private static async Task<ILookup<long, ReadComment>> ReadRepliesAsync(
        DbScope scope,
        CommentThread thread,
        List<long> branches,
        int most,
        CancellationToken cancel
    )
    {
        if (branches.Count == 0)
            return Array.Empty<ReadComment>().ToLookup(c => c.Comment.Branch);
        // A select for each branch reads no more than is shown, however long the branch is, and leaves nothing to a planner's guess:
        // PostgreSQL knows nothing of a thread that was just imported, and took two minutes for one statement with a window.
        var selects = branches.Select(
            (_, i) =>
                $"""
                    SELECT id FROM (SELECT id FROM comment WHERE site_id = @site AND thread_id = @thread AND branch = @b{i} AND stands
                        ORDER BY position LIMIT @most) b{i}
                    """
        );
        var ids = await scope.ListAsync(
            string.Join(" UNION ALL ", selects),
            [
                ("@site", thread.Site),
                ("@thread", thread.Id),
                ("@most", most),
                .. branches.Select((branch, i) => ($"@b{i}", (object?)branch)),
            ],
            row => row.Guid(0),
            cancel
        );
        var replies = await ReadStandingAsync(scope, thread, ids, cancel);
        return replies.OrderBy(c => c.Comment.Position).ToLookup(c => c.Comment.Branch);
    }

    private static async Task<Dictionary<long, int>> CountRepliesAsync(
        DbScope scope,
        CommentThread thread,
        IReadOnlyCollection<long> branches,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("b", branches);
        var rows = await scope.ListAsync(
            $"""
            SELECT branch, count(*) FROM comment
            WHERE site_id = @site AND thread_id = @thread AND stands AND branch IN ({names}) GROUP BY branch
            """,
            [("@site", thread.Site), ("@thread", thread.Id), .. parameters],
            row => (Branch: row.Long(0), Count: row.Int(1)),
            cancel
        );
        return rows.ToDictionary(row => row.Branch, row => row.Count);
    }
}
