using Microsoft.Extensions.Logging;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Arrivals;

/// <summary>
/// Counts, on this node, from which other hosts readers come to discussions. An address counts once in ten minutes, and only
/// as a number that is forgotten with them. Where some come from one host, their number is written down once a minute, so that every node
/// can say it; a host from which one or two come is never written down.
/// </summary>
internal sealed class ArrivalCounts(Database database, TimeProvider clock, ILogger<ArrivalCounts> logger)
    : EveryMinute(logger),
        IKeptForATime
{
    /// <summary>In so long is counted, as one counts what surges.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>For so long what was written down is of use.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(3);

    /// <summary>From fewer in the window nothing is written down.</summary>
    public const int Fewest = 5;

    // Nobody fills the memory by naming hosts or coming from many addresses: what is more is not counted.
    private const int MostDoors = 5_000;
    private const int MostKnown = 200_000;

    private readonly Lock gate = new();
    private readonly Dictionary<Door, List<Minute>> doors = [];

    // Of this window and of the one before it: so an address counts again after one of them at least.
    private HashSet<(Door Door, UInt128 Network)> known = [];
    private HashSet<(Door Door, UInt128 Network)> knownBefore = [];
    private DateTimeOffset knownSince;

    private readonly record struct Door(SiteId Site, Guid Thread, string Host);

    /// <param name="Written">How many of them are written down.</param>
    private sealed record Minute(DateTimeOffset At, int Count, int Written);

    /// <summary>A host as it is counted: in its one form, without "www." before it.</summary>
    /// <returns>Null for what is none.</returns>
    public static string? ReadHost(string? typed) =>
        typed is { Length: > 0 and <= 253 } && HostName.Normalise(typed) is { } host && host.Contains('.')
            ? Markup.WebAddress.WithoutWww(host).ToString()
            : null;

    /// <summary>Whether it is the site itself, or we are: whoever goes from page to page comes from nowhere.</summary>
    public static bool IsOwn(Visit visit, string host) =>
        visit
            .Site.Origins.Append(visit.Home.Origin)
            .Any(own => Uri.TryCreate(own, UriKind.Absolute, out var address) && ReadHost(address.IdnHost) == host);

    public void Add(SiteId site, Guid thread, string host, UInt128 network)
    {
        var (door, now) = (new Door(site, thread, host), clock.GetUtcNow());
        lock (gate)
        {
            if (now - knownSince >= Window)
            {
                knownBefore = now - knownSince < 2 * Window ? known : [];
                known = [];
                knownSince = now;
            }

            if (known.Count >= MostKnown || knownBefore.Contains((door, network)) || !known.Add((door, network)))
                return;
            if (!doors.TryGetValue(door, out var minutes))
            {
                if (doors.Count >= MostDoors)
                    return;
                doors[door] = minutes = [];
            }

            var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
            if (minutes is [.., var last] && last.At == at)
                minutes[^1] = last with { Count = last.Count + 1 };
            else
                minutes.Add(new(at, 1, 0));
        }
    }

    protected override Task LookAsync(CancellationToken cancel) => WriteAsync(cancel);

    /// <summary>Writes down what has become enough, each number under the minute in which they came.</summary>
    internal async Task WriteAsync(CancellationToken cancel)
    {
        var due = ListDue(clock.GetUtcNow());
        if (due.Count == 0)
            return;
        await database.WriteAsync(
            async scope =>
            {
                foreach (var (door, minute) in due)
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO arrival (site_id, at, thread_id, host, count) VALUES (@site, @at, @thread, @host, @count)
                        ON CONFLICT (site_id, at, thread_id, host) DO UPDATE SET count = arrival.count + excluded.count
                        """,
                        [
                            ("@site", door.Site),
                            ("@at", minute.At),
                            ("@thread", door.Thread),
                            ("@host", door.Host),
                            ("@count", minute.Count - minute.Written),
                        ],
                        cancel
                    );
            },
            cancel
        );
        // Where the database did not take them they are due again.
        lock (gate)
        {
            foreach (var (door, written) in due)
                if (doors.GetValueOrDefault(door)?.FindIndex(minute => minute.At == written.At) is >= 0 and var at)
                    doors[door][at] = doors[door][at] with { Written = written.Count };
        }
    }

    /// <inheritdoc/>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM arrival WHERE site_id IN (SELECT id FROM site) AND at <= @old",
                    [("@old", clock.GetUtcNow() - Kept)],
                    cancel
                ),
            cancel
        );

    private List<(Door Door, Minute Minute)> ListDue(DateTimeOffset now)
    {
        var due = new List<(Door, Minute)>();
        lock (gate)
        {
            foreach (var (door, minutes) in doors.ToList())
            {
                minutes.RemoveAll(minute => now - minute.At >= Window);
                if (minutes.Count == 0)
                    doors.Remove(door);
                if (minutes.Sum(minute => minute.Count) >= Fewest)
                    due.AddRange(minutes.Where(minute => minute.Count > minute.Written).Select(minute => (door, minute)));
            }
        }

        return due;
    }
}
