using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;
using Parley.Views.Leaving;

namespace Parley.Leaving;

/// <summary>Where an account is deleted, and where that is taken back.</summary>
internal static class LeavingEndpoints
{
    private static readonly LeavingJson OurJson = new(Json.Options());

    /// <param name="Words"><c>keep</c>: comments stay under “Deleted reader”; <c>delete</c>: they go, and leave gaps where others answered.</param>
    /// <param name="Password">The account's; an account without one needs none.</param>
    internal sealed record LeaveBody(string Words, string? Password = null);

    /// <param name="LeavesAt">When the account goes; until then it can be taken back.</param>
    internal sealed record LeaveAnswer(DateTimeOffset LeavesAt);

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site, IEndpointRouteBuilder api)
    {
        site.MapMethods("/account/leave", ReaderEndpoints.Looking, ShowAsync).ShowsNoWords().For(Access.Reader);
        site.MapPost("/account/leave", LeaveAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        site.MapPost("/account/leave/take-back", TakeBackAsync).ShowsNoWords().For(Access.Reader);
        api.MapPut("/account/leaving", LeaveByApiAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Takes<LeaveBody>()
            .Gives<LeaveAnswer>("Delete one's account after 14 days: every sign-in ends now");
        api.MapDelete("/account/leaving", TakeBackByApiAsync).ShowsNoWords().For(Access.Reader).GivesNothing("Stay after all");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] AccountStore accounts,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (visit.Session?.AccountId is not { } id || await accounts.FindAsync(id, visit.Cancel) is not { } account)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        return await PageAsync(
            visit,
            EmptyFor(visit, frames) with
            {
                LeavesAt = account.LeavesAt,
                HasPassword = account.PasswordHash is not null,
            }
        );
    }

    private static async Task<IResult> LeaveAsync(
        HttpContext http,
        [FromServices] AskToLeave ask,
        [FromServices] AccountStore accounts,
        [FromServices] PageFrames frames,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var chosen = form.Find("words");
        var asked = await AskAsync(visit, ask, pace, clients, form.Find("password"), chosen);
        var page = EmptyFor(visit, frames);
        if (asked.Problem is { } problem)
        {
            Answers.SayWhenAgain(visit, problem);
            var sentence = Answers.Sentence(visit.Words, problem);
            page = page with
            {
                HasPassword = await accounts.FindAsync(visit.Session!.OwnerId, visit.Cancel) is not { PasswordHash: null },
                Chosen = chosen is "keep" or "delete" ? chosen : "",
                PasswordFault = problem.Field == "password" ? sentence : null,
                Fault = problem.Field == "password" ? null : sentence,
            };
            return await PageAsync(visit, page, problem.Status);
        }

        SessionCookie.Take(http.Response, visit.Home);
        return await PageAsync(visit, page with { LeavesAt = asked.Value, IsDone = true });
    }

    private static async Task<IResult> TakeBackAsync(
        HttpContext http,
        [FromServices] AskToLeave ask,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await StayAsync(visit, ask) is { } problem
            ? await answers.ProblemAsync(visit, problem)
            : Answers.SeeOther(visit, visit.SiteUrl("/account"));
    }

    private static async Task<IResult> LeaveByApiAsync(
        HttpContext http,
        [FromServices] AskToLeave ask,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, OurJson.LeaveBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        var asked = await AskAsync(visit, ask, pace, clients, body.Value.Password, body.Value.Words);
        if (!asked.IsSuccess)
            return await answers.ProblemAsync(visit, asked.Problem);
        SessionCookie.Take(http.Response, visit.Home);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new LeaveAnswer(asked.Value), OurJson.LeaveAnswer);
    }

    private static async Task<IResult> TakeBackByApiAsync(
        HttpContext http,
        [FromServices] AskToLeave ask,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await StayAsync(visit, ask) is { } problem
            ? await answers.ProblemAsync(visit, problem)
            : TypedResults.NoContent();
    }

    private static async Task<Result<DateTimeOffset>> AskAsync(
        Visit visit,
        AskToLeave ask,
        ReaderPace pace,
        ClientFacts clients,
        string? password,
        string? words
    )
    {
        var session = visit.Session!;
        if (pace.ForPassword(clients.AddressOf(visit.Http), session.OwnerId) is { } wait)
            return wait;
        bool? withWords = words switch
        {
            "keep" => false,
            "delete" => true,
            _ => null,
        };
        return await ask.HandleAsync(visit.Site, visit.Home, session, password, withWords, visit.Cancel);
    }

    private static async Task<Problem?> StayAsync(Visit visit, AskToLeave ask) =>
        visit.Session?.AccountId is not { } account ? Problems.NotAllowed
        : await ask.TakeBackAsync(account, visit.Cancel) ? null
        : Problems.LeaveTooLate;

    private static LeavePageModel EmptyFor(Visit visit, PageFrames frames) =>
        new(
            frames.ForOne(visit.Home, visit.Site, visit.Words["leave.title"]),
            visit.SiteUrl("/account/leave"),
            (int)AskToLeave.Waiting.TotalDays
        )
        {
            SignInUrl = visit.SiteUrl("/sign-in?return=" + Uri.EscapeDataString(visit.SiteUrl("/account/leave"))),
        };

    private static Task<IResult> PageAsync(Visit visit, LeavePageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<LeavePage, LeavePageModel>(visit, model, status);
}

[JsonSerializable(typeof(LeavingEndpoints.LeaveBody))]
[JsonSerializable(typeof(LeavingEndpoints.LeaveAnswer))]
internal sealed partial class LeavingJson : JsonSerializerContext;
