using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Notices;
using Parley.Readers;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page of trusted flaggers: whose notices have priority, for which body, and what came of them.</summary>
internal static class FlaggerForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/flaggers", ShowAsync).For(Access.SeniorModerator);
        console.MapPost("/flaggers", NameAsync).For(Access.SeniorModerator).TakesForm();
        console.MapPost("/flaggers/{reader:guid}/revoke", RevokeAsync).For(Access.SeniorModerator);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] FlaggerStore flaggers,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        return await Answers.PageAsync<FlaggersPage, FlaggersPageModel>(visit, await FindAsync(visit, flaggers, frames));
    }

    private static async Task<IResult> NameAsync(
        HttpContext http,
        [FromServices] NameFlagger name,
        [FromServices] FlaggerStore flaggers,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var (called, body) = (form.Find("name")?.Trim() ?? "", form.Find("body") ?? "");
        var named = await flaggers.FindReaderAsync(visit.Site.Id, called, visit.Cancel) is { } reader
            ? await name.HandleAsync(visit.Site, reader, visit.SignedIn, body, visit.Cancel)
            : Problems.FlaggerUnknown;
        if (named.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl("/console/flaggers"));
        var model = (await FindAsync(visit, flaggers, frames)) with
        {
            Name = called,
            Body = body,
            NameFault = FaultOf("name"),
            BodyFault = FaultOf("body"),
        };
        return await Answers.PageAsync<FlaggersPage, FlaggersPageModel>(visit, model, named.Problem.Status);

        string? FaultOf(string field) => named.Problem!.Field == field ? Answers.Sentence(visit.Words, named.Problem) : null;
    }

    private static async Task<IResult> RevokeAsync(
        HttpContext http,
        Guid reader,
        [FromServices] NameFlagger name,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var revoked = await name.RevokeAsync(visit.Site, reader, visit.SignedIn, visit.Cancel);
        return revoked.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl("/console/flaggers"))
            : await answers.ProblemAsync(visit, revoked.Problem);
    }

    private static async Task<FlaggersPageModel> FindAsync(Visit visit, FlaggerStore flaggers, ConsoleFrames frames) =>
        new(
            await frames.ForAsync(visit, ConsolePlace.Flaggers, visit.Words["flaggers.title"]),
            visit.SiteUrl("/console/flaggers"),
            [
                .. (await flaggers.ListAsync(visit.Site.Id, visit.Cancel)).Select(flagger => new FlaggerModel(
                    flagger.Body,
                    flagger.ReaderName,
                    flagger.Since,
                    flagger.Figures.Given,
                    flagger.Figures.Answered,
                    flagger.Figures.Removed,
                    visit.SiteUrl($"/console/flaggers/{flagger.ReaderId}/revoke")
                )
                {
                    MedianMinutes = flagger.Figures.Median is { } median ? (int)median.TotalMinutes : null,
                }),
            ]
        );
}
