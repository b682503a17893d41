using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Parley.Markup;

/// <summary>Addresses that a reader's link may lead to: http and https, to a host, without a name and password before it.</summary>
internal static class WebAddress
{
    /// <summary>The longest address that becomes a link, in UTF-16 units.</summary>
    public const int MaximumLength = 2000;

    private static readonly SearchValues<char> HostCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"
    );

    private static readonly SearchValues<char> NumericHostCharacters = SearchValues.Create("0123456789abcdefABCDEF:.");

    // All of RFC 3986's characters but the apostrophe, which would end an attribute in somebody's template.
    private static readonly SearchValues<char> AddressCharacters = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#[]@!$&()*+,;=%"
    );

    private static readonly IdnMapping Idn = new() { AllowUnassigned = true };

    /// <summary>
    /// Makes of a typed address what stands in <c>href</c>: everything outside ASCII, blanks and quotes percent-encoded,
    /// the ampersand escaped, a host of other letters in its ASCII form.
    /// </summary>
    public static bool TryFormat(string address, [NotNullWhen(true)] out string? href)
    {
        href = null;
        if (address.Length > MaximumLength || SchemeOf(address) is not { } scheme)
            return false;
        var rest = address.AsSpan(scheme.Length);
        var hostEnd = rest.IndexOfAny('/', '?', '#');
        var authority = hostEnd < 0 ? rest : rest[..hostEnd];
        if (!TryFormatAuthority(authority, out var host))
            return false;

        var built = new StringBuilder(address.Length + 16).Append(scheme).Append(host);
        if (!TryEncode(rest[authority.Length..], built))
            return false;
        href = built.ToString();
        return true;
    }

    /// <summary>True for what <see cref="TryFormat"/> could have made.</summary>
    public static bool IsFormatted(ReadOnlySpan<char> href)
    {
        var scheme = href.StartsWith("https://", StringComparison.Ordinal) ? 8 : 7;
        if (scheme == 7 && !href.StartsWith("http://", StringComparison.Ordinal))
            return false;
        var rest = href[scheme..];
        var hostEnd = rest.IndexOfAny('/', '?', '#');
        if (!IsAuthority(hostEnd < 0 ? rest : rest[..hostEnd]) || rest.ContainsAnyExcept(AddressCharacters))
            return false;
        for (var at = rest.IndexOf('&'); at >= 0; at = rest.IndexOf('&'))
        {
            rest = rest[at..];
            if (!rest.StartsWith("&amp;", StringComparison.Ordinal))
                return false;
            rest = rest[5..];
        }
        return true;
    }

    /// <summary>
    /// True when the words of a link read like an address on another host than the one it leads to: a reader who looks at
    /// the words alone is then led astray.
    /// </summary>
    public static bool ReadsLikeAnother(ReadOnlySpan<char> words, string address)
    {
        var shown = HostOf(words.Trim());
        var last = shown.LastIndexOf('.');
        var isHost =
            last > 0
            && shown.Length - last > 2
            && !shown.ContainsAnyExcept(HostCharacters)
            && char.IsAsciiLetter(shown[last + 1]);
        return isHost && !IsSameHost(shown, HostOf(address));
    }

    private static bool IsSameHost(ReadOnlySpan<char> one, ReadOnlySpan<char> other) =>
        WithoutWww(one).Equals(WithoutWww(other), StringComparison.OrdinalIgnoreCase);

    /// <summary>A host, or what begins with one, as people name it: with "www." in front it is the same place.</summary>
    public static ReadOnlySpan<char> WithoutWww(ReadOnlySpan<char> host) =>
        host.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? host[4..] : host;

    private static ReadOnlySpan<char> HostOf(ReadOnlySpan<char> address)
    {
        var scheme = address.IndexOf("://", StringComparison.Ordinal);
        var rest = scheme < 0 ? address : address[(scheme + 3)..];
        var end = rest.IndexOfAny("/?#:");
        return end < 0 ? rest : rest[..end];
    }

    /// <summary>The scheme as it is written in a link, or null when it is none of the two.</summary>
    private static string? SchemeOf(string address) =>
        address.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https://"
        : address.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://"
        : null;

    private static bool TryFormatAuthority(ReadOnlySpan<char> authority, out string formatted)
    {
        formatted = authority.ToString();
        if (!System.Text.Ascii.IsValid(authority))
        {
            var port = authority.LastIndexOf(':');
            var host = port < 0 ? authority : authority[..port];
            try
            {
                formatted = Idn.GetAscii(host.ToString()) + authority[host.Length..].ToString();
            }
            catch (ArgumentException)
            {
                return false;
            }
        }
        return IsAuthority(formatted);
    }

    private static bool IsAuthority(ReadOnlySpan<char> authority)
    {
        var host = authority;
        var port = ReadOnlySpan<char>.Empty;
        if (authority.StartsWith("[", StringComparison.Ordinal))
        {
            var end = authority.IndexOf(']');
            if (end < 3 || authority[1..end].ContainsAnyExcept(NumericHostCharacters))
                return false;
            port = authority[(end + 1)..];
        }
        else
        {
            var colon = authority.IndexOf(':');
            host = colon < 0 ? authority : authority[..colon];
            port = authority[host.Length..];
            if (host.IsEmpty || host.ContainsAnyExcept(HostCharacters) || !char.IsAsciiLetterOrDigit(host[0]))
                return false;
        }
        return port.IsEmpty || (port[0] == ':' && port.Length <= 6 && !port[1..].ContainsAnyExceptInRange('0', '9'));
    }

    private static bool TryEncode(ReadOnlySpan<char> text, StringBuilder to)
    {
        Span<byte> bytes = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var units) != OperationStatus.Done || Rune.IsControl(rune))
                return false;
            text = text[units..];
            if (rune.Value == '&')
                to.Append("&amp;");
            else if (rune.IsBmp && AddressCharacters.Contains((char)rune.Value))
                to.Append((char)rune.Value);
            else
                foreach (var unit in bytes[..rune.EncodeToUtf8(bytes)])
                    to.Append('%').Append(unit.ToString("X2", CultureInfo.InvariantCulture));
        }
        return true;
    }
}
