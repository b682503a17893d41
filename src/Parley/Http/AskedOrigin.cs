using Microsoft.Extensions.Primitives;
using Parley.Sites;

namespace Parley.Http;

/// <summary>
/// The scheme and host under which the client asked, as a browser writes an origin. <c>X-Forwarded-Proto</c> and
/// <c>X-Forwarded-Host</c> are believed if a proxy of ours wrote them, and both or neither: an address made of one
/// party's scheme and another's host is nobody's.
/// </summary>
internal static class AskedOrigin
{
    /// <param name="connection">Scheme and host (with port) of the request as it reached us.</param>
    /// <param name="proxies">Through how many proxies of ours it came: <see cref="ClientAddress.Proxies"/>.</param>
    /// <returns><c>https://news.example</c>; null where the request's own host is none.</returns>
    public static string? Of((string Scheme, string Host) connection, int proxies, StringValues proto, StringValues host)
    {
        if (
            proxies > 0
            && Origin(Written(proto, proxies) ?? connection.Scheme, Written(host, proxies) ?? connection.Host) is { } told
        )
            return told;
        return Origin(connection.Scheme, connection.Host);
    }

    private static string? Origin(string scheme, string host) =>
        scheme is "http" or "https"
        && !host.AsSpan().ContainsAny('/', '?', '#')
        && WebAddress.TryParse($"{scheme}://{host}", out var address)
            ? address.Origin
            : null;

    // Each proxy adds its entry at the end, and most write over what was there. What the outermost of ours wrote stands
    // as many places from the end as there are proxies; the rest is the client's.
    private static string? Written(StringValues header, int proxies)
    {
        var entries = header.ToString().Split(',', StringSplitOptions.TrimEntries);
        var entry = entries[Math.Max(0, entries.Length - proxies)];
        return entry.Length == 0 ? null : entry;
    }
}
