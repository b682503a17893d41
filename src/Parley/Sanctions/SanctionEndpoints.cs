using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Stories;

namespace Parley.Sanctions;

/// <summary>The doors of sanctions: the moderators' in the JSON interface, and those by which a reader says that a warning is read.</summary>
internal static class SanctionEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapGet("/moderation/readers/{reader:guid}/sanctions", ListAsync)
            .For(Access.Moderator)
            .Gives<SanctionsAnswer>("What a reader has met with, the latest first");
        api.MapPost("/moderation/readers/{reader:guid}/sanctions", GiveAsync)
            .For(Access.Moderator)
            .Takes<SanctionBody>()
            .Gives<SanctionAnswer>("Gives a reader a sanction");
        api.MapDelete("/moderation/sanctions/{sanction:guid}", LiftAsync)
            .For(Access.Moderator)
            .GivesNothing("Lifts a sanction");
        api.MapPut("/warnings/{warning:guid}/read", ReadAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .GivesNothing("Says that one has read a warning");
        site.MapPost("/me/warnings/{warning:guid}/read", ReadByFormAsync).ShowsNoWords().For(Access.Reader);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        Guid reader,
        [FromServices] SanctionStore sanctions,
        [FromServices] ReaderStore readers,
        [FromServices] SectionGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await readers.FindAsync(visit.Site.Id, reader, visit.Cancel) is null)
            return await answers.ProblemAsync(visit, Problems.ReaderNotFound);
        if (await gate.FindObstacleForWriterAsync(visit, reader) is { } outside)
            return await answers.ProblemAsync(visit, outside);
        var all = await sanctions.ListAsync(visit.Site.Id, reader, visit.Cancel);
        var answer = new SanctionsAnswer([.. all.Select(one => SanctionAnswers.ToAnswer(one, visit.Now))]);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(answer, SanctionJson.Ours.SanctionsAnswer);
    }

    private static async Task<IResult> GiveAsync(
        HttpContext http,
        Guid reader,
        [FromServices] GiveSanction give,
        [FromServices] GiveEverywhere everywhere,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, SanctionJson.Ours.SanctionBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body.Kind is not { } kind)
            return await answers.ProblemAsync(visit, Problems.SanctionKindUnknown);
        var request = new GiveSanction.Request(kind, body.Rule, body.Words, body.Until)
        {
            RulesVersion = body.RulesVersion,
            Text = body.Text,
        };
        var given = body.Everywhere
            ? await everywhere.HandleAsync(visit.Site, reader, visit.SignedIn, request, visit.Cancel)
            : await give.HandleAsync(visit.Site, reader, visit.SignedIn, request, visit.Cancel);
        if (given.Value is not { } sanction)
            return await answers.ProblemAsync(visit, given.Problem!);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(SanctionAnswers.ToAnswer(sanction, visit.Now), SanctionJson.Ours.SanctionAnswer);
    }

    private static async Task<IResult> LiftAsync(
        HttpContext http,
        Guid sanction,
        [FromServices] LiftSanction lift,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var lifted = await lift.HandleAsync(visit.Site, sanction, visit.SignedIn, visit.Cancel);
        return lifted.IsSuccess ? Results.NoContent() : await answers.ProblemAsync(visit, lifted.Problem);
    }

    private static async Task<IResult> ReadAsync(
        HttpContext http,
        Guid warning,
        [FromServices] ReadWarning read,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await read.HandleAsync(visit.SignedIn, warning, visit.Cancel) is { } problem
            ? await answers.ProblemAsync(visit, problem)
            : Results.NoContent();
    }

    private static async Task<IResult> ReadByFormAsync(
        HttpContext http,
        Guid warning,
        [FromServices] ReadWarning read,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await read.HandleAsync(visit.SignedIn, warning, visit.Cancel) is { } problem
            ? await answers.ProblemAsync(visit, problem)
            : Answers.SeeOther(visit, visit.SiteUrl("/me"));
    }
}
