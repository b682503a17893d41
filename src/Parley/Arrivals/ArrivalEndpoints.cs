using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Threads;

namespace Parley.Arrivals;

/// <summary>
/// The door by which an open page says from which other site its reader came. Pages themselves are answered from memory, or by a cache
/// before us, and count nobody.
/// </summary>
internal static class ArrivalEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/threads/{thread:guid}/arrival", ArriveAsync)
            .ShowsNoWords()
            .For(Access.Anyone)
            .Asks("from")
            .GivesNothing("Counts that somebody came to a thread from a page of another host");

    private static async Task<IResult> ArriveAsync(
        HttpContext http,
        Guid thread,
        [FromServices] ArrivalCounts counts,
        [FromServices] ThreadStore threads,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (ArrivalCounts.ReadHost(http.Request.Query["from"]) is not { } host)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (limits.Take(Limits.ComingBack, visit) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        if (await threads.FindAsync(visit.Site.Id, thread, visit.Cancel) is null)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound);
        if (!ArrivalCounts.IsOwn(visit, host))
            counts.Add(visit.Site.Id, thread, host, limits.BlockOf(http));
        return Results.NoContent();
    }
}
