using System.Net;
using System.Net.Sockets;

namespace Parley.Http;

/// <summary>
/// Tells the addresses of the world from those of houses, machines and clouds: what leads to the latter by somebody else's word leads
/// to whatever trusts its neighbours.
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] Kept =
    [
        .. new[]
        {
            "0.0.0.0/8", //       this machine
            "10.0.0.0/8", //      a house
            "100.64.0.0/10", //   a carrier's customers
            "127.0.0.0/8", //     this machine
            "169.254.0.0/16", //  this cable, and a cloud's metadata
            "172.16.0.0/12", //   a house
            "192.0.0.0/24", //    protocols
            "192.0.2.0/24", //    examples
            "192.88.99.0/24", //  relays of old
            "192.168.0.0/16", //  a house
            "198.18.0.0/15", //   laboratories
            "198.51.100.0/24", // examples
            "203.0.113.0/24", //  examples
            "224.0.0.0/3", //     many at once, the future, and everybody
            "2001::/23", //       protocols, Teredo among them
            "2001:db8::/32", //   examples
            "2002::/16", //       IPv4 in IPv6
            "3fff::/20", //       examples
        }.Select(IPNetwork.Parse),
    ];

    // Whatever of IPv6 is not in it is a house's, a cable's, or IPv4 in disguise.
    private static readonly IPNetwork World = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address) =>
        address.AddressFamily == AddressFamily.InterNetworkV6 && !World.Contains(address)
            ? false
            : !Kept.Any(network => network.Contains(address));
}
