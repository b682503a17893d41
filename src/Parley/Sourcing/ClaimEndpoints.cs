using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Views.Sourcing;

namespace Parley.Sourcing;

/// <summary>The page of a claim, and its JSON.</summary>
internal static class ClaimEndpoints
{
    /// <param name="site">Below <c>/{site}</c>.</param>
    /// <param name="api">Below <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site, IEndpointRouteBuilder api)
    {
        site.MapGet("/claims/{claim:guid}", ShowAsync).ShowsNoWords().For(Access.Anyone);
        api.MapGet("/claims/{claim:guid}", FindAsync)
            .ShowsNoWords()
            .For(Access.Anyone)
            .Gives<ClaimAnswer>("A claim: what is known of it, who says so, and what changed");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid claim,
        [FromServices] ClaimReader claims,
        [FromServices] PageFrames frames,
        [FromServices] Assets assets,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await claims.FindAsync(visit, claim) is not { } read)
            return await answers.ProblemAsync(visit, Problems.ClaimNotFound);
        var frame = frames.ForReaders(visit.Home, visit.Site, read.Claim.Sentence, visit.IsFramed);
        var page = frame with
        {
            Assets = assets.WithTables(visit.Home, frame.Assets),
            Canonical = visit.Home.Absolute($"/{visit.Site.Name}/claims/{claim}"),
            JsonLd = ClaimJsonLd.Of(visit, read),
        };
        return await Answers.PageAsync<ClaimPage, ClaimPageModel>(visit, ClaimModels.ToModel(visit, page, read));
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
}
