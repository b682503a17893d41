using Microsoft.AspNetCore.Http;
using Parley.Sites;

namespace Parley.Readers;

/// <summary>Who asks, and where: found once for each request, before its endpoint.</summary>
internal sealed class Visit(HttpContext http, string prefix, string? publicUrl)
{
    private static readonly object Key = new();
    private Words? words;

    public HttpContext Http => http;

    /// <summary>The site that the address names; null on pages of the installation.</summary>
    public Site? FoundSite { get; init; }

    /// <summary>The sign-in that holds, if there is one.</summary>
    public Session? Session { get; init; }

    /// <summary>The reader on this site; null for a visitor, and on pages of the installation.</summary>
    public Reader? Reader { get; init; }

    /// <summary>The visitor's network address as limits count it: an IPv4 address, or the first 64 bits of an IPv6 one.</summary>
    public required string Network { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Whether the answer is JSON, and a refusal a problem document.</summary>
    public required bool IsApi { get; init; }

    /// <summary>The site, where the address must name one.</summary>
    public Site Site => FoundSite ?? throw new InvalidOperationException("This address names no site.");

    /// <summary>The words in which to answer: the site's, unless the address asks for others.</summary>
    public Words Words => words ??= Said();

    public static Visit Of(HttpContext http) => (Visit)http.Items[Key]!;

    public static Visit? Find(HttpContext http) => (Visit?)http.Items[Key];

    public void Begin() => http.Items[Key] = this;

    /// <summary>An address of ours on this host: the host's base, our prefix, and the path, which begins with a slash.</summary>
    public string Url(string path) => http.Request.PathBase + prefix + path;

    /// <summary>An address of ours below this site.</summary>
    public string SiteUrl(string path) => Url($"/{Site.Name}{path}");

    /// <summary>An address of ours as others may know it, with scheme and host.</summary>
    public string Absolute(string path) => (publicUrl ?? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}{prefix}") + path;

    private Words Said()
    {
        var asked = Words.For(http.Request.Query["lang"].FirstOrDefault() ?? FoundSite?.Language);
        return FoundSite is null ? asked : asked.In(FoundSite.Zone, Now);
    }
}
