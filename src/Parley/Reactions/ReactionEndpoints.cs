using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Markup;
using Parley.Readers;
using Parley.Threads;
using Parley.Views.Comments;
using Parley.Views.Reactions;

namespace Parley.Reactions;

/// <summary>The doors of reactions: the JSON interface, and the form that works without script.</summary>
internal static class ReactionEndpoints
{
    private const string Before = "before";
    private const int LongestExcerpt = 280;

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapPut("/comments/{comment:guid}/appreciation", GiveAsync)
            .Does(Doing.React)
            .Is(Deed.React)
            .For(Access.Reader)
            .Asks("order", "place")
            .Gives<ReactionAnswer>("Says that a comment adds something, even to those who disagree");
        api.MapDelete("/comments/{comment:guid}/appreciation", TakeBackAsync)
            .ShowsNoWords()
            .Is(Deed.React)
            .For(Access.Reader)
            .Gives<ReactionAnswer>("Takes it back");
        api.MapGet("/appreciations/mine", ListAsync)
            .For(Access.Reader)
            .Asks(Before)
            .Gives<AppreciationListAnswer>("What one found worthwhile, of what is public now, the latest first");
        site.MapPost("/c/{comment:guid}/appreciate", ToggleAsync).Does(Doing.React).Is(Deed.React).For(Access.Reader);
        site.MapMethods("/me/reactions", ReaderEndpoints.Looking, ShowAsync).For(Access.Reader);
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

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] OwnReactions reactions,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryRead(http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var own = await reactions.ListAsync(visit.Site.Id, visit.SignedIn.Id, before, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new AppreciationListAnswer(
                [
                    .. own.Reactions.Select(one => new AppreciationAnswer(
                        one.At,
                        one.Story?.Title,
                        CommentAnswers.ToAnswer(one.Read, visit.Home, visit.Site.Name)
                    )),
                ],
                own.Next?.ToString()
            ),
            ReactionJson.Ours.AppreciationListAnswer
        );
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] OwnReactions reactions,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryRead(http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var own = await reactions.ListAsync(visit.Site.Id, visit.SignedIn.Id, before, visit.Cancel);
        var page = new ReactionsPageModel(
            frames.ForOne(visit.Home, visit.Site, visit.Words["me.reactions"], visitorName: visit.SignedIn.Name),
            MyTabs.For(visit, MyTab.Reactions),
            [
                .. own.Reactions.Select(one => new ReactedModel(
                    one.Read.AuthorName,
                    visit.SiteUrl($"/c/{one.Read.Comment.Id}"),
                    PlainText.Excerpt(PlainText.OfKept(one.Read.Comment.Html), LongestExcerpt),
                    one.Read.Comment.TimeIsUnknown ? null : one.Read.Comment.PostedAt,
                    one.Story?.Title ?? visit.Words["thread.title"],
                    visit.SiteUrl($"/t/{one.Read.Comment.ThreadId}")
                )),
            ]
        )
        {
            NextUrl = own.Next is { } next ? visit.SiteUrl($"/me/reactions?{Before}={next}") : null,
            FirstUrl = before == TimeCursor.Newest ? null : visit.SiteUrl("/me/reactions"),
        };
        return await Answers.PageAsync<ReactionsPage, ReactionsPageModel>(visit, page);
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

/// <param name="Next"><c>before</c> of the earlier ones; null at the end.</param>
internal sealed record AppreciationListAnswer(IReadOnlyList<AppreciationAnswer> Appreciations, string? Next);

/// <param name="At">When one said so.</param>
/// <param name="StoryTitle">What the discussion is about, where that may be said.</param>
internal sealed record AppreciationAnswer(DateTimeOffset At, string? StoryTitle, CommentAnswer Comment);

[JsonSerializable(typeof(ReactionAnswer))]
[JsonSerializable(typeof(AppreciationListAnswer))]
internal sealed partial class ReactionJson : JsonSerializerContext
{
    public static ReactionJson Ours { get; } = new(Json.Options());
}
