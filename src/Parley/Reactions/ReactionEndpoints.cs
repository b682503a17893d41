using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Threads;

namespace Parley.Reactions;

/// <summary>The doors of reactions: the JSON interface, and the form that works without script.</summary>
internal static class ReactionEndpoints
{
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapPut("/comments/{comment:guid}/appreciation", GiveAsync)
            .Does(Doing.React)
            .For(Access.Reader)
            .Asks("order", "place")
            .Gives<ReactionAnswer>("Says that a comment adds something, even to those who disagree");
        api.MapDelete("/comments/{comment:guid}/appreciation", TakeBackAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Gives<ReactionAnswer>("Takes it back");
        site.MapPost("/c/{comment:guid}/appreciate", ToggleAsync).Does(Doing.React).For(Access.Reader);
    }

    private static async Task<IResult> GiveAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AppreciateComment appreciate,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (limits.Take(Limits.Reacting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var result = await appreciate.GiveAsync(visit.Site.Id, comment, visit.SignedIn, SeenAt(http.Request), visit.Cancel);
        return await ToAnswerAsync(visit, result, isGiven: true, answers);
    }

    private static async Task<IResult> TakeBackAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AppreciateComment appreciate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var result = await appreciate.TakeBackAsync(visit.Site.Id, comment, visit.SignedIn, visit.Cancel);
        return await ToAnswerAsync(visit, result, isGiven: false, answers);
    }

    // Without script one button does both, and leads back to the comment.
    private static async Task<IResult> ToggleAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AppreciateComment appreciate,
        [FromServices] ReactionStore reactions,
        [FromServices] CommentStore comments,
        [FromServices] ThreadStore threads,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (limits.Take(Limits.Reacting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var result = await reactions.HasAsync(visit.Site.Id, comment, visit.SignedIn.Id, visit.Cancel)
            ? await appreciate.TakeBackAsync(visit.Site.Id, comment, visit.SignedIn, visit.Cancel)
            : await appreciate.GiveAsync(visit.Site.Id, comment, visit.SignedIn, SeenAt(http.Request), visit.Cancel);
        if (!result.IsSuccess)
            return await answers.ProblemAsync(visit, result.Problem);
        // Counts on public pages may be a second old; whoever has just changed one sees it.
        var thread = await comments.FindAsync(visit.Site.Id, comment, visit.Cancel) is { } found
            ? await threads.FindAsync(visit.Site.Id, found.ThreadId, visit.Cancel)
            : null;
        return Answers.SeeOther(visit, visit.SiteUrl($"/c/{comment}?v={thread?.Version}{(visit.IsFramed ? "&frame=1" : "")}"));
    }

    private static AppreciateComment.Seen SeenAt(HttpRequest request)
    {
        string? order = request.Query["order"];
        var isKnown = order is "newest" or "oldest" or "appreciated" or "discussed";
        _ = int.TryParse(request.Query["place"], out var place);
        return new(isKnown ? order! : "alone", Math.Clamp(place, 0, 1_000_000));
    }

    private static async Task<IResult> ToAnswerAsync(Visit visit, Result<int> result, bool isGiven, Answers answers)
    {
        if (!result.IsSuccess)
            return await answers.ProblemAsync(visit, result.Problem);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new ReactionAnswer(isGiven, result.Value), ReactionJson.Ours.ReactionAnswer);
    }
}

/// <param name="Appreciated">Whether this reader says so now.</param>
/// <param name="Appreciations">How many do.</param>
internal sealed record ReactionAnswer(bool Appreciated, int Appreciations);

[JsonSerializable(typeof(ReactionAnswer))]
internal sealed partial class ReactionJson : JsonSerializerContext
{
    public static ReactionJson Ours { get; } = new(Json.Options());
}
