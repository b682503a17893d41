using System.Collections.Concurrent;
using Parley.Events;

namespace Parley.Reading;

/// <summary>
/// The public pages of threads, whole and compressed, the same bytes for everyone. It follows the events, and hears of this
/// node's own changes before their makers are answered.
/// </summary>
internal sealed class PageCache(PageDrawer drawer, TimeProvider clock) : IMemoryFollower
{
    // A page of a hundred comments with its compressed forms is some 70 kB: a thousand warm pages.
    private const long MostBytes = 64 * 1024 * 1024;
    private const int MostEntries = 4_000;
    private const int MostThreads = 100_000;

    private readonly ConcurrentDictionary<PageKey, PageEntry> entries = new();
    private readonly ConcurrentDictionary<(SiteId, Guid), ThreadNews> news = new();
    private int added;

    // What was heard, counted: a site's pages are held against this, since their threads' versions have nothing to do with each other.
    private long heard;

    public PageEntry Entry(PageKey key)
    {
        if (entries.TryGetValue(key, out var known))
            return known;
        if (Interlocked.Increment(ref added) % 64 == 0)
            MakeRoom();
        return entries.GetOrAdd(
            key,
            made => new PageEntry(
                made,
                () => NewsOf(made.Site, made.ThreadId),
                made.IsOfSite ? DrawOfSiteAsync : drawer.DrawAsync,
                clock
            )
        );
    }

    private async Task<DrawnPage?> DrawOfSiteAsync(PageKey key)
    {
        var version = NewsOf(key.Site, default).Any;
        return await drawer.DrawAsync(key) is { } drawn ? drawn with { Version = version } : null;
    }

    /// <summary>Whether an entry that a lane holds is still the one that is kept.</summary>
    public bool Holds(PageEntry entry) => entries.TryGetValue(entry.Key, out var kept) && ReferenceEquals(kept, entry);

    public void Apply(Event happened)
    {
        switch (happened.Kind)
        {
            // A name, a site's title or a report's text stands on pages without being part of their threads' versions.
            case EventKind.SiteChanged or EventKind.ReaderChanged:
                Forget(key => key.Site == happened.Site);
                break;
            // How a discussion is kept is in memory, and a page may have been drawn by what was there before: by none of its versions
            // could one tell.
            case EventKind.PolicyChanged or EventKind.ThreadClosed or EventKind.ThreadOpened:
                Forget(key => key.Site == happened.Site && (happened.ThreadId ?? key.ThreadId) == key.ThreadId);
                Note(happened);
                break;
            case EventKind.StoryChanged:
                Forget(key => key.Site == happened.Site && (key.IsOfSite || key.ThreadId == happened.SubjectId));
                break;
            default:
                Note(happened);
                break;
        }
    }

    private void Note(Event happened)
    {
        if (happened is not { ThreadId: { } thread, Number: { } number })
            return;
        var (isReaction, isRemoval) = (happened.Kind == EventKind.CommentReacted, IsRemoval(happened.Kind));
        NewsOf(happened.Site, thread).Add(number, isReaction, isRemoval);
        NewsOf(happened.Site, default).Add(Interlocked.Increment(ref heard), isReaction, isRemoval);
    }

    /// <summary>Compresses better what is read and has been left alone for a while.</summary>
    public void Improve(TimeSpan alone, CancellationToken cancel)
    {
        var before = clock.GetUtcNow().UtcTicks - alone.Ticks;
        foreach (var entry in entries.Values.Where(entry => entry.UsedAt > before))
        {
            if (cancel.IsCancellationRequested)
                return;
            entry.Improve(before);
        }
    }

    private static bool IsRemoval(EventKind kind) =>
        kind
            is EventKind.CommentRemoved
                or EventKind.CommentDeleted
                or EventKind.CommentHeld
                or EventKind.CommentRejected
                or EventKind.CommentEdited
                or EventKind.CommentUnpicked
                or EventKind.CommentUnpinned
                or EventKind.QuestionChanged
                or EventKind.PolicyChanged
                or EventKind.ThreadClosed;

    private ThreadNews NewsOf(SiteId site, Guid threadId) => news.GetOrAdd((site, threadId), _ => new ThreadNews());

    /// <summary>Forgets a page that is not there, so that made-up addresses take no room.</summary>
    public void Forget(PageKey key) => entries.TryRemove(key, out _);

    private void Forget(Func<PageKey, bool> isConcerned)
    {
        foreach (var key in entries.Keys.Where(isConcerned))
            entries.TryRemove(key, out _);
    }

    private void MakeRoom()
    {
        var byAge = entries.Values.OrderByDescending(entry => entry.UsedAt).ToList();
        long bytes = 0;
        for (var i = 0; i < byAge.Count; i++)
        {
            bytes += byAge[i].Size;
            if (bytes > MostBytes || i >= MostEntries)
                entries.TryRemove(byAge[i].Key, out _);
        }

        // What is forgotten of a thread is read from the database when its next page is drawn, so both go together.
        if (news.Count > MostThreads)
        {
            entries.Clear();
            news.Clear();
        }
    }
}
