using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Views.Reading;

namespace Parley.Reading;

/// <summary>The page of a claim with what readers say of it, and its JSON.</summary>
internal static class ClaimEndpoints
{
    /// <param name="site">Below <c>/{site}</c>.</param>
    /// <param name="api">Below <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site, IEndpointRouteBuilder api)
    {
        // Who says so is read where what readers say of it is not: of their words the page asks itself.
        site.MapGet("/claims/{claim:guid}", ShowAsync).ShowsNoWords().For(Access.Anyone);
        api.MapGet("/claims/{claim:guid}", FindAsync)
            .ShowsNoWords()
            .For(Access.Anyone)
            .Gives<ClaimAnswer>("A claim: what is known of it, who says so, and what changed");
        api.MapGet("/claims/{claim:guid}/comments", ListCommentsAsync)
            .For(Access.Anyone)
            .Asks("after")
            .Gives<ClaimCommentsAnswer>("The comments on a claim, under whichever report they were written, the oldest first");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid claim,
        [FromServices] ClaimReader claims,
        [FromServices] ClaimTalk talk,
        [FromServices] PageFrames frames,
        [FromServices] Assets assets,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await claims.FindAsync(visit, claim) is not { } read)
            return await answers.ProblemAsync(visit, Problems.ClaimNotFound);
        var frame = frames.ForReaders(visit.Home, visit.Site, read.Claim.Sentence, visit.IsFramed);
        var page = frame with
        {
            Assets = assets.WithTables(visit.Home, frame.Assets),
            Canonical = visit.Home.Absolute($"/{visit.Site.Name}/claims/{claim}"),
            JsonLd = ClaimJsonLd.Of(visit, read),
        };
        Guid? from = Guid.TryParse(http.Request.Query[ClaimTalk.From], out var story) ? story : null;
        var said = visit.FindClosed(Doing.Read) is null ? await talk.FindAsync(visit, read, from, after) : null;
        return await Answers.PageAsync<ClaimPage, ClaimPageModel>(visit, ClaimModels.ToModel(visit, page, read, said));
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        Guid claim,
        [FromServices] ClaimReader claims,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await claims.FindAsync(visit, claim) is not { } read)
            return await answers.ProblemAsync(visit, Problems.ClaimNotFound);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(ClaimModels.ToAnswer(visit, read), ClaimJson.Ours.ClaimAnswer);
    }

    private static async Task<IResult> ListCommentsAsync(
        HttpContext http,
        Guid claim,
        [FromServices] SourcingStore sourcing,
        [FromServices] CommentPlaces places,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await sourcing.FindPublicClaimAsync(visit.Site.Id, claim, visit.Cancel) is null)
            return await answers.ProblemAsync(visit, Problems.ClaimNotFound);
        var (comments, next) = await ClaimTalk.ListAsync(visit, places, claim, after);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new ClaimCommentsAnswer(
                [.. comments.Select(read => CommentAnswers.ToAnswer(read, visit.Home, visit.Site.Name))],
                next?.ToString(),
                await places.CountOfClaimAsync(visit.Site.Id, claim, visit.Cancel)
            ),
            ThreadJson.Ours.ClaimCommentsAnswer
        );
    }
}
