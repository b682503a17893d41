using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;

namespace Parley.Live;

/// <summary>The door by which an open page hears what changes in its thread.</summary>
internal static class LiveEndpoints
{
    private const string StreamType = "text/event-stream";

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/threads/{thread:guid}/live", FollowAsync)
            .For(Access.Anyone)
            .Asks("after")
            .Gives<LiveNews>(
                "What changed in a thread after a number; as server-sent events that go on where text/event-stream is accepted"
            );

    private static async Task<IResult> FollowAsync(
        HttpContext http,
        Guid thread,
        [FromServices] LiveReader reader,
        [FromServices] FollowThread follow,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var request = http.Request;
        string? asked = request.Query["after"];
        long after = 0;
        if (asked is not null && !TryRead(asked, out after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        // A browser that comes back says where it was. What is no number is no place of ours: it reads the page anew.
        if (request.Headers.TryGetValue("Last-Event-ID", out var last))
        {
            asked = last;
            after = TryRead(asked, out var number) ? number : long.MaxValue;
        }

        // A stream and its polling are one resource: what is between us and the reader must not hand out one for the other.
        http.Response.Headers.Vary = "Accept";
        if (
            HttpMethods.IsGet(request.Method)
            && request.Headers.Accept.ToString().Contains(StreamType, StringComparison.Ordinal)
        )
            return await follow.HandleAsync(visit, thread, asked is null ? null : after) is { } problem
                ? await answers.ProblemAsync(visit, problem)
                : Results.Empty;

        if (await reader.ReadAsync(visit.Site.Id, thread, asked is null ? long.MaxValue : after, visit.Cancel) is not { } news)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound);
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.ETag = $"\"{news.Version}\"";
        return request.Headers.IfNoneMatch == http.Response.Headers.ETag
            ? TypedResults.StatusCode(StatusCodes.Status304NotModified)
            : TypedResults.Json(asked is null ? news with { IsReset = false } : news, LiveJson.Ours.LiveNews);
    }

    private static bool TryRead(string? text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
