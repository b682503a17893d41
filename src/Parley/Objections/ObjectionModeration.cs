using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Readers;

namespace Parley.Objections;

/// <summary>
/// The doors of senior staff in the JSON interface: what is said against decisions, and what they decide about it. Who decided first, and
/// why, stands nowhere here; their pages stand in <c>ModeratorConsole</c>.
/// </summary>
internal static class ObjectionModeration
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/moderation/objections", ListAsync)
            .For(Access.SeniorModerator)
            .Asks("after")
            .Gives<RaisedAnswers>("What is said against decisions and waits, the oldest first");
        api.MapGet("/moderation/objections/{objection:guid}", FindAsync)
            .For(Access.SeniorModerator)
            .Gives<RaisedAnswer>("An objection");
        api.MapPost("/moderation/objections/{objection:guid}/decision", DecideAsync)
            .For(Access.SeniorModerator)
            .Takes<SecondDecisionBody>()
            .Gives<RaisedAnswer>("Decides about an objection");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] ObjectionStore objections,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var found = await objections.ListOpenAsync(visit.Site.Id, after, visit.Cancel);
        var shown = found.Take(ObjectionStore.OnPage).ToList();
        return Private(
            visit,
            TypedResults.Json(
                new RaisedAnswers(
                    [.. shown.Select(ToAnswer)],
                    found.Count > shown.Count ? new TimeCursor(shown[^1].At, shown[^1].Id).ToString() : null
                ),
                RaisedJson.Ours.RaisedAnswers
            )
        );
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        Guid objection,
        [FromServices] ObjectionStore objections,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await objections.FindAsync(visit.Site.Id, objection, visit.Cancel) is { } found
            ? Private(visit, TypedResults.Json(ToAnswer(found), RaisedJson.Ours.RaisedAnswer))
            : await answers.ProblemAsync(visit, Problems.ObjectionNotFound);
    }

    private static async Task<IResult> DecideAsync(
        HttpContext http,
        Guid objection,
        [FromServices] DecideObjection decide,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, RaisedJson.Ours.SecondDecisionBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new DecideObjection.Request(body.Reverses, body.Words)
        {
            Rule = body.Rule,
            RulesVersion = body.RulesVersion,
        };
        var decided = await decide.HandleAsync(visit.Site, objection, visit.SignedIn, request, visit.Cancel);
        return decided.Value is { } done
            ? Private(visit, TypedResults.Json(ToAnswer(done), RaisedJson.Ours.RaisedAnswer))
            : await answers.ProblemAsync(visit, decided.Problem!);
    }

    // Who reported stays out: it must not weigh.
    private static RaisedAnswer ToAnswer(Objection objection) =>
        new(objection.Id, objection.AboutId, Objection.WordOf(objection.Restriction), objection.Words, objection.At)
        {
            IsAboutComment = objection.IsAboutComment,
            Due = objection.DecidedAt is null ? objection.At + OpenObjections.Patience : null,
            DecidedAt = objection.DecidedAt,
            IsReversed = objection.IsReversed,
            Answer = objection.Answer,
        };

    private static IResult Private(Visit visit, IResult answer)
    {
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return answer;
    }
}

/// <summary>An objection, as senior staff see it.</summary>
/// <param name="AboutId">The comment, or the reader.</param>
/// <param name="Against">What was decided: <c>removed</c>, <c>banned</c>, <c>delayed</c>; <c>kept</c> where a comment stays that was reported.</param>
/// <param name="Words">What is said; absent once its sender is forgotten.</param>
internal sealed record RaisedAnswer(Guid Id, Guid AboutId, string Against, string? Words, DateTimeOffset At)
{
    public bool IsAboutComment { get; init; }

    /// <summary>By when somebody should have decided; absent once somebody has.</summary>
    public DateTimeOffset? Due { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public bool? IsReversed { get; init; }
    public string? Answer { get; init; }
}

/// <summary>What is said against decisions and waits, the oldest first.</summary>
internal sealed record RaisedAnswers(IReadOnlyList<RaisedAnswer> Objections, string? Next);

/// <summary>What is decided about an objection, as a client sends it.</summary>
/// <param name="Reverses">Whether the first decision is reversed.</param>
/// <param name="Words">Why; whoever objected reads it.</param>
/// <param name="Rule">The rule by which a comment that had stayed is taken down after all.</param>
internal sealed record SecondDecisionBody(
    bool? Reverses = null,
    string? Words = null,
    int? Rule = null,
    int? RulesVersion = null
);

[JsonSerializable(typeof(RaisedAnswer))]
[JsonSerializable(typeof(RaisedAnswers))]
[JsonSerializable(typeof(SecondDecisionBody))]
internal sealed partial class RaisedJson : JsonSerializerContext
{
    public static RaisedJson Ours { get; } = new(Json.Options());
}
