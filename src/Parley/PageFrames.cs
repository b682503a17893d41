using Parley.Sites;
using Parley.Views;

namespace Parley;

/// <summary>The frame of pages: where its links lead, which styles and scripts it loads.</summary>
internal sealed class PageFrames(Assets assets)
{
    /// <summary>The frame of a site's page for readers.</summary>
    /// <param name="visitorName">The visitor's name; null on public pages, which are drawn once for everyone.</param>
    public PageModel ForReaders(Home home, Site site, string title, bool isFramed = false, string? visitorName = null) =>
        new(SiteOf(home, site), assets.ForReaders(home), title)
        {
            IsFramed = isFramed,
            VisitorName = visitorName,
            Robots = isFramed ? "noindex, indexifembedded" : null,
        };

    /// <summary>The feeds that a public page names in its head: its discussion's, and the site's. None where not everybody may read.</summary>
    /// <param name="arePicks">Whether the page shows the newsroom's picks: their feed comes first.</param>
    public static IReadOnlyList<FeedLinkModel> FeedsOf(
        Home home,
        Site site,
        Words words,
        Guid? thread = null,
        string? title = null,
        bool arePicks = false
    )
    {
        if (!site.Settings.Read.IsToAll)
            return [];
        var ofSite = words.Format("feed.site", ("site", site.Title));
        List<FeedLinkModel> feeds = [];
        if (arePicks)
            feeds.AddRange(
                Both(
                    words.Format("feed.picks", ("site", title ?? site.Title)),
                    thread is { } picked ? $"/{site.Name}/t/{picked}/picks" : $"/{site.Name}/picks"
                )
            );
        if (thread is { } id)
            feeds.AddRange(Both(title ?? words["thread.title"], $"/{site.Name}/t/{id}"));
        feeds.AddRange(Both(ofSite, $"/{site.Name}"));
        return feeds;

        IEnumerable<FeedLinkModel> Both(string named, string path) =>
            [
                new(named, "application/atom+xml", home.Url(path + "/feed.atom")),
                new(named, "application/feed+json", home.Url(path + "/feed.json")),
            ];
    }

    /// <summary>The frame of a page that is one visitor's own: not for search engines.</summary>
    public PageModel ForOne(Home home, Site site, string title, bool isFramed = false, string? visitorName = null) =>
        ForReaders(home, site, title, isFramed, visitorName) with
        {
            Robots = "noindex",
        };

    /// <summary>The frame of the moderators' pages.</summary>
    public PageModel ForStaff(Home home, Site site, string title, string name) =>
        new(SiteOf(home, site), assets.ForStaff(home), title) { VisitorName = name, Robots = "noindex" };

    /// <summary>The frame of a page that belongs to no site.</summary>
    public PageModel ForInstallation(Home home, Words words, string title) =>
        new(
            new SiteModel(words["page.installation"], home.Url("/"), home.Url("/"), home.Url("/"), home.Url("/")),
            assets.ForReaders(home),
            title
        )
        {
            Robots = "noindex",
        };

    private static SiteModel SiteOf(Home home, Site site) =>
        new(
            site.Title,
            home.Url($"/{site.Name}/"),
            home.Url($"/{site.Name}/rules"),
            home.Url($"/{site.Name}/sign-in"),
            home.Url($"/{site.Name}/me")
        );
}
