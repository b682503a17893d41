using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.HouseRules;
using Parley.Moderation;
using Parley.Readers;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which a moderator says how they want to meet what is hard to read, and the pause that the desk offers.</summary>
internal static class CareForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/care", ShowAsync).ShowsNoWords().For(Access.Moderator);
        console.MapPost("/care", SaveAsync).ShowsNoWords().For(Access.Moderator).TakesForm();
        console.MapPost("/care/pause", PauseAsync).ShowsNoWords().For(Access.Moderator);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] CareStore cares,
        [FromServices] RuleBooks books,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var care = await cares.FindAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel);
        return await PageAsync(visit, await ToModelAsync(visit, care, books, frames));
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        [FromServices] CareStore cares,
        [FromServices] RuleBooks books,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var hard = HardClasses.Hard(await books.FindAsync(visit.Site, visit.Cancel));
        var request = new CareStore.Request(
            form.Find("veils") is { } veils ? veils == "yes" : null,
            ReadCap(form.Find("per-hour")),
            ReadCap(form.Find("per-shift"))
        )
        {
            Left =
            [
                .. hard.Select(rule => (rule.Number, Chosen: form.Find($"leave-{rule.Number}")))
                    .Where(one => !string.IsNullOrEmpty(one.Chosen))
                    .Select(one => ((int?)one.Number, ConsoleEndpoints.ReadNumber(one.Chosen))),
            ],
        };
        var saved = await cares.SaveAsync(visit.Site, visit.SignedIn, request, visit.Cancel);
        var now = saved.IsSuccess ? saved.Value : await cares.FindAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel);
        var model = await ToModelAsync(visit, now, books, frames);
        return saved.IsSuccess
            ? await PageAsync(visit, model with { IsSaved = true })
            : await PageAsync(visit, model with { Fault = Answers.Sentence(visit.Words, saved.Problem) }, saved.Problem.Status);
    }

    private static async Task<IResult> PauseAsync(
        HttpContext http,
        [FromServices] CareStore cares,
        [FromServices] RuleBooks books,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var until = visit.Now + Care.Pause;
        var left = (await cares.FindAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel)).Left;
        var request = new CareStore.Request(null, null, null)
        {
            // What is left to colleagues for longer stays so.
            Left =
            [
                .. HardClasses
                    .Hard(await books.FindAsync(visit.Site, visit.Cancel))
                    .Where(rule => !left.TryGetValue(rule.Number, out var end) || end < until)
                    .Select(rule => ((int?)rule.Number, (int?)Care.Pause.TotalMinutes)),
            ],
        };
        var saved = await cares.SaveAsync(visit.Site, visit.SignedIn, request, visit.Cancel);
        return saved.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl("/console"))
            : await answers.ProblemAsync(visit, saved.Problem);
    }

    private static async Task<CarePageModel> ToModelAsync(Visit visit, Care care, RuleBooks books, ConsoleFrames frames) =>
        new(
            await frames.ForAsync(visit, ConsolePlace.Care, visit.Words["care.title"]),
            visit.SiteUrl("/console/care"),
            care.Veils,
            care.PerHour,
            care.PerShift
        )
        {
            Rules =
            [
                .. HardClasses
                    .Hard(await books.FindAsync(visit.Site, visit.Cancel))
                    .Select(rule => new HardRuleModel(
                        rule.Number,
                        rule.Name,
                        care.Left.TryGetValue(rule.Number, out var until) ? until : null
                    )),
            ],
            Came = (care.InHour, care.InShift, care.InWeek),
        };

    // What is no number is none that is allowed.
    private static int? ReadCap(string? typed) => typed is null ? null : ConsoleEndpoints.ReadNumber(typed) ?? -1;

    private static Task<IResult> PageAsync(Visit visit, CarePageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<CarePage, CarePageModel>(visit, model, status);
}
