using Microsoft.AspNetCore.Http;
using Parley.Sites;

namespace Parley.Readers;

/// <summary>Who asks, and where: found once for each request, before its endpoint.</summary>
internal sealed class Visit(HttpContext http)
{
    private static readonly object Key = new();
    private Words? words;

    public HttpContext Http => http;

    public required Home Home { get; init; }

    /// <summary>The site that the address names; null on pages of the installation.</summary>
    public Site? FoundSite { get; init; }

    /// <summary>The sign-in that holds, if there is one.</summary>
    public Session? Session { get; init; }

    /// <summary>
    /// A sign-in whose second factor was not passed yet. It is no <see cref="Session"/>: so no way of beginning one, by password, by
    /// link or by letter, leads past the second factor.
    /// </summary>
    public Session? HalfSession { get; init; }

    /// <summary>Either of them: what ends where another sign-in of the same browser begins, or where it signs out.</summary>
    public Session? AnySession => Session ?? HalfSession;

    /// <summary>The reader on this site; null for a visitor, and on pages of the installation.</summary>
    public Reader? Reader { get; init; }

    /// <summary>What is said to somebody who is signed in and shut out of this site: for it they are a visitor, and no new guest.</summary>
    public Problem? Ban { get; init; }

    /// <summary>Whether the answer is JSON, and a refusal a problem document.</summary>
    public required bool IsApi { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>The site, where the address must name one.</summary>
    public Site Site => FoundSite ?? throw new InvalidOperationException("This address names no site.");

    /// <summary>The reader, where only a reader comes in.</summary>
    public Reader SignedIn => Reader ?? throw new InvalidOperationException("This address is open to visitors.");

    /// <summary>The words in which to answer: the site's, unless the address asks for others.</summary>
    public Words Words => words ??= WordsFor(FoundSite, Language, Now);

    /// <summary>The language that the address asks for, if it is one of ours; a made-up one is none.</summary>
    public string? Language
    {
        get
        {
            string? asked = http.Request.Query["lang"];
            if (asked is null or { Length: < 2 or > 20 })
                return null;
            var found = Words.For(asked).Language;
            return asked.StartsWith(found, StringComparison.OrdinalIgnoreCase) ? found : null;
        }
    }

    /// <summary>Whether the page is drawn for a frame on the newspaper's own page.</summary>
    public bool IsFramed => http.Request.Query["frame"] == "1";

    /// <summary>What the browser calls itself, for the list of sessions.</summary>
    public Device? Device => Device.Of(http.Request.Headers.UserAgent);

    public CancellationToken Cancel => http.RequestAborted;

    public static Visit Of(HttpContext http) => Find(http) ?? throw new InvalidOperationException("No visit has begun.");

    public static Visit? Find(HttpContext http) => (Visit?)http.Items[Key];

    public void Begin() => http.Items[Key] = this;

    /// <summary>An address below this site.</summary>
    public string SiteUrl(string path) => Home.Url($"/{Site.Name}{path}");

    public static Words WordsFor(Site? site, string? language, DateTimeOffset now)
    {
        var asked = Words.For(string.IsNullOrEmpty(language) ? site?.Language : language);
        return site is null ? asked : asked.In(site.Zone, now);
    }
}
