using Parley.Events;
using Parley.Sites;

namespace Parley.Screening;

/// <summary>The lists of a site, ready to look for words.</summary>
internal sealed record SiteWordLists(WordList Banned, WordList Suspect, WordList Allowed);

/// <summary>The word lists of every site, in memory and ready.</summary>
internal sealed class WordListDirectory(WordListStore store, SiteDirectory sites)
    : SiteMemory<SiteWordLists>(EventKind.WordListChanged, EventKind.SiteChanged)
{
    protected override async Task<SiteWordLists> LoadAsync(SiteId site)
    {
        var language = (await sites.FindAsync(site))?.Language;
        return new(
            await ReadAsync(WordListKind.Banned),
            await ReadAsync(WordListKind.Suspect),
            await ReadAsync(WordListKind.Allowed)
        );

        async Task<WordList> ReadAsync(WordListKind kind)
        {
            var kept = await store.FindAsync(site, kind, CancellationToken.None);
            return WordListReader.Read(kept.Text, kept.Version, out _, language);
        }
    }
}
