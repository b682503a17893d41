using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;
using Parley.Sites;
using Parley.Stories;
using Parley.Threads;
using Parley.Views.Sites;

namespace Parley.Web;

/// <summary>A site's front page, and what search engines ask for.</summary>
internal static class SitePages
{
    private const int StoriesOnPage = 30;

    // The format allows 50,000 addresses in a sitemap (https://www.sitemaps.org/protocol.html).
    private const int StoriesInSitemap = 10_000;

    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder site)
    {
        root.MapGet("/", ShowHomeAsync).For(Access.Anyone);
        root.MapGet("/robots.txt", ShowRobots).For(Access.Anyone);
        site.MapGet("/", ShowFrontAsync).ShowsNoWords().For(Access.Anyone);
        site.MapGet("/trust.txt", ShowTrustAsync).ShowsNoWords().For(Access.Anyone);
        site.MapGet("/sitemap.xml", ShowSitemapAsync).ShowsNoWords().For(Access.Anyone);
    }

    // An installation with one site leads to it; of several, nothing of one is told to readers of another. Its operator, whose
    // sign-in link ends here, is at home in all of them.
    private static async Task<IResult> ShowHomeAsync(
        HttpContext http,
        [FromServices] SiteDirectory sites,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var all = await sites.ListAsync();
        if (all.Count == 1)
            return Answers.SeeOther(visit, visit.Home.Url($"/{all[0].Name}/"));
        if (visit.Session is not { IsOperator: true })
            return await answers.ProblemAsync(visit, Problems.NotFound);
        var page = new SitesPageModel(
            frames.ForInstallation(visit.Home, visit.Words, visit.Words["sites.title"]),
            [
                .. all.OrderBy(site => site.Title, StringComparer.Ordinal)
                    .Select(site => new SiteLinkModel(
                        site.Title,
                        visit.Home.Url($"/{site.Name}/"),
                        visit.Home.Url($"/{site.Name}/console")
                    )),
            ]
        );
        return await Answers.PageAsync<SitesPage, SitesPageModel>(visit, page);
    }

    private static async Task<IResult> ShowFrontAsync(
        HttpContext http,
        [FromServices] StoryStore stories,
        [FromServices] ThreadStore threads,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryRead(http.Request.Query["before"], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var listed = await stories.ListAsync(visit.Site.Id, before, StoriesOnPage + 1, visit.Cancel);
        var shown = listed.Take(StoriesOnPage).ToList();
        var counts = await threads.CountAsync(visit.Site.Id, [.. shown.Select(story => story.Id)], visit.Cancel);
        var model = new FrontPageModel(
            frames.ForReaders(visit.Home, visit.Site, visit.Site.Title) with
            {
                Canonical = visit.Home.Absolute($"/{visit.Site.Name}/"),
                Feeds = PageFrames.FeedsOf(visit.Home, visit.Site, visit.Words),
            },
            [
                .. shown.Select(story => new StoryLinkModel(
                    story.Title ?? "",
                    story.ElsewhereUrl ?? visit.Home.Url(story.PathOn(visit.Site.Name)),
                    counts.GetValueOrDefault(story.Id)
                )
                {
                    Section = story.Section,
                    PublishedAt = story.PublishedAt,
                }),
            ]
        )
        {
            NextUrl =
                listed.Count > StoriesOnPage
                    ? visit.SiteUrl($"/?before={new TimeCursor(shown[^1].ListedAt, shown[^1].Id)}")
                    : null,
            FirstUrl = before == TimeCursor.Newest ? null : visit.SiteUrl("/"),
        };
        return await Answers.PageAsync<FrontPage, FrontPageModel>(visit, model);
    }

    private static IResult ShowRobots(HttpContext http)
    {
        var visit = Visit.Of(http);
        SecurityHeaders.Add(http.Response.Headers, SecurityHeaders.NoPage);
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Text(
            $"""
            User-agent: *
            Disallow: {visit.Home.Url("/api/")}
            Disallow: {visit.Home.Url("/*/console")}
            Disallow: {visit.Home.Url("/*/me")}
            Disallow: {visit.Home.Url("/*/sign-")}
            Disallow: {visit.Home.Url("/*/search")}
            Disallow: {visit.Home.Url("/*/notifications")}

            """,
            "text/plain"
        );
    }

    // Of the site as a publication. A crawler asks the newspaper's own host, which hands the question on.
    private static async Task<IResult> ShowTrustAsync(HttpContext http, [FromServices] Answers answers)
    {
        var visit = Visit.Of(http);
        if (visit.Site.Settings.Trust.Length == 0)
            return await answers.ProblemAsync(visit, Problems.NotFound);
        http.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Text(visit.Site.Settings.Trust, "text/plain", Encoding.UTF8);
    }

    private static async Task<IResult> ShowSitemapAsync(HttpContext http, [FromServices] StoryStore stories)
    {
        var visit = Visit.Of(http);
        var listed = await stories.ListOwnAsync(visit.Site.Id, StoriesInSitemap, visit.Cancel);
        using var bytes = new MemoryStream();
        await using (
            var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Async = true, Encoding = new UTF8Encoding(false) })
        )
        {
            await xml.WriteStartElementAsync(null, "urlset", "http://www.sitemaps.org/schemas/sitemap/0.9");
            // Only our own pages: an address in a sitemap must be of the host that serves it.
            foreach (var story in listed)
            {
                await xml.WriteStartElementAsync(null, "url", null);
                await xml.WriteElementStringAsync(null, "loc", null, visit.Home.Absolute($"/{visit.Site.Name}/s/{story.Slug}"));
                if (story.PublishedAt is { } published)
                    await xml.WriteElementStringAsync(
                        null,
                        "lastmod",
                        null,
                        published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                    );
                await xml.WriteEndElementAsync();
            }

            await xml.WriteEndElementAsync();
        }

        SecurityHeaders.Add(http.Response.Headers, SecurityHeaders.NoPage);
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Bytes(bytes.ToArray(), "application/xml");
    }
}
