using Parley.Comments;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>Counts how the desk keeps up, when somebody asks: nothing is kept for it.</summary>
internal sealed class DeskFiguresStore(Database database, TimeProvider clock)
{
    public const int Days = 28;
    private const int Hours = 24;

    // A page of figures takes no longer for a large site than for a small one: of more than these the newest are counted.
    private const int MostDecisions = 50_000;
    private const int MostWritten = 20_000;
    private static readonly TimeSpan WrittenWithin = TimeSpan.FromDays(7);

    private sealed record Decided(DateTimeOffset At, bool IsPublished, bool IsTakenBack, DateTimeOffset? Since);

    public Task<DeskFigures> FindAsync(Site site, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var now = clock.GetUtcNow();
                var today = site.DayOf(now);
                var decided = await ListDecidedAsync(scope, site.Id, now.AddDays(-Days - 1), cancel);
                return new DeskFigures(
                    await QueueStore.CountByAgeAsync(scope, site.Id, DeskFigures.Ages, now, cancel),
                    ByHour(decided, now),
                    ByDay(decided, site, today),
                    await FindShareAsync(scope, site.Id, now, cancel),
                    await CountObjectionsAsync(scope, site.Id, now.AddDays(-Days), cancel)
                );
            },
            cancel
        );

    // A held comment waits since it was posted, a published one since the first of the reports that the decision settled. What was
    // decided before waited for nobody.
    private static Task<List<Decided>> ListDecidedAsync(
        DbScope scope,
        SiteId site,
        DateTimeOffset since,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT d.at, d."to", d.taken_back_at,
                CASE d."from" WHEN 1 THEN c.posted_at WHEN 0 THEN (SELECT min(r.at) FROM report r
                    WHERE r.site_id = @site AND r.comment_id = d.comment_id AND r.settled_at = d.at) END
            FROM decision d LEFT JOIN comment c ON c.site_id = d.site_id AND c.id = d.comment_id
            WHERE d.site_id = @site AND d.at >= @since ORDER BY d.at DESC LIMIT @most
            """,
            [("@site", site), ("@since", since), ("@most", MostDecisions)],
            row => new Decided(
                row.Time(0),
                (CommentState)row.Int(1) == CommentState.Published,
                !row.IsNull(2),
                row.TimeOrNull(3)
            ),
            cancel
        );

    private static List<HourFigures> ByHour(List<Decided> decided, DateTimeOffset now)
    {
        var running = new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var byHour = decided.ToLookup(one => (int)Math.Floor((one.At - running).TotalHours));
        return
        [
            .. Enumerable
                .Range(1 - Hours, Hours)
                .Select(hour => new HourFigures(
                    running.AddHours(hour),
                    byHour[hour].Count(one => one.IsPublished),
                    byHour[hour].Count(one => !one.IsPublished)
                )),
        ];
    }

    private static List<DayFigures> ByDay(List<Decided> decided, Site site, DateOnly today)
    {
        var byDay = decided.ToLookup(one => site.DayOf(one.At));
        return [.. Enumerable.Range(1 - Days, Days).Select(day => ToDay(today.AddDays(day), [.. byDay[today.AddDays(day)]]))];
    }

    private static DayFigures ToDay(DateOnly day, IReadOnlyList<Decided> decided)
    {
        var waits = decided
            .Where(one => one.Since is not null && !one.IsTakenBack)
            .Select(one => (one.At - one.Since!.Value).TotalMinutes)
            .Order()
            .ToList();
        return new DayFigures(
            day,
            decided.Count(one => one.IsPublished),
            decided.Count(one => !one.IsPublished),
            decided.Count(one => one.IsTakenBack),
            At(0.5),
            At(0.95)
        );

        double? At(double share) => NearestRank.Of(waits, share) is { } minutes ? Math.Round(minutes, 1) : null;
    }

    private static async Task<MachineShare> FindShareAsync(
        DbScope scope,
        SiteId site,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        (
            await scope.FirstAsync(
                """
                SELECT count(*), coalesce(sum(CASE WHEN c.state = 1 OR EXISTS (SELECT 1 FROM decision d
                    WHERE d.site_id = @site AND d.comment_id = c.id AND d.taken_back_at IS NULL) THEN 1 ELSE 0 END), 0)
                FROM (SELECT comment_id FROM authored WHERE site_id = @site AND at >= @since ORDER BY at DESC LIMIT @most) a
                JOIN comment c ON c.site_id = @site AND c.id = a.comment_id
                """,
                [("@site", site), ("@since", now - WrittenWithin), ("@most", MostWritten)],
                row => new MachineShare((int)row.Long(0), (int)row.Long(1)),
                cancel
            )
        )!;

    private static async Task<ObjectionFigures> CountObjectionsAsync(
        DbScope scope,
        SiteId site,
        DateTimeOffset since,
        CancellationToken cancel
    ) =>
        (
            await scope.FirstAsync(
                """
                SELECT count(*), coalesce(sum(CASE WHEN is_reversed THEN 1 ELSE 0 END), 0) FROM objection
                WHERE site_id = @site AND decided_at >= @since
                """,
                [("@site", site), ("@since", since)],
                row => new ObjectionFigures((int)row.Long(0), (int)row.Long(1)),
                cancel
            )
        )!;
}
