using Parley.Events;
using Parley.Storage;

namespace Parley.Feeds;

/// <summary>Keeps what was published in the order of time, and what was withdrawn since.</summary>
internal sealed class FeedIndex : ITableFollower
{
    // As in AuthoredIndex: hundreds of parameters in one statement cost more than in several.
    private const int AtOnce = 50;

    public string Name => "feeds";

    public async Task ApplyAsync(DbScope scope, IReadOnlyList<Event> events, CancellationToken cancel)
    {
        var ofComments = events.Where(happened => happened.Kind.IsOfWords() && happened.SubjectId is not null);
        foreach (var alike in ofComments.GroupBy(happened => (happened.Site, happened.IsQuiet)))
        foreach (var some in alike.Chunk(AtOnce))
        {
            // What was imported stands where it was written; what waited for a moderator begins when it came out, or nobody who
            // has read on would ever see it.
            var from = alike.Key.IsQuiet ? DateTimeOffset.UnixEpoch : some.Min(happened => happened.At);
            await FollowAsync(scope, alike.Key.Site, some, from, some.Max(happened => happened.At), cancel);
        }
    }

    // Not what the events say but what is so now: a later event would only say it again.
    private static async Task FollowAsync(
        DbScope scope,
        SiteId site,
        IEnumerable<Event> some,
        DateTimeOffset from,
        DateTimeOffset until,
        CancellationToken cancel
    )
    {
        var (names, parameters) = DbScope.In("c", some.Select(happened => happened.SubjectId!.Value).Distinct().ToList());
        await scope.ExecuteAsync(
            $"""
            INSERT INTO feed_entry (site_id, comment_id, thread_id, author_id, at)
            SELECT site_id, id, thread_id, author_id, CASE WHEN posted_at > @from THEN posted_at ELSE @from END
            FROM comment WHERE site_id = @site AND state = 0 AND id IN ({names})
            ON CONFLICT (site_id, comment_id) DO UPDATE SET withdrawn_at = NULL
            """,
            [("@site", site), ("@from", from), .. parameters],
            cancel
        );
        await scope.ExecuteAsync(
            $"""
            UPDATE feed_entry SET withdrawn_at = @until WHERE site_id = @site AND withdrawn_at IS NULL AND comment_id IN
                (SELECT id FROM comment WHERE site_id = @site AND state <> 0 AND id IN ({names}))
            """,
            [("@site", site), ("@until", until), .. parameters],
            cancel
        );
    }
}
