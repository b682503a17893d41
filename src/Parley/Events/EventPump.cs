using System.Diagnostics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Parley.Storage;

namespace Parley.Events;

/// <summary>Reads the event table once for all followers of this process, woken by the bell and once a second without it.</summary>
internal sealed partial class EventPump(
    Database database,
    EventLog log,
    IEnumerable<IMemoryFollower> memory,
    IEnumerable<ITableFollower> tables,
    ILogger<EventPump> logger
) : BackgroundService
{
    private const int MostAtOnce = 500;

    // In a flood of posts every commit rings the bell. What a reader has just done is shown to them by the version they ask for.
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(20);

    // Tables follow by writes of their own, which keep posts waiting: in a flood a few a second, never long ones, and for a quarter of
    // the time, as far as a round of them takes no longer than a third of a second. What they owe they make up when it is over; memory
    // follows at once.
    private const int MostInTable = 250;
    private const int TimesAsLong = 3;
    private static readonly TimeSpan ShortestBetweenTables = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestBetweenTables = TimeSpan.FromSeconds(1);

    private readonly IMemoryFollower[] memory = [.. memory];
    private readonly ITableFollower[] tables = [.. tables];
    private Bookmark bookmark;
    private long tablesAt;
    private TimeSpan betweenTables = ShortestBetweenTables;
    private TimeSpan tablesTook;
    private bool areTablesBehind;
    private HashSet<Bookmark> toldOutOfOrder = [];

    /// <summary>Events that this process has seen, for the health page and for tests that wait.</summary>
    public Bookmark Seen => bookmark;

    /// <summary>Whether an event after the bookmark has been told nevertheless, to those who do not wait for its turn.</summary>
    internal bool HasTold(Event happened) => toldOutOfOrder.Contains(happened.Place);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        database.Committed += Hear;
        // Before the first request: whatever is put into a cache from now on is told of every later change.
        bookmark = await log.FindEndAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var from = Stopwatch.GetTimestamp();
                var isBehind = await FollowAsync(stoppingToken);
                if (isBehind)
                    continue;
                // Tables that wait for their turn do not wait for the bell.
                await WaitAsync(areTablesBehind ? RestOf(betweenTables, tablesAt) : Timeout.InfiniteTimeSpan, stoppingToken);
                if (RestOf(BetweenReads, from) is { Ticks: > 0 } rest)
                    await Task.Delay(rest, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The bookmark has not moved, so nothing is lost: say it and look again.
                Failed(logger, error);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>Applies what is new. True where there is more.</summary>
    internal async Task<bool> FollowAsync(CancellationToken cancel)
    {
        var events = await log.ReadAsync(bookmark, MostAtOnce, cancel);
        foreach (var happened in events)
        {
            if (!toldOutOfOrder.Contains(happened.Place))
                Tell(happened);
            bookmark = happened.Place;
        }

        var isBehind = events.Count == MostAtOnce;
        if (!isBehind)
            await LookAheadAsync(cancel);
        areTablesBehind |= events.Count > 0;
        // How much time goes by, not what time it is: a test's clock may stand still.
        if (tablesAt != 0 && Stopwatch.GetElapsedTime(tablesAt) < betweenTables)
            return isBehind;
        tablesTook = TimeSpan.Zero;
        areTablesBehind = false;
        foreach (var follower in await FindBehindAsync(cancel))
        {
            try
            {
                areTablesBehind |= await AdvanceAsync(follower, cancel);
            }
            catch (Exception error) when (!cancel.IsCancellationRequested)
            {
                // What one of them cannot read must not keep the others. Its bookmark has not moved: it tries again.
                FollowerFailed(logger, error, follower.Name);
            }
        }

        tablesAt = Stopwatch.GetTimestamp();
        betweenTables = PauseAfter(tablesTook);
        return isBehind;
    }

    /// <summary>How long tables rest after a round of writes that took so long, without the time in which they waited for their turn.</summary>
    internal static TimeSpan PauseAfter(TimeSpan took) =>
        TimeSpan.FromTicks(Math.Clamp(TimesAsLong * took.Ticks, ShortestBetweenTables.Ticks, LongestBetweenTables.Ticks));

    // For the bell, or until a time has gone by.
    private async Task WaitAsync(TimeSpan longest, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(longest);
        try
        {
            await database.Engine.WaitForBellAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested) { }
    }

    private static TimeSpan RestOf(TimeSpan pause, long since) =>
        pause - Stopwatch.GetElapsedTime(since) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero;

    // Whoever has an open transaction holds the bookmark back. What is kept in memory must not wait for them: a removal is out of
    // every page within two seconds, whatever else the database is doing.
    private async Task LookAheadAsync(CancellationToken cancel)
    {
        var ahead = await log.ReadOutOfOrderAsync(bookmark, MostAtOnce, cancel);
        foreach (var happened in ahead.Where(happened => !toldOutOfOrder.Contains(happened.Place)))
            Tell(happened);
        toldOutOfOrder = [.. ahead.Select(happened => happened.Place)];
    }

    private void Hear(Change change)
    {
        if (change is Event happened)
            Tell(happened);
    }

    private void Tell(Event happened)
    {
        foreach (var follower in memory)
            follower.Apply(happened);
    }

    private Task<bool> AdvanceAsync(ITableFollower follower, CancellationToken cancel) =>
        database.Engine.WriteAsync(
            async scope =>
            {
                await scope.ExecuteAsync(
                    "INSERT INTO bookmark (follower, tx, event_id) VALUES (@name, 0, 0) ON CONFLICT (follower) DO NOTHING",
                    [("@name", follower.Name)],
                    cancel
                );
                var from = await scope.FirstAsync(
                    "SELECT tx, event_id FROM bookmark WHERE follower = @name" + scope.Dialect.ForUpdate,
                    [("@name", follower.Name)],
                    row => new Bookmark(row.Long(0), row.Long(1)),
                    cancel
                );
                var began = Stopwatch.GetTimestamp();
                var events = await EventLog.ReadAsync(scope, from, MostInTable, cancel);
                if (events.Count == 0)
                    return false;
                await follower.ApplyAsync(scope, events, cancel);
                tablesTook += Stopwatch.GetElapsedTime(began);
                await scope.ExecuteAsync(
                    "UPDATE bookmark SET tx = @tx, event_id = @id WHERE follower = @name",
                    [("@tx", events[^1].Place.Tx), ("@id", events[^1].Place.Id), ("@name", follower.Name)],
                    cancel
                );
                return events.Count == MostInTable;
            },
            cancel
        );

    // Look before writing: an idle node must not take the one writer every second. Followers that have come equally far, as all of
    // them have on an idle node, are asked about once.
    private Task<List<ITableFollower>> FindBehindAsync(CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var rows = await scope.ListAsync(
                    "SELECT follower, tx, event_id FROM bookmark",
                    [],
                    row => (Follower: row.Text(0), Place: new Bookmark(row.Long(1), row.Long(2))),
                    cancel
                );
                var places = rows.ToDictionary(row => row.Follower, row => row.Place, StringComparer.Ordinal);
                var behind = new HashSet<Bookmark>();
                foreach (var place in tables.Select(PlaceOf).Distinct())
                {
                    if ((await EventLog.ReadAsync(scope, place, 1, cancel)).Count > 0)
                        behind.Add(place);
                }

                return tables.Where(follower => behind.Contains(PlaceOf(follower))).ToList();

                Bookmark PlaceOf(ITableFollower follower) => places.GetValueOrDefault(follower.Name);
            },
            cancel
        );

    [LoggerMessage(1, LogLevel.Error, "Events could not be followed; looking again in a second")]
    private static partial void Failed(ILogger logger, Exception error);

    [LoggerMessage(2, LogLevel.Error, "Events could not be followed for {Follower}; looking again soon")]
    private static partial void FollowerFailed(ILogger logger, Exception error, string follower);
}
