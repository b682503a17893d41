using System.Collections.Frozen;
using Parley.Events;

namespace Parley.Sites;

/// <summary>The sites, in memory: every request asks for one. Changes reach it by their events, on every node.</summary>
internal sealed class SiteDirectory : IMemoryFollower
{
    private readonly SiteStore store;
    private readonly Kept<Known> known;

    public SiteDirectory(SiteStore store) => (this.store, known) = (store, new Kept<Known>(ReadAsync));

    private sealed record Known(
        IReadOnlyList<Site> Sites,
        FrozenDictionary<string, Site> ByName,
        FrozenDictionary<SiteId, Site> ById,
        SiteOrigins Origins
    );

    public async ValueTask<IReadOnlyList<Site>> ListAsync() => (await known.GetAsync()).Sites;

    public async ValueTask<Site?> FindAsync(string name) => (await known.GetAsync()).ByName.GetValueOrDefault(name);

    public async ValueTask<Site?> FindAsync(SiteId id) => (await known.GetAsync()).ById.GetValueOrDefault(id);

    /// <summary>Which pages belong to which site.</summary>
    public async ValueTask<SiteOrigins> OriginsAsync() => (await known.GetAsync()).Origins;

    /// <summary>Without waiting, for the fast lane: null too where the sites are not in memory yet.</summary>
    public Site? FindInMemory(ReadOnlySpan<char> name) =>
        known.Now is { } ready && ready.ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var site)
            ? site
            : null;

    /// <inheritdoc cref="FindInMemory(ReadOnlySpan{char})"/>
    public Site? FindInMemory(SiteId id) => known.Now?.ById.GetValueOrDefault(id);

    public void Apply(Event happened)
    {
        if (happened.Kind == EventKind.SiteChanged)
            known.Forget();
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
