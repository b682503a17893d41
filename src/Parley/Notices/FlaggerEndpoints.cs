using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;

namespace Parley.Notices;

/// <summary>The doors by which staff say whose notices have priority. Their page stands in <c>ModeratorConsole</c>.</summary>
internal static class FlaggerEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/moderation/flaggers", ListAsync)
            .For(Access.SeniorModerator)
            .Gives<FlaggersAnswer>("Whose notices have priority");
        api.MapPut("/moderation/flaggers/{reader:guid}", NameAsync)
            .For(Access.SeniorModerator)
            .Takes<FlaggerBody>()
            .Gives<FlaggersAnswer>("Gives a reader's notices priority");
        api.MapDelete("/moderation/flaggers/{reader:guid}", RevokeAsync)
            .For(Access.SeniorModerator)
            .GivesNothing("Takes a reader's priority back");
    }

    private static async Task<IResult> ListAsync(HttpContext http, [FromServices] FlaggerStore flaggers)
    {
        var visit = Visit.Of(http);
        return Answer(visit, await flaggers.ListAsync(visit.Site.Id, visit.Cancel));
    }

    private static async Task<IResult> NameAsync(
        HttpContext http,
        Guid reader,
        [FromServices] NameFlagger name,
        [FromServices] FlaggerStore flaggers,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, FlaggerJson.Ours.FlaggerBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var named = await name.HandleAsync(visit.Site, reader, visit.SignedIn, body.Body, visit.Cancel);
        return named.IsSuccess
            ? Answer(visit, await flaggers.ListAsync(visit.Site.Id, visit.Cancel))
            : await answers.ProblemAsync(visit, named.Problem);
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
        return revoked.IsSuccess ? Results.NoContent() : await answers.ProblemAsync(visit, revoked.Problem);
    }

    private static IResult Answer(Visit visit, List<Flagger> flaggers)
    {
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new FlaggersAnswer([
                .. flaggers.Select(flagger => new FlaggerAnswer(
                    flagger.ReaderId,
                    flagger.ReaderName,
                    flagger.Body,
                    flagger.Since,
                    flagger.Figures.Given,
                    flagger.Figures.Answered,
                    flagger.Figures.Removed,
                    flagger.Figures.Median is { } median ? (int)median.TotalMinutes : null
                )),
            ]),
            FlaggerJson.Ours.FlaggersAnswer
        );
    }
}

/// <param name="Body">The body for which the reader gives notice, by its name.</param>
internal sealed record FlaggerBody(string? Body = null);

internal sealed record FlaggersAnswer(IReadOnlyList<FlaggerAnswer> Flaggers);

/// <param name="Given">How many notices they gave while they were trusted.</param>
/// <param name="MedianMinutes">How long half of the answers took at most.</param>
internal sealed record FlaggerAnswer(
    Guid ReaderId,
    string ReaderName,
    string Body,
    DateTimeOffset Since,
    int Given,
    int Answered,
    int Removed,
    int? MedianMinutes
);

[JsonSerializable(typeof(FlaggerBody))]
[JsonSerializable(typeof(FlaggersAnswer))]
internal sealed partial class FlaggerJson : JsonSerializerContext
{
    public static FlaggerJson Ours { get; } = new(Json.Options());
}
