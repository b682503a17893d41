using Parley.Events;

namespace Parley.Tokens;

/// <summary>The keys of every site, in memory: each token asks.</summary>
internal sealed class TokenKeyDirectory(TokenKeyStore store) : SiteMemory<TokenKeys>(EventKind.TokenKeysChanged)
{
    // Keys that may not stand together are never kept; should they be, none of them is believed.
    protected override async Task<TokenKeys> LoadAsync(SiteId site) =>
        TokenKeys.Of(await store.FindAsync(site, CancellationToken.None)).Value ?? TokenKeys.None;
}
