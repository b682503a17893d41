using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Policies;
using Parley.Readers;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>The discussions of a site in the JSON interface, as moderators see them in a list.</summary>
internal static class ThreadListEndpoints
{
    /// <param name="moderation">Below <c>/api/v1/sites/{site}/moderation</c>.</param>
    public static void Map(IEndpointRouteBuilder moderation) =>
        moderation
            .MapGet("/threads", ListAsync)
            .For(Access.Moderator)
            .Asks("after")
            .Gives<ModeratedThreadsAnswer>("The discussions that one may moderate, the liveliest first");

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] ThreadListStore threads,
        [FromServices] PolicyDirectory policies,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var within = StorySections.Of(visit.Site, visit.SignedIn);
        var (lines, next) = await threads.ListAsync(visit.Site.Id, after, within, visit.Cancel);
        var book = await policies.FindAsync(visit.Site.Id, visit.Cancel);
        var answer = new ModeratedThreadsAnswer([.. lines.Select(line => ToAnswer(line, book))], next?.ToString());
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, ThreadListJson.Ours.ModeratedThreadsAnswer));
    }

    private static ModeratedThreadAnswer ToAnswer(ThreadLine line, PolicyBook book) =>
        new(line.Story.Id, line.Story.Title, line.Comments, line.Held)
        {
            Url = line.Story.Url,
            LastActivity = line.Thread.LastActivity,
            IsClosedByHand = book.OfThread(line.Thread).State == PolicyState.Closed,
        };
}

/// <summary>A part of the discussions of a site.</summary>
/// <param name="Next">Where the next part begins: <c>after</c>; absent on the last one.</param>
internal sealed record ModeratedThreadsAnswer(IReadOnlyList<ModeratedThreadAnswer> Threads, string? Next);

/// <summary>A discussion, as moderators see it in a list.</summary>
/// <param name="Comments">How many the public sees.</param>
/// <param name="Held">How many wait.</param>
internal sealed record ModeratedThreadAnswer(Guid Id, string Title, int Comments, int Held)
{
    /// <summary>The page of the report; absent for one that stands on Parley's own pages.</summary>
    public string? Url { get; init; }
    public DateTimeOffset? LastActivity { get; init; }
    public bool IsClosedByHand { get; init; }
}

[JsonSerializable(typeof(ModeratedThreadsAnswer))]
internal sealed partial class ThreadListJson : JsonSerializerContext
{
    public static ThreadListJson Ours { get; } = new(Json.Options());
}
