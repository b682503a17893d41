using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Stories;

namespace Parley.Search;

/// <summary>Search for readers, over a site or one discussion, as a page and as JSON.</summary>
internal static class SearchEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapGet("/search", FindAsync)
            .For(Access.Anyone)
            .Asks("q", "thread", "before")
            .Gives<SearchAnswer>("Public comments with some words in them, newest first");
        site.MapGet("/search", ShowAsync).For(Access.Anyone);
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        [FromServices] SearchStore search,
        [FromServices] StoryStore stories,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var asked = SearchAsked.Read(http.Request.Query);
        if (asked.Value is not { } what)
            return await answers.ProblemAsync(visit, asked.Problem!);
        if (limits.Take(Limits.Searching, visit) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var found = await search.FindAsync(visit.Site.Id, what.Query, what.Thread, what.Before, visit.Reader?.Id, visit.Cancel);
        var under = await stories.FindAsync(
            visit.Site.Id,
            found.Comments.Select(one => one.Read.Comment.ThreadId),
            visit.Cancel
        );
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new SearchAnswer(
                [
                    .. found.Comments.Select(one => new FoundAnswer(
                        CommentAnswers.ToAnswer(one.Read, visit.Home, visit.Site.Name),
                        under.GetValueOrDefault(one.Read.Comment.ThreadId)?.Title,
                        [.. one.Excerpt.Select(part => new ExcerptAnswer(part.Text, part.IsMarked))]
                    )),
                ],
                found.Next?.ToString(CultureInfo.InvariantCulture)
            ),
            SearchJson.Ours.SearchAnswer
        );
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] SearchStore search,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var asked = SearchAsked.Read(http.Request.Query);
        if (asked.Value is not { } what)
            return asked.Problem!.Code == Problems.SearchTooLong.Code
                ? await SearchPages.ShowAsync(visit, frames, null, new([], null), null, [], asked.Problem)
                : await answers.ProblemAsync(visit, asked.Problem);
        if (!what.Query.IsEmpty && limits.Take(Limits.Searching, visit) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var found = await search.FindAsync(visit.Site.Id, what.Query, what.Thread, what.Before, visit.Reader?.Id, visit.Cancel);
        var under = await stories.FindAsync(
            visit.Site.Id,
            found.Comments.Select(one => one.Read.Comment.ThreadId),
            visit.Cancel
        );
        var story = what.Thread is { } thread ? await stories.FindAsync(visit.Site.Id, thread, visit.Cancel) : null;
        return await SearchPages.ShowAsync(visit, frames, what, found, story, under, null);
    }
}
