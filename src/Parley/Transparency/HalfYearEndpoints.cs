using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;

namespace Parley.Transparency;

/// <summary>The doors of the half-yearly figures in the JSON interface, and the files behind them. The console has a page of them.</summary>
internal static class HalfYearEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/moderation/half-years/{half}", FindAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Gives<HalfYearAnswer>("What was decided in half a year, counted");
        api.MapGet("/moderation/half-years/{half}/files", DownloadAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .GivesFile("All files of half a year in one", "application/zip");
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        string half,
        [FromServices] HalfYearFiles files,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!visit.Site.Settings.Figures)
            return await answers.ProblemAsync(visit, Problems.FiguresOff);
        if (!HalfYear.TryRead(half, out var asked))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var figures = await files.CountAsync(visit.Site, asked, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new HalfYearAnswer(asked.ToString(), figures.Lines), HalfYearJson.Ours.HalfYearAnswer);
    }

    /// <summary>All files of half a year in one.</summary>
    public static async Task<IResult> DownloadAsync(
        HttpContext http,
        string half,
        [FromServices] HalfYearFiles files,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!visit.Site.Settings.Figures)
            return await answers.ProblemAsync(visit, Problems.FiguresOff);
        if (!HalfYear.TryRead(half, out var asked))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.File(
            await files.ZipAsync(visit.Site, asked, visit.Cancel),
            "application/zip",
            $"{visit.Site.Name}-{asked}.zip"
        );
    }
}

/// <summary>What was decided in half a year, counted. Nobody's name and nobody's words.</summary>
/// <param name="Half">Such as <c>2026-1</c>.</param>
internal sealed record HalfYearAnswer(string Half, IReadOnlyList<FigureLine> Figures);

[JsonSerializable(typeof(HalfYearAnswer))]
internal sealed partial class HalfYearJson : JsonSerializerContext
{
    public static HalfYearJson Ours { get; } = new(Json.Options());
}
