using System.Collections.Concurrent;
using Parley.Screening;

namespace Parley.Comments;

/// <summary>
/// What this node's writers said within the hour. The table of who wrote what follows the events and is behind by a moment; this
/// is not.
/// </summary>
internal sealed class RecentPosts(CommentStore comments, TimeProvider clock)
{
    // An attacker with many accounts must not fill the memory.
    private const int MostAuthors = 20_000;

    // Enough to find a repeat; a reader who writes more within the hour meets the limit of pace first.
    private const int MostRecent = 50;

    // What an author says on another node is known here after this time.
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(SiteId, Guid), Known> byAuthor = new();

    private sealed record Known(IReadOnlyList<RecentWords> Words, DateTimeOffset ReadAt);

    /// <summary>Says what an author has just said here.</summary>
    public void Add(SiteId site, Guid author, RecentWords words) =>
        byAuthor.AddOrUpdate(
            (site, author),
            _ => new Known([words], DateTimeOffset.MinValue),
            (_, known) => known with { Words = [words, .. known.Words.Take(MostRecent)] }
        );

    /// <summary>What an author said within the hour, and perhaps something before.</summary>
    public async ValueTask<IReadOnlyList<RecentWords>> FindAsync(SiteId site, Guid author, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var known = byAuthor.GetValueOrDefault((site, author));
        if (known is null || now - known.ReadAt > Trusted)
            known = await ReadAsync(site, author, now, cancel);
        return known.Words;
    }

    private static bool IsRecent(RecentWords words, DateTimeOffset now) => now - words.At < RepeatCheck.Window;

    private async Task<Known> ReadAsync(SiteId site, Guid author, DateTimeOffset now, CancellationToken cancel)
    {
        var kept = await comments.FindWordsByAuthorAsync(site, author, now - RepeatCheck.Window, MostRecent, cancel);
        var words = kept.Select(one => new RecentWords(one.Id, Wording.Of(one.Source), one.At) { Thread = one.Thread })
            .ToList();
        var there = words.Select(one => one.Comment).ToHashSet();
        if (byAuthor.Count >= MostAuthors)
            byAuthor.Clear();
        // What was said here meanwhile, or a moment ago, is not in the table yet.
        return byAuthor.AddOrUpdate(
            (site, author),
            _ => new Known(words, now),
            (_, known) =>
                new Known([.. known.Words.Where(one => IsRecent(one, now) && !there.Contains(one.Comment)), .. words], now)
        );
    }
}
