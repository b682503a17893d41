using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Transparency;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page of half-yearly figures, and the files behind it.</summary>
internal static class FigureForms
{
    private const int Shown = 4;

    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/figures", ShowAsync).ShowsNoWords().For(Access.Administrator);
        console.MapGet("/figures/{half}", HalfYearEndpoints.DownloadAsync).ShowsNoWords().For(Access.Administrator);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] HalfYearFiles files,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!visit.Site.Settings.Figures)
            return await answers.ProblemAsync(visit, Problems.FiguresOff);
        var half = HalfYear.Of(visit.Site, visit.Now);
        if (http.Request.Query["half"].FirstOrDefault() is { } asked && !HalfYear.TryRead(asked, out half))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var figures = await files.CountAsync(visit.Site, half, visit.Cancel);
        var model = new FiguresPageModel(
            await frames.ForAsync(visit, ConsolePlace.Figures, visit.Words["figures.title"]),
            half.ToString(),
            [.. figures.Lines.Select(line => new FigureModel(line.Figure, line.Kind, line.Count))],
            visit.SiteUrl($"/console/figures/{half}")
        )
        {
            Halves = [.. Latest(visit).Select(one => (one.ToString(), visit.SiteUrl($"/console/figures?half={one}")))],
        };
        return await Answers.PageAsync<FiguresPage, FiguresPageModel>(visit, model);
    }

    private static IEnumerable<HalfYear> Latest(Visit visit)
    {
        var half = HalfYear.Of(visit.Site, visit.Now);
        for (var shown = 0; shown < Shown; shown++, half = half.Before)
            yield return half;
    }
}
