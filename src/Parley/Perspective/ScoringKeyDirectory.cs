using System.Collections.Frozen;
using Parley.Events;

namespace Parley.Perspective;

/// <summary>The keys of every site in use by the hashes of their texts, in memory: each call asks.</summary>
internal sealed class ScoringKeyDirectory(ScoringKeyStore store)
    : SiteMemory<FrozenDictionary<string, ScoringKey>>(EventKind.ScoringKeysChanged)
{
    protected override async Task<FrozenDictionary<string, ScoringKey>> LoadAsync(SiteId site) =>
        (await store.FindAsync(site, CancellationToken.None)).ToFrozenDictionary(
            one => one.Hash,
            one => one.Key,
            StringComparer.Ordinal
        );
}
