using System.Collections.Concurrent;
using Parley.Screening;

namespace Parley.Comments;

/// <summary>
/// What this node's writers said within the hour. The table of who wrote what follows the events and is behind by a moment; this
/// is not.
/// </summary>
internal sealed class RecentPosts(TimeProvider clock)
{
    // An attacker with many accounts must not fill the memory; past this the table alone answers, a moment late.
    private const int MostAuthors = 50_000;

    private readonly ConcurrentDictionary<(SiteId, Guid), RecentWords[]> byAuthor = new();

    public void Add(SiteId site, Guid author, RecentWords words)
    {
        if (byAuthor.Count >= MostAuthors)
            Forget();
        byAuthor.AddOrUpdate((site, author), _ => [words], (_, before) => [words, .. before.Where(IsRecent).Take(50)]);
    }

    public IReadOnlyList<RecentWords> Of(SiteId site, Guid author) =>
        byAuthor.TryGetValue((site, author), out var words) ? [.. words.Where(IsRecent)] : [];

    private bool IsRecent(RecentWords words) => clock.GetUtcNow() - words.At < RepeatCheck.Window;

    private void Forget()
    {
        foreach (var (author, words) in byAuthor)
        {
            if (!words.Any(IsRecent))
                byAuthor.TryRemove(author, out _);
        }

        if (byAuthor.Count >= MostAuthors)
            byAuthor.Clear();
    }
}
