using System.Collections.Concurrent;
using Parley.Events;
using Parley.Storage;

namespace Parley.Screening;

/// <summary>The two lists of a site, ready to look for words.</summary>
internal sealed record SiteWordLists(WordList Banned, WordList Suspect);

/// <summary>The word lists of every site, in memory and ready; a list that was changed on any node is read again.</summary>
internal sealed class WordListDirectory(WordListStore store) : IMemoryFollower
{
    private readonly ConcurrentDictionary<SiteId, Task<SiteWordLists>> lists = new();

    public async ValueTask<SiteWordLists> FindAsync(SiteId site, CancellationToken cancel)
    {
        var loading = lists.GetOrAdd(site, LoadAsync);
        if (loading.IsFaulted || loading.IsCanceled)
            lists.TryUpdate(site, loading = LoadAsync(site), loading);
        return await loading.WaitAsync(cancel);
    }

    public void Forget(SiteId site) => lists.TryRemove(site, out _);

    public void Apply(Event happened)
    {
        if (happened.Kind == EventKind.WordListChanged)
            Forget(happened.Site);
    }

    private async Task<SiteWordLists> LoadAsync(SiteId site)
    {
        var banned = await store.FindAsync(site, WordListKind.Banned, CancellationToken.None);
        var suspect = await store.FindAsync(site, WordListKind.Suspect, CancellationToken.None);
        return new(ToList(banned), ToList(suspect));
    }

    private static WordList ToList(KeptWordList kept) => WordListReader.Read(kept.Text, kept.Version, out _);
}
