using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;

namespace Parley.Hooks;

/// <summary>The doors of a site's hooks in the JSON interface. Their page stands in <c>ModeratorConsole</c>.</summary>
internal static class HookEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/hooks", ListAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Gives<HookListAnswer>("The services that are asked about words before they are published");
        api.MapPost("/hooks", AddAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Takes<HookBody>()
            .Gives<HookAnswer>("Sets up a hook; its secret is shown this once", 201);
        api.MapPut("/hooks/{hook:guid}", ChangeAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Takes<HookBody>()
            .Gives<HookAnswer>("Sets a hook otherwise");
        api.MapPost("/hooks/{hook:guid}/secret", RenewAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Gives<HookAnswer>("Makes another secret for a hook; it is shown this once");
        api.MapDelete("/hooks/{hook:guid}", RemoveAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .GivesNothing("Takes a hook away");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] HookStore hooks,
        [FromServices] HookHealth health
    )
    {
        var visit = Visit.Of(http);
        var all = await hooks.ListAsync(visit.Site.Id, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new HookListAnswer([.. all.Select(hook => HookAnswer.Of(hook, health.Of(visit.Site.Id, hook.Id), visit.Now))]),
            HookJson.Ours.HookListAnswer
        );
    }

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] SaveHook save,
        [FromServices] HookHealth health,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, HookJson.Ours.HookBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var saved = await save.AddAsync(visit.Site, visit.SignedIn, body.ToRequest(), visit.Cancel);
        return await ToAnswerAsync(visit, saved, health, answers, StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid hook,
        [FromServices] SaveHook save,
        [FromServices] HookHealth health,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, HookJson.Ours.HookBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body.Version is not { } version)
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var saved = await save.ChangeAsync(visit.Site, hook, version, visit.SignedIn, body.ToRequest(), visit.Cancel);
        return await ToAnswerAsync(visit, saved, health, answers);
    }

    private static async Task<IResult> RenewAsync(
        HttpContext http,
        Guid hook,
        [FromServices] SaveHook save,
        [FromServices] HookHealth health,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var saved = await save.RenewAsync(visit.Site.Id, hook, visit.SignedIn, visit.Cancel);
        return await ToAnswerAsync(visit, saved, health, answers);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http,
        Guid hook,
        [FromServices] SaveHook save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await save.RemoveAsync(visit.Site.Id, hook, visit.SignedIn, visit.Cancel) is { } problem
            ? await answers.ProblemAsync(visit, problem)
            : Results.NoContent();
    }

    private static async Task<IResult> ToAnswerAsync(
        Visit visit,
        Result<SaveHook.Saved> result,
        HookHealth health,
        Answers answers,
        int status = StatusCodes.Status200OK
    )
    {
        if (result.Value is not { } saved)
            return await answers.ProblemAsync(visit, result.Problem!);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        var answer = HookAnswer.Of(saved.Hook, health.Of(visit.Site.Id, saved.Hook.Id), visit.Now) with
        {
            Secret = saved.Secret,
        };
        return TypedResults.Json(answer, HookJson.Ours.HookAnswer, statusCode: status);
    }
}
