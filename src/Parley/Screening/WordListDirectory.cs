using Parley.Events;

namespace Parley.Screening;

/// <summary>The two lists of a site, ready to look for words.</summary>
internal sealed record SiteWordLists(WordList Banned, WordList Suspect);

/// <summary>The word lists of every site, in memory and ready.</summary>
internal sealed class WordListDirectory(WordListStore store) : SiteMemory<SiteWordLists>(EventKind.WordListChanged)
{
    protected override async Task<SiteWordLists> LoadAsync(SiteId site)
    {
        var banned = await store.FindAsync(site, WordListKind.Banned, CancellationToken.None);
        var suspect = await store.FindAsync(site, WordListKind.Suspect, CancellationToken.None);
        return new(ToList(banned), ToList(suspect));
    }

    private static WordList ToList(KeptWordList kept) => WordListReader.Read(kept.Text, kept.Version, out _);
}
