using Parley.Events;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Finds discussions that surge, by the events that every node writes: so each node says the same, and no post and no reaction costs
/// anything for it. Asked for when staff look.
/// </summary>
internal sealed class SurgeStore(Database database)
{
    /// <summary>Now is so long.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>What was before is so many times as long.</summary>
    public const int WindowsBefore = 12;

    /// <summary>Fewer than these of a kind are a lively evening.</summary>
    public const int Fewest = 20;

    /// <summary>So many times as many as before are a surge.</summary>
    public const int Times = 4;

    // In a flood the last of them are enough to see it by, and staff's page stays quick.
    private const int LooksBack = 50_000;

    // Where more surge at once, the site does, and no list helps.
    private const int Most = 5;

    private sealed record Count(Guid Thread, EventKind Kind, int Now, int Before);

    /// <param name="Usual">What came from there in as long a time, in a discussion of the site to which anybody came from there.</param>
    private sealed record Came(Guid Thread, string Host, int Now, double Usual);

    /// <summary>The discussions of a site that surge, the strongest first.</summary>
    public Task<List<Surge>> ListAsync(SiteId site, DateTimeOffset now, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var found = Find(
                    await CountAsync(scope, site, now, cancel),
                    await CountArrivalsAsync(scope, site, now, cancel)
                );
                for (var i = 0; i < found.Count; i++)
                    found[i] = found[i] with
                    {
                        NewReaders = await ShareOfNewAsync(scope, site, found[i].ThreadId, now, cancel),
                    };
                return found;
            },
            cancel
        );

    private static Task<List<Count>> CountAsync(DbScope scope, SiteId site, DateTimeOffset now, CancellationToken cancel) =>
        scope.ListAsync(
            """
            SELECT thread_id, CASE WHEN kind = @held THEN @published ELSE kind END,
                count(CASE WHEN at > @since THEN 1 END), count(CASE WHEN at <= @since THEN 1 END)
            FROM event
            WHERE site_id = @site AND id > (SELECT id FROM event WHERE site_id = @site ORDER BY id DESC LIMIT 1) - @back
                AND at > @from AND NOT is_quiet AND thread_id IS NOT NULL AND kind IN (@published, @held, @reacted, @reported)
            GROUP BY 1, 2
            """,
            [
                ("@site", site),
                ("@back", LooksBack),
                ("@since", now - Window),
                ("@from", now - Window * (WindowsBefore + 1)),
                ("@published", EventKind.CommentPublished),
                ("@held", EventKind.CommentHeld),
                ("@reacted", EventKind.CommentReacted),
                ("@reported", EventKind.CommentReported),
            ],
            row => new Count(row.Guid(0), (EventKind)row.Int(1), (int)row.Long(2), (int)row.Long(3)),
            cancel
        );

    private static async Task<List<Came>> CountArrivalsAsync(
        DbScope scope,
        SiteId site,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var counts = await scope.ListAsync(
            """
            SELECT thread_id, host, coalesce(sum(CASE WHEN at > @since THEN count END), 0),
                coalesce(sum(CASE WHEN at <= @since THEN count END), 0)
            FROM arrival WHERE site_id = @site AND at > @from GROUP BY thread_id, host
            """,
            [("@site", site), ("@since", now - Window), ("@from", now - Window * (WindowsBefore + 1))],
            row => (Thread: row.Guid(0), Host: row.Text(1), Now: (int)row.Long(2), Before: (int)row.Long(3)),
            cancel
        );
        var ofSite = counts
            .Where(one => one.Before > 0)
            .GroupBy(one => one.Host)
            .ToDictionary(host => host.Key, host => host.Average(one => one.Before));
        return
        [
            .. counts.Select(one => new Came(
                one.Thread,
                one.Host,
                one.Now,
                Math.Max(one.Before, ofSite.GetValueOrDefault(one.Host)) / WindowsBefore
            )),
        ];
    }

    private static List<Surge> Find(List<Count> counts, List<Came> came)
    {
        var from = came.Where(one => one.Now >= Fewest && one.Now >= Times * Math.Max(1, one.Usual))
            .GroupBy(one => one.Thread)
            .ToDictionary(thread => thread.Key, thread => thread.MaxBy(one => one.Now)!);
        var ofSite = counts.GroupBy(count => count.Kind).ToDictionary(kind => kind.Key, AverageOf);
        return
        [
            .. counts
                .Select(count => count.Thread)
                .Concat(from.Keys)
                .Distinct()
                .Select(thread =>
                {
                    int More(EventKind kind) =>
                        TimesOf(counts.Find(count => count.Thread == thread && count.Kind == kind), ofSite);
                    return new Surge(
                        thread,
                        More(EventKind.CommentPublished),
                        More(EventKind.CommentReacted),
                        More(EventKind.CommentReported)
                    )
                    {
                        Host = from.GetValueOrDefault(thread)?.Host,
                        Visits = from.GetValueOrDefault(thread)?.Now ?? 0,
                    };
                })
                .Where(surge => surge.IsOfDeeds || surge.Host is not null)
                .OrderByDescending(surge => Math.Max(surge.Posts, Math.Max(surge.Reactions, surge.Reports)))
                .ThenByDescending(surge => surge.Visits)
                .Take(Most),
        ];
    }

    // What was usual in as long a time, in a discussion of this site in which anything of the kind was done at all.
    private static double AverageOf(IEnumerable<Count> counts) =>
        counts.Where(count => count.Before > 0).Select(count => count.Before).DefaultIfEmpty(0).Average() / WindowsBefore;

    // Against what the thread and the site had before, whichever is more; and never against less than one.
    private static int TimesOf(Count? count, Dictionary<EventKind, double> ofSite)
    {
        if (count is not { Now: >= Fewest })
            return 0;
        var usual = Math.Max(1, Math.Max(count.Before / (double)WindowsBefore, ofSite[count.Kind]));
        return count.Now >= Times * usual ? (int)Math.Round(count.Now / usual) : 0;
    }

    private static async Task<int> ShareOfNewAsync(
        DbScope scope,
        SiteId site,
        Guid thread,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        await scope.FirstAsync(
            """
            SELECT count(*), count(CASE WHEN p.created_at > @new THEN 1 END) FROM (
                SELECT a.author_id AS reader_id FROM authored a
                WHERE a.site_id = @site AND a.at > @since AND a.thread_id = @thread
                UNION ALL
                SELECT r.reader_id FROM comment c JOIN reaction r ON r.site_id = c.site_id AND r.comment_id = c.id
                WHERE c.site_id = @site AND c.thread_id = @thread AND r.at > @since
                UNION ALL
                SELECT w.reader_id FROM comment c JOIN report w ON w.site_id = c.site_id AND w.comment_id = c.id
                WHERE c.site_id = @site AND c.thread_id = @thread AND w.at > @since
            ) done JOIN reader p ON p.site_id = @site AND p.id = done.reader_id
            """,
            [("@site", site), ("@thread", thread), ("@since", now - Window), ("@new", now - ReaderStore.NewFor)],
            row => row.Long(0) == 0 ? 0 : (int)(100 * row.Long(1) / row.Long(0)),
            cancel
        );
}
