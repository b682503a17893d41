using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Parley.Sites;

/// <summary>
/// An http or https address, taken apart and each part in its one spelling. It is read as browsers read it (WHATWG URL),
/// or refused: user names (no host has an <c>@</c>), backslashes, control characters and addresses without <c>//</c>,
/// since software along the way disagrees about which host they name.
/// </summary>
/// <param name="Scheme"><c>http</c> or <c>https</c>.</param>
/// <param name="Host">As <see cref="HostName"/> gives it.</param>
/// <param name="Path">Begins with <c>/</c>; percent-encoded, without dot segments.</param>
/// <param name="Query">Without its <c>?</c>; percent-encoded; empty where there is none.</param>
internal sealed record WebAddress(string Scheme, string Host, int Port, string Path, string Query)
{
    // As long as a request line may be (Kestrel's default is 8 KiB).
    private const int MaxLength = 8_000;

    private static readonly SearchValues<char> EndsAuthority = SearchValues.Create("/\\?#");
    private static readonly SearchValues<char> SkippedByBrowsers = SearchValues.Create("\t\r\n");

    /// <summary>As a browser writes it in an <c>Origin</c> header.</summary>
    public string Origin => Port == (Scheme == "https" ? 443 : 80) ? $"{Scheme}://{Host}" : $"{Scheme}://{Host}:{Port}";

    /// <summary>
    /// The host, and the port unless it is 80 or 443: what is equal for a page's http and https address. Nobody serves
    /// https on 80, or a different page in clear on 443.
    /// </summary>
    public string Place => Port is 80 or 443 ? Host : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    public override string ToString() => Query.Length == 0 ? Origin + Path : $"{Origin}{Path}?{Query}";

    public static bool TryParse(string? text, [NotNullWhen(true)] out WebAddress? address)
    {
        address = null;
        if (text is null || text.Length > MaxLength)
            return false;
        var rest = Clean(text).AsSpan();
        if (rest.ContainsAnyInRange('\0', '\x1F') || rest.Contains('\x7F'))
            return false;
        var scheme = rest.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https" : "http";
        if (!rest.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase))
            return false;
        rest = rest[(scheme.Length + 3)..];

        var end = rest.IndexOfAny(EndsAuthority);
        var authority = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[end..];
        if (!TrySplit(authority, scheme, out var host, out var port))
            return false;

        CutAt('#', ref rest);
        var query = CutAt('?', ref rest);
        if (rest.Contains('\\'))
            return false;
        if (PercentEncoding.Normalise(rest, PercentEncoding.InPath) is not { } path)
            return false;
        if (PercentEncoding.Normalise(query, PercentEncoding.InQuery) is not { } normalQuery)
            return false;
        address = new WebAddress(scheme, host, port, WithoutDots(path), normalQuery);
        return true;
    }

    // Exports break long addresses over lines, and browsers mend that silently.
    private static string Clean(string text)
    {
        var trimmed = text.AsSpan().Trim(" \0\t\r\n\f");
        return trimmed.ContainsAny(SkippedByBrowsers)
            ? string.Concat(trimmed.ToString().Split('\t', '\r', '\n'))
            : trimmed.ToString();
    }

    private static bool TrySplit(
        ReadOnlySpan<char> authority,
        string scheme,
        [NotNullWhen(true)] out string? host,
        out int port
    )
    {
        port = scheme == "https" ? 443 : 80;
        var colon = authority.LastIndexOf(':');
        // The colons inside an IPv6 address stand before its bracket.
        var hasPort = colon > authority.LastIndexOf(']');
        host = HostName.Normalise((hasPort ? authority[..colon] : authority).ToString());
        if (hasPort && colon < authority.Length - 1)
        {
            if (!ushort.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var given))
                return false;
            port = given;
        }
        return host is not null;
    }

    /// <returns>What stood behind the mark; the text keeps what stood before it.</returns>
    private static ReadOnlySpan<char> CutAt(char mark, ref ReadOnlySpan<char> text)
    {
        var at = text.IndexOf(mark);
        if (at < 0)
            return [];
        var behind = text[(at + 1)..];
        text = text[..at];
        return behind;
    }

    private static string WithoutDots(string path)
    {
        if (!path.Contains("/.", StringComparison.Ordinal))
            return path.Length == 0 ? "/" : path;
        var kept = new List<string>();
        var segments = path.Split('/')[1..];
        for (var i = 0; i < segments.Length; i++)
        {
            if (segments[i] is not ("." or ".."))
            {
                kept.Add(segments[i]);
                continue;
            }
            if (segments[i] == ".." && kept.Count > 0)
                kept.RemoveAt(kept.Count - 1);
            if (i == segments.Length - 1)
                kept.Add("");
        }
        return "/" + string.Join('/', kept);
    }
}
