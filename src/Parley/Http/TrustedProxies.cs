using System.Net;

namespace Parley.Http;

/// <summary>
/// The proxies whose forwarding headers are believed, listed as networks (<c>10.0.0.0/8</c>), as single addresses, or as
/// <c>unix</c> for whoever speaks to us over a Unix socket and so has no address. Nobody is trusted unlisted, not even
/// this machine: on a shared one everybody is.
/// </summary>
internal sealed class TrustedProxies
{
    private readonly IPNetwork[] networks;
    private readonly bool trustsSockets;

    private TrustedProxies(IPNetwork[] networks, bool trustsSockets) =>
        (this.networks, this.trustsSockets) = (networks, trustsSockets);

    public static TrustedProxies None { get; } = new([], false);

    /// <param name="faults">The entries that name no network. The others hold all the same.</param>
    public static TrustedProxies Parse(IEnumerable<string> entries, out IReadOnlyList<string> faults)
    {
        var networks = new List<IPNetwork>();
        var wrong = new List<string>();
        var trustsSockets = false;
        foreach (var entry in entries.Select(entry => entry.Trim()))
        {
            if (entry == "unix")
                trustsSockets = true;
            else if (IPNetwork.TryParse(entry, out var network))
                networks.Add(network);
            else if (IPAddress.TryParse(entry, out var one))
                networks.Add(new IPNetwork(one, one.GetAddressBytes().Length * 8));
            else
                wrong.Add(entry);
        }
        faults = wrong;
        return new([.. networks], trustsSockets);
    }

    /// <param name="address">Null for a Unix socket.</param>
    public bool Trust(IPAddress? address)
    {
        if (address is null)
            return trustsSockets;
        foreach (var network in networks)
        {
            if (network.Contains(address))
                return true;
        }
        return false;
    }
}
