using System.Buffers;
using System.Globalization;

namespace Parley.Http;

/// <summary>
/// Where someone goes on after signing in: a page of ours, below the prefix, and nowhere else, whoever made the link.
/// Our own links use few characters, so everything else is refused rather than understood: a second slash, a colon, an
/// at sign or a backslash in the path, dot segments, encoded ASCII. No chain of proxies and browsers, however often it
/// decodes, finds a host in what is left.
/// </summary>
internal static class ReturnAddress
{
    private const int MaxLength = 2_000;

    private static readonly SearchValues<char> InPath = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=/%"
    );

    /// <param name="wanted">A path with query and fragment, as the page that asked to sign in gave it.</param>
    /// <param name="prefix">Where Parley is mapped, the host's path base included: empty or <c>/talk</c>.</param>
    /// <returns>The wanted page if it is ours, else the first page below the prefix.</returns>
    public static string Of(string? wanted, string prefix) =>
        wanted is not null && IsOurs(wanted, prefix) ? wanted : prefix + "/";

    private static bool IsOurs(string wanted, string prefix)
    {
        if (wanted.Length > MaxLength || wanted.AsSpan().ContainsAnyExceptInRange('!', '~'))
            return false;
        if (!wanted.StartsWith(prefix + "/", StringComparison.Ordinal))
            return false;
        var end = wanted.AsSpan().IndexOfAny('?', '#');
        var path = end < 0 ? wanted : wanted[..end];
        return !path.AsSpan().ContainsAnyExcept(InPath)
            && !path.Contains("//", StringComparison.Ordinal)
            && !path.Split('/').Any(segment => segment is "." or "..")
            && path.Split('%')[1..].All(IsBeyondAscii);
    }

    // In a path of ours only the bytes of letters beyond ASCII are encoded.
    private static bool IsBeyondAscii(string afterPercent) =>
        afterPercent.Length >= 2
        && byte.TryParse(afterPercent.AsSpan(0, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet)
        && octet >= 0x80;
}
