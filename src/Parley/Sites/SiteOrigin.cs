using System.Diagnostics.CodeAnalysis;

namespace Parley.Sites;

/// <summary>
/// Where a site's pages stand: an origin, and the path below which they are the site's where several sites share a host
/// (<c>https://news.example/en</c>).
/// </summary>
internal sealed record SiteOrigin
{
    private SiteOrigin(string origin, string place, string prefix) => (Origin, Place, Prefix) = (origin, place, prefix);

    /// <summary>As browsers write it in the <c>Origin</c> header and in messages, so that it is compared as a string.</summary>
    public string Origin { get; }

    /// <summary>The host, and the port unless it is 80 or 443; equal for http and https.</summary>
    public string Place { get; }

    /// <summary>Empty, or a path that begins with <c>/</c> and ends without one, as in <c>/en</c>.</summary>
    public string Prefix { get; }

    public static bool TryParse(string? text, [NotNullWhen(true)] out SiteOrigin? origin)
    {
        origin = null;
        // A query or fragment cannot name a site. Someone who gives one means a page, and should be told.
        if (!WebAddress.TryParse(text, out var address) || text!.AsSpan().ContainsAny('?', '#'))
            return false;
        origin = new SiteOrigin(address.Origin, address.Place, address.Path.TrimEnd('/'));
        return true;
    }

    /// <summary>
    /// Whether a page is below this origin, by whole segments: <c>/en</c> covers <c>/en/vote</c> and not <c>/english</c>.
    /// Http and https are one, since stories are one under both.
    /// </summary>
    public bool Covers(WebAddress page) => page.Place == Place && CoversPath(page.Path);

    public bool CoversPath(string path) =>
        path.StartsWith(Prefix, StringComparison.Ordinal) && (path.Length == Prefix.Length || path[Prefix.Length] == '/');

    public override string ToString() => Origin + Prefix;
}
