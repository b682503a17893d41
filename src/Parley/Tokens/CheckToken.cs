using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Tokens;

/// <summary>Reads a token for whoever builds it: tells all that is right and wrong, signs nobody in, and uses nothing up.</summary>
internal sealed class CheckToken(Database database, TokenKeyDirectory keys, SiteDirectory sites, TimeProvider clock)
{
    /// <param name="Reader">Who it would be; null for somebody who has not been here.</param>
    /// <param name="Name">As others would see it.</param>
    /// <param name="IsSpent">Whether it has signed in already, or its reader signed out.</param>
    /// <param name="Page">What is wrong with the page on which it is to be used; null where nothing is, or none was named.</param>
    /// <param name="Origin">What is wrong with that page's origin.</param>
    internal sealed record Checked(
        TokenReading Reading,
        Reader? Reader,
        string? Name,
        bool IsSpent,
        Problem? Page,
        Problem? Origin,
        DateTimeOffset Now
    );

    /// <param name="page">The address of a page with the discussion in it; empty for none.</param>
    public async Task<Checked> HandleAsync(Site site, string token, string page, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var reading = TokenReader.Read(token, site.Name, await keys.FindAsync(site.Id, cancel), now);
        var (ofPage, ofOrigin) = page.Length == 0 ? (null, null) : await FindFaultsAsync(site, page);
        if (reading.Claims is not { } claims)
            return new(reading, null, null, false, ofPage, ofOrigin, now);
        return await database.ReadAsync(
            async scope =>
            {
                var reader = await TokenIdentities.FindReaderAsync(scope, site.Id, claims, cancel);
                var isStaff = TokenRoles.RoleOf(site.Settings, claims.Role).IsStaff();
                var staff = isStaff ? null : await ReaderStore.FindStaffNamesAsync(scope, site, cancel);
                var name = ToldName.Of(claims, staff, Words.For(site.Language)).Text;
                var isSpent = claims.Id is { } id && await EndedTokens.IsEndedAsync(scope, site.Id, claims.Issuer, id, cancel);
                return new Checked(reading, reader, name, isSpent, ofPage, ofOrigin, now);
            },
            cancel
        );
    }

    private async Task<(Problem? Page, Problem? Origin)> FindFaultsAsync(Site site, string page)
    {
        if (!WebAddress.TryParse(page, out var address))
            return (Problems.AddressInvalid, Problems.OriginNotOfSite);
        var origins = await sites.OriginsAsync();
        return (
            origins.SiteOf(address) == site.Id ? null : Problems.PageNotOurs,
            origins.Allows(site.Id, address.Origin) ? null : Problems.OriginNotOfSite
        );
    }
}
