using System.Collections.Concurrent;
using Parley.Reading;
using Parley.Sites;

namespace Parley.Feeds;

/// <param name="Home">Where its links lead.</param>
internal sealed record FeedKey(Home Home, SiteId Site, FeedPath Path, bool IsJson);

/// <summary>A feed as it goes out.</summary>
/// <param name="Since">Since when this program knows it to be as it is.</param>
internal sealed record DrawnFeed(PageBytes Bytes, DateTimeOffset Since);

/// <summary>
/// The newest page of each feed for one second, drawn once for all who ask for it meanwhile. That is half of the time after which a
/// removal must be out everywhere, so nobody has to be told of one.
/// </summary>
internal sealed class FeedCache(FeedDrawer drawer, TimeProvider clock)
{
    private const int MostEntries = 1_000;
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<FeedKey, Entry> entries = new();

    /// <summary>The feed; null where there is none for the public.</summary>
    public async Task<DrawnFeed?> FindAsync(FeedKey key, Site site)
    {
        var now = clock.GetUtcNow();
        entries.TryGetValue(key, out var known);
        if (known is null || now - known.At >= Lifetime)
        {
            if (entries.Count > MostEntries)
                entries.Clear();
            var last = known;
            var made = new Entry(now, new(() => DrawAsync(key, site, last)));
            // Of two who come at once, one draws.
            known = entries.AddOrUpdate(key, made, (_, other) => ReferenceEquals(other, last) ? made : other);
        }

        var drawn = await known.Feed.Value;
        if (drawn is null)
            entries.TryRemove(key, out _);
        return drawn;
    }

    /// <summary>An older page: drawn each time.</summary>
    public async Task<DrawnFeed?> DrawAsync(FeedKey key, Site site, TimeCursor before, CancellationToken cancel)
    {
        var drawnAt = clock.GetUtcNow();
        return await drawer.DrawAsync(key.Home, site, key.Path, before, cancel) is { } feed
            ? new DrawnFeed(new PageBytes(key.IsJson ? JsonFeed.Write(feed) : AtomFeed.Write(feed)), drawnAt)
            : null;
    }

    private async Task<DrawnFeed?> DrawAsync(FeedKey key, Site site, Entry? before)
    {
        // Not a request's token: others wait for the same.
        var drawn = await DrawAsync(key, site, TimeCursor.Newest, default);
        var last = before is { Feed: { IsValueCreated: true, Value.IsCompletedSuccessfully: true } feed }
            ? feed.Value.Result
            : null;
        return drawn is not null && drawn.Bytes.Plain.ETag == last?.Bytes.Plain.ETag ? last : drawn;
    }

    private sealed record Entry(DateTimeOffset At, Lazy<Task<DrawnFeed?>> Feed);
}
