using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Sites;

/// <summary>
/// Brings a host to the one name that a browser asks for: lower case, international names in Punycode (UTS 46), IPv4 in
/// its four-part form, IPv6 shortened. The dot of the root is dropped: <c>news.example.</c> is the same host.
/// Stricter than browsers: only letters, digits, <c>-</c> and <c>_</c> in a name.
/// </summary>
internal static class HostName
{
    private static readonly IdnMapping International = new() { AllowUnassigned = true };
    private static readonly SearchValues<char> InLabel = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_");
    private static readonly SearchValues<char> InIPv6 = SearchValues.Create("0123456789abcdefABCDEF:.");

    /// <returns>The name in ASCII; null where no browser would reach such a host, or we will not have it.</returns>
    public static string? Normalise(string host)
    {
        if (host.StartsWith('['))
            return IPv6(host);
        if (host.Contains('%'))
            host = Uri.UnescapeDataString(host);
        var name = (Ascii.IsValid(host) ? host : ToPunycode(host))?.ToLowerInvariant();
        if (name is null)
            return null;
        if (name.EndsWith('.'))
            name = name[..^1];
        var labels = name.Split('.');
        if (name.Length > 253 || !labels.All(IsLabel))
            return null;
        return IsNumber(labels[^1]) ? IPv4(name) : name;
    }

    private static bool IsLabel(string label) => label.Length is > 0 and <= 63 && !label.AsSpan().ContainsAnyExcept(InLabel);

    // Browsers take a host whose last label is a number for an IPv4 address or for nothing.
    private static bool IsNumber(string label) =>
        label.All(char.IsAsciiDigit)
        || (label.StartsWith("0x", StringComparison.Ordinal) && label[2..].All(char.IsAsciiHexDigit));

    private static string? IPv4(string name) =>
        IPAddress.TryParse(name, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            ? address.ToString()
            : null;

    // A zone (fe80::1%eth0) names a cable of one machine, so it is no part of a page's address.
    private static string? IPv6(string host)
    {
        if (!host.EndsWith(']') || host.AsSpan(1, host.Length - 2).ContainsAnyExcept(InIPv6))
            return null;
        return
            IPAddress.TryParse(host.AsSpan(1, host.Length - 2), out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
            ? $"[{address}]"
            : null;
    }

    private static string? ToPunycode(string host)
    {
        try
        {
            // Case is folded here as well, for machines without ICU: there the mapping encodes letters as they come, and
            // addresses kept on one machine would not be found on another.
            return International.GetAscii(host.ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
