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
    private readonly HashSet<(Door Door, UInt128 Network)> known = [];
    private DateTimeOffset knownSince;

    private readonly record struct Door(SiteId Site, Guid Thread, string Host);

    private sealed record Minute(DateTimeOffset At, int Count, bool IsWritten);

    /// <summary>A host as it is counted: in its one form, without "www." before it.</summary>
    /// <returns>Null for what is none.</returns>
    public static string? ReadHost(string? typed) =>
        typed is { Length: > 0 and <= 253 } && HostName.Normalise(typed) is { } host && host.Contains('.')
            ? host.StartsWith("www.", StringComparison.Ordinal)
                ? host[4..]
                : host
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
                known.Clear();
                knownSince = now;
            }

            if (known.Count >= MostKnown || !known.Add((door, network)))
                return;
            if (!doors.TryGetValue(door, out var minutes))
            {
                if (doors.Count >= MostDoors)
                    return;
                doors[door] = minutes = [];
            }

            if (minutes is [.., { IsWritten: false } last] && now - last.At < TimeSpan.FromMinutes(1))
                minutes[^1] = last with { Count = last.Count + 1 };
            else
                minutes.Add(new(now, 1, false));
        }
    }

    protected override Task LookAsync(CancellationToken cancel) => WriteAsync(cancel);

    /// <summary>Writes down what has become enough.</summary>
    internal async Task WriteAsync(CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        var due = TakeDue(now);
        if (due.Count == 0)
            return;
        await database.WriteAsync(
            async scope =>
            {
                foreach (var (door, count) in due)
                    await scope.ExecuteAsync(
                        """
                        INSERT INTO arrival (site_id, at, thread_id, host, count) VALUES (@site, @at, @thread, @host, @count)
                        ON CONFLICT (site_id, at, thread_id, host) DO UPDATE SET count = arrival.count + excluded.count
                        """,
                        [("@site", door.Site), ("@at", at), ("@thread", door.Thread), ("@host", door.Host), ("@count", count)],
                        cancel
                    );
            },
            cancel
        );
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

    private List<(Door Door, int Count)> TakeDue(DateTimeOffset now)
    {
        var due = new List<(Door, int)>();
        lock (gate)
        {
            foreach (var (door, minutes) in doors.ToList())
            {
                minutes.RemoveAll(minute => now - minute.At >= Window);
                if (minutes.Count == 0)
                    doors.Remove(door);
                if (minutes.Sum(minute => minute.Count) < Fewest)
                    continue;
                if (minutes.Where(minute => !minute.IsWritten).Sum(minute => minute.Count) is > 0 and var count)
                    due.Add((door, count));
                for (var at = 0; at < minutes.Count; at++)
                    minutes[at] = minutes[at] with { IsWritten = true };
            }
        }

        return due;
    }
}
