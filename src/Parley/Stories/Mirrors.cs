using System.Diagnostics.CodeAnalysis;
using System.Text;
using Parley.Sites;

namespace Parley.Stories;

/// <summary>
/// Hosts that show another's page: translators, caches and archives. Their readers belong in the page's own discussion.
/// What is unwrapped is a claim like any other address: anybody can write one, and it is then matched with the site's
/// origins.
/// </summary>
internal static class Mirrors
{
    private const string Translate = ".translate.goog";

    private static readonly string[] AmpCaches = [".cdn.ampproject.org", ".bing-amp.com"];

    /// <param name="mirrored">
    /// The page behind the mirror, not yet checked: it may be no address at all, or a mirror again.
    /// </param>
    public static bool TryUnwrap(WebAddress page, [NotNullWhen(true)] out string? mirrored)
    {
        mirrored = page.Host switch
        {
            var host when host.EndsWith(Translate, StringComparison.Ordinal) => Translated(page),
            var host when AmpCaches.Any(cache => ("." + host).EndsWith(cache, StringComparison.Ordinal)) => AmpCached(page),
            var host when IsGoogle(host) && page.Path.StartsWith("/amp/", StringComparison.Ordinal) => AfterScheme(
                page,
                "/amp/"
            ),
            "translate.google.com" or "translate.googleusercontent.com" => Parameter(page, "u"),
            "webcache.googleusercontent.com" => Cached(page),
            "web.archive.org" => Archived(page),
            _ => null,
        };
        return mirrored is not null;
    }

    // https://my--news-example.translate.goog/vote?_x_tr_sl=el is https://my-news.example/vote. How the host is undone,
    // and what the parameters mean: developers.google.com/search/docs/appearance/ad-network-and-translation.
    private static string Translated(WebAddress page)
    {
        var steps = Parameter(page, "_x_tr_enc")?.Split(',') ?? [];
        var label = Parameter(page, "_x_tr_hp") + page.Host[..^Translate.Length];
        if (steps.Contains("1") && label.StartsWith("1-", StringComparison.Ordinal))
            label = label[2..];
        var isPunycode = steps.Contains("0") && label.StartsWith("0-", StringComparison.Ordinal);
        var host = isPunycode ? "xn--" + Undashed(label[2..]) : Undashed(label);
        var scheme = Parameter(page, "_x_tr_sch") == "http" ? "http" : "https";
        var query = page.Query.Split('&').Where(part => !part.StartsWith("_x_tr_", StringComparison.Ordinal));
        return $"{scheme}://{host}{page.Path}?{string.Join('&', query)}";
    }

    // In one pass: in two, whichever comes first makes dashes that the other takes for dots, and leads to another site.
    private static string Undashed(string label)
    {
        var host = new StringBuilder(label.Length);
        for (var i = 0; i < label.Length; i++)
        {
            var isDouble = label[i] == '-' && i + 1 < label.Length && label[i + 1] == '-';
            host.Append(label[i] == '-' && !isDouble ? '.' : label[i]);
            i += isDouble ? 1 : 0;
        }
        return host.ToString();
    }

    // https://my--news-example.cdn.ampproject.org/c/s/my-news.example/vote: c shows a document, v one in a viewer.
    private static string? AmpCached(WebAddress page) =>
        page.Path.StartsWith("/c/", StringComparison.Ordinal) ? AfterScheme(page, "/c/")
        : page.Path.StartsWith("/v/", StringComparison.Ordinal) ? AfterScheme(page, "/v/")
        : null;

    // s/my-news.example/vote was fetched by https, my-news.example/vote by http.
    private static string AfterScheme(WebAddress page, string start)
    {
        var rest = page.Path[start.Length..];
        var isSecure = rest.StartsWith("s/", StringComparison.Ordinal);
        return $"{(isSecure ? "https" : "http")}://{(isSecure ? rest[2..] : rest)}?{page.Query}";
    }

    // google.com, google.de, google.co.uk, with or without www.
    private static bool IsGoogle(string host)
    {
        var labels = Markup.WebAddress.WithoutWww(host).ToString().Split('.');
        return labels is ["google", { Length: 2 or 3 }] or ["google", "com" or "co", { Length: 2 }];
    }

    // /search?q=cache:AbC123:news.example/vote, with words searched for after a plus; the key of the cache may be missing.
    private static string? Cached(WebAddress page)
    {
        if (Parameter(page, "q") is not { } words || !words.StartsWith("cache:", StringComparison.Ordinal))
            return null;
        var address = words.Split('+', ' ')[0]["cache:".Length..];
        if (address.StartsWith("http", StringComparison.Ordinal) && address.Contains("://", StringComparison.Ordinal))
            return address;
        var colon = address.IndexOf(':');
        // A key has no dot; what has one is a host before its port.
        return "http://" + (colon < 0 || address[..colon].Contains('.') ? address : address[(colon + 1)..]);
    }

    // /web/20240131120000id_/https://news.example/vote
    private static string? Archived(WebAddress page)
    {
        var parts = page.Path.Split('/', 4);
        return parts is ["", "web", _, { Length: > 0 } address] ? WithBothSlashes(address) + "?" + page.Query : null;
    }

    // Proxies on the way make one slash of two. Before a scheme's colon there is no dot, and before a port's there is.
    private static string WithBothSlashes(string address)
    {
        var colon = address.IndexOf(':');
        return colon < 0 || address.AsSpan(0, colon).ContainsAny('.', '/')
            ? "http://" + address
            : address[..colon] + "://" + address[(colon + 1)..].TrimStart('/');
    }

    private static string? Parameter(WebAddress page, string name)
    {
        foreach (var part in page.Query.Split('&'))
        {
            if (part.Split('=', 2) is [var key, var value] && key == name)
                return Uri.UnescapeDataString(value);
        }
        return null;
    }
}
