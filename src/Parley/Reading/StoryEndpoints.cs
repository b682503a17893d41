using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Reading;

/// <summary>The stories of a site in the JSON interface, as its front page lists them.</summary>
internal static class StoryEndpoints
{
    private const int OnPage = 50;

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/stories", ListAsync)
            .For(Access.Anyone)
            .Asks("before")
            .Gives<StoriesAnswer>("The stories of a site that have a title, the latest first");

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] StoryStore stories,
        [FromServices] ThreadStore threads,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryRead(http.Request.Query["before"], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var listed = await stories.ListAsync(visit.Site.Id, before, OnPage + 1, visit.Cancel);
        var shown = listed.Take(OnPage).ToList();
        var counts = await threads.CountAsync(visit.Site.Id, [.. shown.Select(story => story.Id)], visit.Cancel);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new StoriesAnswer(
                [
                    .. shown.Select(story => new StoryAnswer(
                        story.Id,
                        story.Title ?? "",
                        story.ElsewhereUrl ?? visit.Home.Absolute(story.PathOn(visit.Site.Name)),
                        counts.GetValueOrDefault(story.Id)
                    )
                    {
                        Section = story.Section,
                        PublishedAt = story.PublishedAt,
                    }),
                ],
                listed.Count > OnPage ? new TimeCursor(shown[^1].ListedAt, shown[^1].Id).ToString() : null
            ),
            ThreadJson.Ours.StoriesAnswer
        );
    }
}
