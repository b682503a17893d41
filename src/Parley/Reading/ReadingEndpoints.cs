using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Stories;

namespace Parley.Reading;

/// <summary>The public pages of discussions.</summary>
internal static class ReadingEndpoints
{
    /// <param name="root">The pages of the installation.</param>
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder site)
    {
        root.MapGet("/t", ShowPageAsync).For(Access.Anyone);
        site.MapGet("/s/{slug}", ShowReportAsync).For(Access.Anyone);
        site.MapGet("/t/{thread:guid}", ShowThreadAsync).For(Access.Anyone);
        site.MapGet("/t/{thread:guid}/sources", ShowWhoSaysAsync).For(Access.Anyone);
        site.MapGet("/t/{thread:guid}/b/{comment:guid}", ShowBranchAsync).For(Access.Anyone);
        site.MapGet("/t/{thread:guid}/picks", ShowPicksAsync).For(Access.Anyone);
        site.MapGet("/c/{comment:guid}", ShowCommentAsync).For(Access.Anyone);
    }

    // The discussion of a page, found by what the page says of itself: what a frame on a newspaper's page shows.
    private static async Task<IResult> ShowPageAsync(
        HttpContext http,
        [FromServices] PageClaims claims,
        [FromServices] StoryStore stories,
        [FromServices] PageDrawer drawer,
        [FromServices] PublicPages pages,
        [FromServices] VisitFilter visits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var query = http.Request.Query;
        var read = await claims.ReadAsync(query["url"], query["id"]);
        if (!read.IsSuccess)
            return await answers.ProblemAsync(visit, read.Problem);
        var (site, page) = read.Value;
        // Whom nobody asks on the way in, where the address names no site.
        if (
            !site.Settings.Read.IsToAll
            && await visits.RefuseClosedAsync(visit = await visits.EnterAsync(visit, site)) is { } closed
        )
            return closed;
        var story = await stories.FindAsync(site.Id, page, visit.Cancel);
        if (story is null)
        {
            // An address may be shared by a comment's permalink: an empty discussion is never kept.
            var empty = await drawer.DrawEmptyAsync(
                visit.Home,
                site,
                page,
                query["url"].ToString(),
                visit.Language,
                visit.IsFramed
            );
            return PublicPages.Unkept(visit, site, empty, visit.IsFramed ? PageView.Frame : PageView.Thread);
        }

        await stories.NoteAsync(site.Id, story, page, visit.Cancel);
        return await pages.ShowAsync(visit, site, story.Id, visit.IsFramed ? PageView.Frame : PageView.Thread, null);
    }

    private static async Task<IResult> ShowReportAsync(
        HttpContext http,
        string slug,
        [FromServices] StoryStore stories,
        [FromServices] PublicPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await stories.FindBySlugAsync(visit.Site.Id, slug, visit.Cancel) is { } story
            ? await pages.ShowAsync(visit, visit.Site, story.Id, PageView.Report, null)
            : await answers.ProblemAsync(visit, Problems.StoryNotFound);
    }

    private static async Task<IResult> ShowWhoSaysAsync(
        HttpContext http,
        Guid thread,
        [FromServices] StoryStore stories,
        [FromServices] PublicPages pages
    )
    {
        var visit = Visit.Of(http);
        // A report of ours says it beside its own text.
        return await stories.FindAsync(visit.Site.Id, thread, visit.Cancel) is { Slug: { } slug }
            ? Answers.SeeOther(visit, visit.SiteUrl($"/s/{slug}"))
            : await pages.ShowAsync(visit, visit.Site, thread, PageView.WhoSays, null);
    }

    private static Task<IResult> ShowThreadAsync(HttpContext http, Guid thread, [FromServices] PublicPages pages)
    {
        var visit = Visit.Of(http);
        return pages.ShowAsync(visit, visit.Site, thread, visit.IsFramed ? PageView.Frame : PageView.Thread, null);
    }

    private static Task<IResult> ShowBranchAsync(HttpContext http, Guid thread, Guid comment, [FromServices] PublicPages pages)
    {
        var visit = Visit.Of(http);
        return pages.ShowAsync(visit, visit.Site, thread, visit.IsFramed ? PageView.FramedBranch : PageView.Branch, comment);
    }

    private static Task<IResult> ShowPicksAsync(HttpContext http, Guid thread, [FromServices] PublicPages pages)
    {
        var visit = Visit.Of(http);
        return pages.ShowAsync(visit, visit.Site, thread, visit.IsFramed ? PageView.FramedPicks : PageView.Picks, null);
    }

    private static async Task<IResult> ShowCommentAsync(
        HttpContext http,
        Guid comment,
        [FromServices] Comments.CommentStore comments,
        [FromServices] PublicPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        // Who follows an old link to what a moderator took down is told so. Everything else that does not stand, held ones among
        // them, answers like one that never was.
        return
            await comments.FindAsync(visit.Site.Id, comment, visit.Cancel) is { } found
            && (found.Stands || found.State == Comments.CommentState.Removed)
            ? await pages.ShowAsync(
                visit,
                visit.Site,
                found.ThreadId,
                visit.IsFramed ? PageView.FramedPermalink : PageView.Permalink,
                comment
            )
            : await answers.ProblemAsync(visit, Problems.CommentNotFound);
    }
}
