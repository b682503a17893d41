using Parley.Comments;
using Parley.Newsroom;
using Parley.Storage;

namespace Parley.Feeds;

/// <summary>Reads what feeds hold: joined to the comments as they are now, so that nothing is in one which is not public.</summary>
internal sealed class FeedStore(Database database)
{
    /// <summary>Entries on a page.</summary>
    public const int AtOnce = 50;

    public Task<FeedSlice> ReadAsync(SiteId site, FeedPath path, TimeCursor before, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                path.ArePicks
                    ? ReadPicksAsync(scope, site, path, before, cancel)
                    : ReadAsync(scope, site, path, before, cancel),
            cancel
        );

    // Nothing is kept of a pick that was taken back, so it leaves without a word. What was withdrawn, the other feeds say of the
    // same id.
    private static async Task<FeedSlice> ReadPicksAsync(
        DbScope scope,
        SiteId site,
        FeedPath path,
        TimeCursor before,
        CancellationToken cancel
    )
    {
        Guid? thread = path.Of == FeedOf.Thread ? path.Subject : null;
        var picks = await PickStore.ListAsync(scope, site, thread, before.At, AtOnce + 1, cancel);
        var isMore = picks.Count > AtOnce;
        if (isMore)
            picks.RemoveAt(AtOnce);
        // No two of a site were picked at one moment, so the time alone says where the next page begins.
        TimeCursor? last = isMore ? new TimeCursor(picks[^1].PickedAt!.Value, picks[^1].Comment.Id) : null;
        return new FeedSlice(picks, await CountRepliesAsync(scope, site, picks, cancel), [], last);
    }

    private static async Task<FeedSlice> ReadAsync(
        DbScope scope,
        SiteId site,
        FeedPath path,
        TimeCursor before,
        CancellationToken cancel
    )
    {
        var mine = path.Of switch
        {
            FeedOf.Site => "",
            FeedOf.Thread => "AND f.thread_id = @subject",
            _ => "AND f.author_id = @subject",
        };
        var places = await scope.ListAsync(
            $"""
            SELECT f.at, f.comment_id FROM feed_entry f JOIN comment c ON c.site_id = f.site_id AND c.id = f.comment_id
            WHERE f.site_id = @site {mine} AND c.state = 0 AND (f.at, f.comment_id) < (@at, @id)
            ORDER BY f.at DESC, f.comment_id DESC LIMIT @most
            """,
            [("@site", site), ("@subject", path.Subject), ("@at", before.At), ("@id", before.Id), ("@most", AtOnce + 1)],
            row => new TimeCursor(row.Time(0), row.Guid(1)),
            cancel
        );
        var isMore = places.Count > AtOnce;
        if (isMore)
            places.RemoveAt(AtOnce);
        TimeCursor? last = isMore ? places[^1] : null;
        var gone = await scope.ListAsync(
            $"""
            SELECT f.comment_id, f.withdrawn_at FROM feed_entry f JOIN comment c ON c.site_id = f.site_id AND c.id = f.comment_id
            WHERE f.site_id = @site {mine} AND c.state <> 0 AND f.withdrawn_at IS NOT NULL
                AND (f.at, f.comment_id) < (@at, @id) AND (f.at, f.comment_id) > (@endAt, @endId)
            ORDER BY f.at DESC, f.comment_id DESC LIMIT @most
            """,
            [
                ("@site", site),
                ("@subject", path.Subject),
                ("@at", before.At),
                ("@id", before.Id),
                ("@endAt", last?.At ?? DateTimeOffset.MinValue),
                ("@endId", last?.Id ?? Guid.Empty),
                ("@most", AtOnce),
            ],
            row => new GoneEntry(row.Guid(0), row.Time(1)),
            cancel
        );
        var comments = await AuthoredComments.FindPublicAsync(scope, site, places.ConvertAll(place => place.Id), cancel);
        return new FeedSlice(comments, await CountRepliesAsync(scope, site, comments, cancel), gone, last);
    }

    /// <summary>When a site began: with its number, what makes its feed another than any other installation's.</summary>
    public Task<DateTimeOffset> FindBeginningAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync("SELECT created_at FROM site WHERE id = @site", [("@site", site)], row => row.Time(0), cancel),
            cancel
        );

    // A select for each, as for the replies of a page: it reads one branch by its index, and leaves nothing to a planner's guess.
    private static async Task<Dictionary<Guid, int>> CountRepliesAsync(
        DbScope scope,
        SiteId site,
        List<ReadComment> comments,
        CancellationToken cancel
    )
    {
        if (comments.Count == 0)
            return [];
        var selects = comments.Select(
            (_, i) =>
                $"""
                    SELECT {i}, count(*) FROM comment WHERE site_id = @site AND thread_id = @t{i} AND branch = @b{i} AND stands
                        AND state = 0 AND parent_id = @p{i}
                    """
        );
        (string, object?)[] parameters =
        [
            ("@site", site),
            .. comments.SelectMany(
                (read, i) =>
                    new (string, object?)[]
                    {
                        ($"@t{i}", read.Comment.ThreadId),
                        ($"@b{i}", read.Comment.Branch > 0 ? read.Comment.Branch : read.Comment.Position),
                        ($"@p{i}", read.Comment.Id),
                    }
            ),
        ];
        var counts = await scope.ListAsync(
            string.Join(" UNION ALL ", selects),
            parameters,
            row => (Comment: comments[row.Int(0)].Comment.Id, Count: row.Int(1)),
            cancel
        );
        return counts.ToDictionary(one => one.Comment, one => one.Count);
    }
}

/// <param name="Replies">How many answer each.</param>
/// <param name="Gone">What was withdrawn of those that stood between these.</param>
/// <param name="Next">Where the older ones begin; null at the end.</param>
internal sealed record FeedSlice(
    IReadOnlyList<ReadComment> Comments,
    IReadOnlyDictionary<Guid, int> Replies,
    IReadOnlyList<GoneEntry> Gone,
    TimeCursor? Next
);
