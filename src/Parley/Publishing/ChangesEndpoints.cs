using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Reading;
using Parley.Stories;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The page on which everybody reads how a report changed.</summary>
internal static class ChangesEndpoints
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/s/{slug}/changes", ShowAsync).For(Access.Anyone);
        site.MapGet("/t/{thread:guid}/changes", ShowElsewhereAsync).For(Access.Anyone);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        string slug,
        [FromServices] StoryStore stories,
        [FromServices] ChangesDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        return await drawer.DrawAsync(visit, await stories.FindBySlugAsync(visit.Site.Id, slug, visit.Cancel));
    }

    private static async Task<IResult> ShowElsewhereAsync(
        HttpContext http,
        Guid thread,
        [FromServices] StoryStore stories,
        [FromServices] ChangesDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var story = await stories.FindAsync(visit.Site.Id, thread, visit.Cancel);
        return story is { Slug: { } slug }
            ? Answers.SeeOther(visit, ReportModels.ChangesUrl(visit.Home, visit.Site, thread, slug))
            : await drawer.DrawAsync(visit, story);
    }
}

/// <summary>Draws every change of a report that the public has read.</summary>
internal sealed class ChangesDrawer(ReportTextStore reports, PageFrames frames, Answers answers)
{
    /// <param name="story">Null where there is none.</param>
    public async Task<IResult> DrawAsync(Visit visit, Story? story)
    {
        if (story is null)
            return await answers.ProblemAsync(visit, Problems.StoryNotFound);
        var revisions = await reports.ListRevisionsAsync(visit.Site.Id, story.Id, arePublic: true, visit.Cancel);
        if (revisions.Count == 0)
            return await answers.ProblemAsync(visit, Problems.StoryNotFound);
        return await Answers.PageAsync<ChangesPage, ChangesPageModel>(
            visit,
            new(
                frames.ForOne(visit.Home, visit.Site, visit.Words["report.changes"], false, visit.Reader?.Name),
                story.Title ?? "",
                ReportModels.UrlOf(visit.Home, visit.Site, story.Id, story.Slug),
                ReportChanges.Of(revisions)
            )
        );
    }
}
