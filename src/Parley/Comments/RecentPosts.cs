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

    // A change on another node carries the time of that one.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(SiteId, Guid), Known> byAuthor = new();

    private sealed record Known(IReadOnlyList<RecentWords> Words, DateTimeOffset ReadAt);

    /// <summary>
    /// Begins to say something, before anything is asked that takes time: of two sends at once the second meets the first.
    /// </summary>
    public Saying Begin(SiteId site, Guid author, RecentWords words)
    {
        IReadOnlyList<RecentWords> before = [];
        byAuthor.AddOrUpdate(
            (site, author),
            _ =>
            {
                before = [];
                return new Known([words], DateTimeOffset.MinValue);
            },
            (_, known) =>
            {
                before = known.Words;
                return known with { Words = [words, .. known.Words] };
            }
        );
        return new Saying(isKept => End((site, author), words, isKept), before);
    }

    /// <summary>Something that is being said: taken back at the end, unless it was kept.</summary>
    internal sealed class Saying(Action<bool> end, IReadOnlyList<RecentWords> before) : IDisposable
    {
        private bool isKept;

        /// <summary>What its author had said, or had begun to say, when it began.</summary>
        public IReadOnlyList<RecentWords> Before => before;

        public void Keep() => isKept = true;

        public void Dispose() => end(isKept);
    }

    // What is kept pushes the oldest out; what is not pushes nothing out.
    private void End((SiteId, Guid) author, RecentWords words, bool isKept)
    {
        while (byAuthor.TryGetValue(author, out var known))
        {
            if (isKept ? known.Words.Count <= MostRecent : !known.Words.Contains(words))
                return;
            IReadOnlyList<RecentWords> rest = isKept ? [.. known.Words.Take(MostRecent)] : WithoutOne(known.Words, words);
            if (byAuthor.TryUpdate(author, known with { Words = rest }, known))
                return;
        }
    }

    // Sent twice at once under one number, it may stand here twice: one of them goes.
    private static List<RecentWords> WithoutOne(IReadOnlyList<RecentWords> all, RecentWords words)
    {
        List<RecentWords> rest = [.. all];
        rest.Remove(words);
        return rest;
    }

    /// <summary>What an author said within the hour, and perhaps something before.</summary>
    public async ValueTask<IReadOnlyList<RecentWords>> FindAsync(SiteId site, Guid author, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var known = byAuthor.GetValueOrDefault((site, author));
        if (known is null || now - known.ReadAt > Trusted)
            known = await ReadAsync(site, author, now, cancel);
        return known.Words;
    }

    // Whoever has said nothing within the hour is known as well without.
    private void MakeRoom(DateTimeOffset now)
    {
        foreach (var one in byAuthor)
        {
            if (!one.Value.Words.Any(words => IsRecent(words, now)))
                byAuthor.TryRemove(one);
        }

        if (byAuthor.Count >= MostAuthors)
            byAuthor.Clear();
    }

    private static bool IsRecent(RecentWords words, DateTimeOffset now) => now - words.At < RepeatCheck.Window;

    // Only of what is not known yet, or was changed since, are the words read: somebody who writes much is asked about often.
    private async Task<Known> ReadAsync(SiteId site, Guid author, DateTimeOffset now, CancellationToken cancel)
    {
        var known = byAuthor.GetValueOrDefault((site, author)) ?? new Known([], DateTimeOffset.MinValue);
        var byId = known.Words.DistinctBy(one => one.Comment).ToDictionary(one => one.Comment);
        var kept = await comments.FindByAuthorAsync(site, author, now - RepeatCheck.Window, MostRecent, cancel);
        var unread = kept.Where(one => !byId.ContainsKey(one.Id) || one.IsErased || one.EditedAt + ClocksDiffer > known.ReadAt)
            .ToList();
        var sources = await comments.FindWordsAsync(site, [.. unread.Select(one => one.Id)], cancel);
        foreach (var one in unread)
        {
            if (sources.TryGetValue(one.Id, out var source))
                byId[one.Id] = new RecentWords(one.Id, Wording.Of(source), one.At) { Thread = one.Thread };
        }

        // What is gone between the two questions is known no more.
        var words = kept.Where(one => byId.ContainsKey(one.Id)).Select(one => byId[one.Id]).ToList();
        var there = words.Select(one => one.Comment).ToHashSet();
        if (!byAuthor.ContainsKey((site, author)) && byAuthor.Count >= MostAuthors)
            MakeRoom(now);
        // What was said here meanwhile, or a moment ago, is not in the table yet.
        return byAuthor.AddOrUpdate(
            (site, author),
            _ => new Known(words, now),
            (_, known) =>
                new Known([.. known.Words.Where(one => IsRecent(one, now) && !there.Contains(one.Comment)), .. words], now)
        );
    }
}
