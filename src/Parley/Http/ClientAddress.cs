using System.Buffers;
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Primitives;

namespace Parley.Http;

/// <summary>
/// The network address of whoever asks, found behind the proxies that are ours. <c>X-Forwarded-For</c> is read from its
/// end, where the nearest proxy wrote: each trusted address hands on to the one before it, and the first that is not ours
/// is the client. What stands further left anybody could have written. No vendor's header is read: <c>X-Real-IP</c> and
/// its kin are one line that a client may send as well.
/// </summary>
/// <param name="Address">IPv4 as IPv4, also where it came mapped into IPv6. <see cref="IPAddress.None"/> for a Unix socket.</param>
/// <param name="Proxies">How many of our proxies the request came through.</param>
internal readonly record struct ClientAddress(IPAddress Address, int Proxies)
{
    private static readonly SearchValues<char> InEntry = SearchValues.Create("0123456789abcdefABCDEF.:[]");

    /// <param name="peer">Who holds the connection; null for a Unix socket.</param>
    public static ClientAddress Of(IPAddress? peer, StringValues forwardedFor, TrustedProxies trusted)
    {
        var address = peer is null ? null : Unmapped(peer);
        var rest = forwardedFor.ToString().AsSpan();
        var proxies = 0;
        while (trusted.Trust(address))
        {
            proxies++;
            var comma = rest.LastIndexOf(',');
            // A proxy of ours that wrote nothing, or nonsense, does not say who asked: then it counts as the client.
            if (!TryParse(rest[(comma + 1)..], out var before))
                break;
            address = before;
            rest = comma < 0 ? [] : rest[..comma];
        }
        return new(address ?? IPAddress.None, proxies);
    }

    /// <summary>
    /// Whom limits count as one: an IPv4 address, or the /64 that a provider gives to one household. As a number: IPv4 as
    /// <c>::ffff:0:0/96</c>.
    /// </summary>
    public UInt128 Network
    {
        get
        {
            Span<byte> octets = stackalloc byte[16];
            if (Address.AddressFamily == AddressFamily.InterNetworkV6)
            {
                Address.TryWriteBytes(octets, out _);
                octets[8..].Clear();
            }
            else
            {
                octets[10..12].Fill(0xFF);
                Address.TryWriteBytes(octets[12..], out _);
            }
            return BinaryPrimitives.ReadUInt128BigEndian(octets);
        }
    }

    /// <summary>The block that a provider gives to a house or a street of them: an IPv4 /24, an IPv6 /48. A number like <see cref="Network"/>.</summary>
    public UInt128 Block => Address.AddressFamily == AddressFamily.InterNetworkV6 ? Network >> 80 << 80 : Network >> 8 << 8;

    // People's addresses do not get into logs because someone printed a request.
    public override string ToString() => "(network address)";

    private static bool TryParse(ReadOnlySpan<char> entry, out IPAddress address)
    {
        entry = entry.Trim();
        address = IPAddress.None;
        // The parser also takes 127.1, 0x7f000001 and zones, which no proxy writes.
        if (entry.ContainsAnyExcept(InEntry) || !IPEndPoint.TryParse(entry, out var end))
            return false;
        if (end.AddressFamily == AddressFamily.InterNetwork && entry.Count('.') != 3)
            return false;
        address = Unmapped(end.Address);
        return true;
    }

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
