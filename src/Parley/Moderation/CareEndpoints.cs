using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;

namespace Parley.Moderation;

/// <summary>How one wants to meet what is hard to read, in the JSON interface: one's own, and nobody else's.</summary>
internal static class CareEndpoints
{
    /// <param name="ours">The moderators' interface: <c>/api/v1/sites/{site}/moderation</c>.</param>
    public static void Map(IEndpointRouteBuilder ours)
    {
        ours.MapGet("/care", FindAsync)
            .ShowsNoWords()
            .For(Access.Moderator)
            .Gives<CareAnswer>("How one wants to meet what is hard to read, and how much of it came");
        ours.MapPut("/care", SaveAsync)
            .ShowsNoWords()
            .For(Access.Moderator)
            .Takes<CareBody>()
            .Gives<CareAnswer>("Changes how one wants to meet what is hard to read");
    }

    private static async Task<IResult> FindAsync(HttpContext http, [FromServices] CareStore cares)
    {
        var visit = Visit.Of(http);
        return ToAnswer(visit, await cares.FindAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel));
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        [FromServices] CareStore cares,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, CareJson.Ours.CareBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new CareStore.Request(body.Veils, body.PerHour, body.PerShift)
        {
            Left = [.. (body.Left ?? []).Select(one => (one?.Rule, one?.Minutes))],
        };
        var saved = await cares.SaveAsync(visit.Site, visit.SignedIn, request, visit.Cancel);
        return saved.IsSuccess ? ToAnswer(visit, saved.Value) : await answers.ProblemAsync(visit, saved.Problem);
    }

    private static IResult ToAnswer(Visit visit, Care care) =>
        ModerationEndpoints.Private(
            visit,
            TypedResults.Json(
                new CareAnswer(
                    care.Veils,
                    care.PerHour,
                    care.PerShift,
                    [.. care.Left.OrderBy(one => one.Key).Select(one => new LeftAnswer(one.Key, one.Value))],
                    care.InHour,
                    care.InShift,
                    care.InWeek,
                    care.IsFull
                ),
                CareJson.Ours.CareAnswer
            )
        );
}

/// <param name="Veils">Whether words that may be hard to read are veiled at the desk.</param>
/// <param name="PerHour">After so many within an hour other comments come first; 0 for never.</param>
/// <param name="PerShift">The same within eight hours.</param>
/// <param name="Left">What is left to colleagues.</param>
/// <param name="InHour">How many came within the last hour; in eight hours, and in seven days.</param>
/// <param name="IsFull">Whether other comments come first for now.</param>
internal sealed record CareAnswer(
    bool Veils,
    int PerHour,
    int PerShift,
    IReadOnlyList<LeftAnswer> Left,
    int InHour,
    int InShift,
    int InWeek,
    bool IsFull
);

internal sealed record LeftAnswer(int Rule, DateTimeOffset Until);

/// <summary>What changes; what is absent stays as it is.</summary>
internal sealed record CareBody(bool? Veils = null, int? PerHour = null, int? PerShift = null)
{
    public IReadOnlyList<LeaveBody?>? Left { get; init; }
}

/// <param name="Rule">A rule that is hard to read, by its number.</param>
/// <param name="Minutes">How long it is left to colleagues, at most a week; 0 ends it.</param>
internal sealed record LeaveBody(int? Rule = null, int? Minutes = null);

[JsonSerializable(typeof(CareAnswer))]
[JsonSerializable(typeof(CareBody))]
internal sealed partial class CareJson : JsonSerializerContext
{
    public static CareJson Ours { get; } = new(Json.Options());
}
