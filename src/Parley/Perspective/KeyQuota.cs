using System.Collections.Concurrent;

namespace Parley.Perspective;

/// <summary>
/// How many texts each key has had scored in this minute, which begins with the first of them. Each node counts for itself, in memory, and
/// also knows on which day a key was used here.
/// </summary>
internal sealed class KeyQuota(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(SiteId Site, string Name), Count> counts = new();

    private sealed class Count
    {
        public DateTimeOffset Since;
        public int Used;
        public DateOnly Day;
    }

    /// <summary>Asks for so many at once: all of them or none.</summary>
    /// <param name="isFirstToday">Whether it is the first use on this node on this day, in UTC.</param>
    /// <returns>In how many seconds to ask again; 0 where they were taken.</returns>
    public int Take(ScoringKey key, int texts, out bool isFirstToday)
    {
        var now = clock.GetUtcNow();
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var count = counts.GetOrAdd((key.Site, key.Name), _ => new Count());
        lock (count)
        {
            if (now - count.Since >= Window)
                (count.Since, count.Used) = (now, 0);
            isFirstToday = false;
            if (count.Used + (long)texts > key.CallsPerMinute)
                return Math.Max(1, (int)Math.Ceiling((count.Since + Window - now).TotalSeconds));
            count.Used += texts;
            isFirstToday = count.Day != today;
            count.Day = today;
            return 0;
        }
    }
}
