using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Stories;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The list of reports and drafts, with the form by which the text of a page elsewhere is taken.</summary>
internal static class ReportListForms
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/reports", ListAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/pages", TakeAsync).For(Access.Newsroom).TakesForm();
    }

    private static Task<IResult> ListAsync(HttpContext http, [FromServices] ReportListDrawer drawer)
    {
        var visit = Visit.Of(http);
        return drawer.DrawAsync(visit, new(TakeUrl(visit)), 200);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        [FromServices] TakeText take,
        [FromServices] ReportListDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var typed = new TakeTextModel(TakeUrl(visit))
        {
            Url = form.Find("url") ?? "",
            Reason = form.Find("reason") ?? "",
            Correction = form.Find("correction") ?? "",
        };
        var taken = await take.HandleAsync(
            visit.Site,
            visit.SignedIn,
            new(typed.Url, typed.Reason, typed.Correction),
            visit.Cancel
        );
        if (taken.IsSuccess)
            return Answers.SeeOther(visit, WritingForms.UrlOf(visit, taken.Value.StoryId));
        // Whatever is wrong with what the page says, the page is what there is to choose here.
        var faults = Answers
            .Faults(visit.Words, taken.Problem, "url")
            .GroupBy(one => one.Key is "reason" or "correction" ? "take-" + one.Key : "url", one => one.Value)
            .ToDictionary(one => one.Key, one => one.First());
        return await drawer.DrawAsync(visit, typed with { Faults = faults }, taken.Problem.Status);
    }

    /// <summary>Takes the text of a page elsewhere.</summary>
    public static string TakeUrl(Visit visit) => visit.SiteUrl("/newsroom/pages");
}

/// <summary>Draws the list of reports and drafts, those that changed last first.</summary>
internal sealed class ReportListDrawer(ReportTextStore reports, PageFrames frames, Answers answers)
{
    public async Task<IResult> DrawAsync(Visit visit, TakeTextModel take, int status)
    {
        if (!TimeCursor.TryReadAfter(visit.Http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var read = await reports.ListAsync(visit.Site.Id, after, visit.Cancel);
        var shown = read.Take(ReportTextStore.OnPage).ToList();
        var home = visit.SiteUrl("/newsroom/reports");
        return await Answers.PageAsync<ReportsPage, ReportsPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, visit.Words["reports.title"]),
                [
                    .. shown.Select(one => new ReportLineModel(
                        WritingForms.UrlOf(visit, one.StoryId),
                        one.Headline,
                        one.PublishedAt,
                        one.ChangedAt
                    )),
                ],
                visit.SiteUrl("/newsroom/reports/new"),
                take
            )
            {
                FirstUrl = after is null ? null : home,
                NextUrl =
                    read.Count > shown.Count ? $"{home}?after={new TimeCursor(shown[^1].ChangedAt, shown[^1].StoryId)}" : null,
            },
            status
        );
    }
}
