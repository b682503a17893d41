using Parley.Sites;
using Parley.Stories;

namespace Parley.Transfer;

/// <summary>Tells which addresses of a file are pages of the site that it goes to.</summary>
internal sealed class SiteAddresses(SiteId site, SiteOrigins origins, QueryParameters parameters)
{
    /// <returns>
    /// The address; or why it makes no story: <see cref="ImportReason.AddressNotWeb"/>, <see cref="ImportReason.AddressElsewhere"/>.
    /// </returns>
    public (StoryAddress? Address, ImportReason? Refusal) Read(string link) =>
        StoryAddress.Parse(link, parameters).Value is not { } address ? (null, ImportReason.AddressNotWeb)
        : origins.SiteOf(address.Page) != site ? (null, ImportReason.AddressElsewhere)
        : (address, null);
}
