using System.Collections.Frozen;
using Parley.Events;

namespace Parley.Sites;

/// <summary>The sites, in memory: every request asks for one. Changes reach it by their events, on every node.</summary>
internal sealed class SiteDirectory(SiteStore store) : IMemoryFollower
{
    private volatile Task<Known>? known;

    private sealed record Known(
        IReadOnlyList<Site> Sites,
        FrozenDictionary<string, Site> ByName,
        FrozenDictionary<SiteId, Site> ById,
        SiteOrigins Origins
    );

    public async ValueTask<IReadOnlyList<Site>> ListAsync() => (await LoadAsync()).Sites;

    public async ValueTask<Site?> FindAsync(string name) => (await LoadAsync()).ByName.GetValueOrDefault(name);

    public async ValueTask<Site?> FindAsync(SiteId id) => (await LoadAsync()).ById.GetValueOrDefault(id);

    /// <summary>Which pages belong to which site.</summary>
    public async ValueTask<SiteOrigins> OriginsAsync() => (await LoadAsync()).Origins;

    /// <summary>Without waiting, for the fast lane: null too where the sites are not in memory yet.</summary>
    public Site? FindInMemory(ReadOnlySpan<char> name) =>
        known is { IsCompletedSuccessfully: true } ready
        && ready.Result.ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var site)
            ? site
            : null;

    /// <inheritdoc cref="FindInMemory(ReadOnlySpan{char})"/>
    public Site? FindInMemory(SiteId id) =>
        known is { IsCompletedSuccessfully: true } ready ? ready.Result.ById.GetValueOrDefault(id) : null;

    public void Apply(Event happened)
    {
        if (happened.Kind == EventKind.SiteChanged)
            known = null;
    }

    private Task<Known> LoadAsync()
    {
        if (known is { IsFaulted: false, IsCanceled: false } there)
            return there;
        return known = ReadAsync();
    }

    private async Task<Known> ReadAsync()
    {
        var sites = await store.ListAsync(CancellationToken.None);
        return new(
            sites,
            sites.ToFrozenDictionary(s => s.Name, StringComparer.Ordinal),
            sites.ToFrozenDictionary(s => s.Id),
            ToOrigins(sites)
        );
    }

    private static SiteOrigins ToOrigins(IEnumerable<Site> sites)
    {
        var claims = sites.SelectMany(site =>
            site.Origins.Select(text =>
                SiteOrigin.TryParse(text, out var origin)
                    ? new SiteOrigins.Claim(site.Id, origin)
                    : throw new InvalidOperationException($"The site {site.Name} has an origin that is none.")
            )
        );
        var read = SiteOrigins.Of(claims);
        // A unique index guards this; a clash that got past it must not take every site down.
        return read.Value ?? SiteOrigins.Of([]).Value!;
    }
}
