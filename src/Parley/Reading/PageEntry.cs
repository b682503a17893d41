namespace Parley.Reading;

/// <summary>A page as it was drawn.</summary>
/// <param name="Version">The thread's version that it shows, or a later one.</param>
/// <param name="At">When drawing began, in ticks of the clock.</param>
/// <param name="Until">When it stops being true by itself, in ticks of the clock: its thread closes by age.</param>
internal sealed record DrawnPage(PageBytes Bytes, long Version, long At, long Until);

/// <summary>
/// A public page of a thread in memory. A removal is drawn at once, once for all who wait; new comments at most ten times a second
/// and reactions once a second, with the page before served meanwhile, though never for long.
/// </summary>
internal sealed class PageEntry(PageKey key, Func<ThreadNews> newsOf, Func<PageKey, Task<DrawnPage?>> draw, TimeProvider clock)
{
    private static readonly long WordsPause = TimeSpan.FromMilliseconds(100).Ticks;
    private static readonly long ReactionsPause = TimeSpan.FromSeconds(1).Ticks;

    // While a new page is being drawn, the one before is served up to this age. Where only reactions came it lacks no word; else, as in a
    // flood of posts, it may be half a second old, and where little is said visitors wait: whoever has just written reads their own words.
    private static readonly long LongestWithoutReactions = TimeSpan.FromSeconds(2).Ticks;
    private static readonly long LongestWithoutWords = TimeSpan.FromSeconds(0.5).Ticks;

    public SiteId Site => key.Site;

    private readonly Lock gate = new();
    private DrawnPage? page;
    private Task<DrawnPage?>? drawing;
    private long usedAt;

    public PageKey Key => key;

    /// <summary>When it was last asked for, in ticks of the clock.</summary>
    public long UsedAt => Volatile.Read(ref usedAt);

    /// <summary>How much memory it holds, in bytes.</summary>
    public int Size => page?.Bytes.Size ?? 0;

    /// <summary>The page, if it can be served now as it is; may begin to draw the next one.</summary>
    public DrawnPage? FindReady()
    {
        var news = newsOf();
        var now = clock.GetUtcNow().UtcTicks;
        Volatile.Write(ref usedAt, now);
        if (page is not { } drawn || drawn.Version < news.Removal || drawn.Until <= now)
            return null;
        if (drawn.Version >= news.Any)
            return drawn;

        var age = now - drawn.At;
        var hasAllWords = drawn.Version >= news.Words;
        if (age < (hasAllWords ? ReactionsPause : WordsPause))
            return drawn;
        _ = DrawAsync();
        return age < (hasAllWords ? LongestWithoutReactions : LongestWithoutWords) ? drawn : null;
    }

    /// <summary>The page, showing at least a version; null where there is no such thread.</summary>
    public async Task<DrawnPage?> FindAsync(long atLeast)
    {
        if (FindReady() is { } ready && ready.Version >= atLeast)
            return ready;
        // What is being drawn may have begun before the change that is waited for; the one after it has not.
        var wanted = Math.Max(atLeast, newsOf().Removal);
        var drawn = await DrawAsync();
        return drawn is null || (drawn.Version >= wanted && drawn.Until > clock.GetUtcNow().UtcTicks)
            ? drawn
            : await DrawAsync();
    }

    /// <summary>Compresses better what was drawn before a time, and is still true.</summary>
    public void Improve(long before)
    {
        if (page is { } drawn && drawn.At < before && drawn.Version >= newsOf().Any)
            drawn.Bytes.Improve();
    }

    private Task<DrawnPage?> DrawAsync()
    {
        lock (gate)
            return drawing ??= DrawOnceAsync();
    }

    private async Task<DrawnPage?> DrawOnceAsync()
    {
        // Off the caller's path: a lane that finds a page to serve does not pay for the next one.
        await Task.Yield();
        try
        {
            var drawn = await draw(key);
            page = drawn;
            return drawn;
        }
        finally
        {
            lock (gate)
                drawing = null;
        }
    }
}
