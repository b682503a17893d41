using System.Collections.Concurrent;
using Parley.Events;

namespace Parley.Tokens;

/// <summary>The keys of every site, in memory: each token asks. Keys that were changed on any node are read again.</summary>
internal sealed class TokenKeyDirectory(TokenKeyStore store) : IMemoryFollower
{
    private readonly ConcurrentDictionary<SiteId, Task<TokenKeys>> keys = new();

    public async ValueTask<TokenKeys> FindAsync(SiteId site, CancellationToken cancel)
    {
        var loading = keys.GetOrAdd(site, LoadAsync);
        if (loading.IsFaulted || loading.IsCanceled)
            keys.TryUpdate(site, loading = LoadAsync(site), loading);
        return await loading.WaitAsync(cancel);
    }

    public void Apply(Event happened)
    {
        if (happened.Kind == EventKind.TokenKeysChanged)
            keys.TryRemove(happened.Site, out _);
    }

    // Keys that may not stand together are never kept; should they be, none of them is believed.
    private async Task<TokenKeys> LoadAsync(SiteId site) =>
        TokenKeys.Of(await store.FindAsync(site, CancellationToken.None)).Value ?? TokenKeys.None;
}
