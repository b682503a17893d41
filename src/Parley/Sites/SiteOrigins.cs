using System.Collections.Frozen;

namespace Parley.Sites;

/// <summary>
/// The origins of all sites of an installation. Only pages on them have discussions, and each page belongs to one site:
/// the one with the longest matching prefix.
/// </summary>
internal sealed class SiteOrigins
{
    private readonly FrozenDictionary<string, Claim[]> claimsAt;
    private readonly FrozenDictionary<SiteId, SiteOrigin[]> originsOf;

    private SiteOrigins(Claim[] claims)
    {
        claimsAt = claims
            .GroupBy(claim => claim.Origin.Place)
            .ToFrozenDictionary(at => at.Key, at => at.OrderByDescending(claim => claim.Origin.Prefix.Length).ToArray());
        originsOf = claims
            .GroupBy(claim => claim.Site, claim => claim.Origin)
            .ToFrozenDictionary(of => of.Key, of => of.ToArray());
    }

    /// <summary>That an origin is a site's.</summary>
    internal readonly record struct Claim(SiteId Site, SiteOrigin Origin);

    /// <returns>
    /// The problem <c>origin-taken</c> where two sites claim one place. Http and https of one host are one place, so one
    /// site may claim both and two may not share them.
    /// </returns>
    public static Result<SiteOrigins> Of(IEnumerable<Claim> claims)
    {
        var all = claims.ToArray();
        var shared = all.GroupBy(claim => (claim.Origin.Place, claim.Origin.Prefix))
            .FirstOrDefault(place => place.DistinctBy(claim => claim.Site).Count() > 1);
        return shared is null ? new SiteOrigins(all) : Problems.OriginTaken(shared.First().Origin.ToString());
    }

    public IReadOnlyList<SiteOrigin> OriginsOf(SiteId site) => originsOf.GetValueOrDefault(site, []);

    /// <returns>The site whose page this is; null where it is nobody's here.</returns>
    public SiteId? SiteOf(WebAddress page)
    {
        foreach (var claim in claimsAt.GetValueOrDefault(page.Place, []))
        {
            if (claim.Origin.CoversPath(page.Path))
                return claim.Site;
        }
        return null;
    }

    /// <summary>
    /// Whether a browser's <c>Origin</c> (of a request or a message) is one of the site's. Browsers write it in one form
    /// only, so anything but the exact string is somebody else: <c>null</c>, a path, a dot at the end, capital letters.
    /// </summary>
    public bool Allows(SiteId site, string? origin)
    {
        foreach (var known in originsOf.GetValueOrDefault(site, []))
        {
            if (known.Origin == origin)
                return true;
        }
        return false;
    }
}
