using System.Globalization;
using Parley.Sites;

namespace Parley.Stories;

/// <summary>Reads what a page says of itself. Only pages on a site's origins have stories of that site.</summary>
internal sealed class PageClaims(SiteDirectory sites, PlaceholderPages placeholders)
{
    private const int LongestTitle = 300;

    /// <summary>The claim of a page of this site: an address on its origins, an identifier, or both.</summary>
    public async Task<Result<PageClaim>> ReadAsync(Site site, string? url, string? identifier)
    {
        var name = StoryIdentifier.Of(identifier);
        if (string.IsNullOrWhiteSpace(url))
            return name is null ? Problems.PageUnknown : new PageClaim(name, null);
        var address = StoryAddress.Parse(url, ParametersOf(site));
        if (address.Value is not { } page)
            return address.Problem!;
        var origins = await sites.OriginsAsync();
        if (origins.SiteOf(page.Page) != site.Id)
            return Problems.PageNotOurs;
        if (name is not null)
            placeholders.Strike(site.Id, page);
        else if (identifier is not null)
            placeholders.Note(site.Id, page, identifier);
        return new PageClaim(name, page);
    }

    /// <summary>The site whose page it is, and its claim; for pages that do not name their site.</summary>
    public async Task<Result<(Site Site, PageClaim Page)>> ReadAsync(string? url, string? identifier)
    {
        // The origin tells the site, and the site tells which parameters matter.
        var any = StoryAddress.Parse(url, QueryParameters.AllButTracking);
        if (any.Value is not { } address)
            return any.Problem!;
        var origins = await sites.OriginsAsync();
        if (origins.SiteOf(address.Page) is not { } id || await sites.FindAsync(id) is not { } site)
            return Problems.PageNotOurs;
        var claim = await ReadAsync(site, url, identifier);
        return claim.Value is { } page ? (site, page) : claim.Problem!;
    }

    /// <summary>A browser's claim of a title, short enough to keep for staff.</summary>
    public static string? ToTitle(string? claimed)
    {
        var title = claimed?.Trim();
        if (string.IsNullOrEmpty(title) || title.Any(char.IsControl))
            return null;
        return title[..LengthOfWhole(title, LongestTitle)];
    }

    // Cut between two characters as a person sees them: a database takes no half of one.
    private static int LengthOfWhole(string text, int most)
    {
        var length = 0;
        while (length < text.Length)
        {
            var next = length + StringInfo.GetNextTextElementLength(text, length);
            if (next > most)
                break;
            length = next;
        }

        return length;
    }

    public static QueryParameters ParametersOf(Site site) =>
        site.Settings.PageParameters.Count == 0
            ? QueryParameters.AllButTracking
            : QueryParameters.Of(site.Settings.PageParameters);
}
