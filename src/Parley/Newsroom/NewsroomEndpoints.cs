using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Newsroom;

/// <summary>The newsroom's doors in the JSON interface: its picks for everyone, its marks and questions for staff.</summary>
internal static class NewsroomEndpoints
{
    private const string Before = "before";

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/picks", ListAsync)
            .For(Access.Anyone)
            .Asks(Before)
            .Gives<PickListAnswer>("What the newsroom picked on a site, the latest first");
        api.MapGet("/threads/{thread:guid}/picks", ListOfThreadAsync)
            .For(Access.Anyone)
            .Asks(Before)
            .Gives<PickListAnswer>("What the newsroom picked in a thread, the latest first");
        api.MapPut("/comments/{comment:guid}/pick", PickAsync)
            .For(Access.Newsroom)
            .Gives<MarksAnswer>("Picks a comment: it stands first, and in the list of picks");
        api.MapDelete("/comments/{comment:guid}/pick", UnpickAsync)
            .For(Access.Newsroom)
            .Gives<MarksAnswer>("Takes the pick back");
        api.MapPut("/comments/{comment:guid}/pin", PinAsync)
            .For(Access.Newsroom)
            .Gives<MarksAnswer>("Pins a comment to the top of its thread, in every order");
        api.MapDelete("/comments/{comment:guid}/pin", UnpinAsync).For(Access.Newsroom).Gives<MarksAnswer>("Takes the pin out");
        api.MapPut("/threads/{thread:guid}/question", AskAsync)
            .For(Access.Newsroom)
            .Takes<QuestionBody>()
            .Gives<QuestionAnswer>("Sets or changes the opening question of a thread");
        api.MapDelete("/threads/{thread:guid}/question", TakeAwayAsync)
            .For(Access.Newsroom)
            .Gives<QuestionAnswer>("Takes the opening question away");
        api.MapPost("/threads", OpenAsync)
            .For(Access.Newsroom)
            .Takes<PageBody>()
            .Gives<OpenedAnswer>("Opens the thread of a page before anybody has written under it", 201);
    }

    private static Task<IResult> ListAsync(HttpContext http, [FromServices] PickStore picks, [FromServices] Answers answers) =>
        AnswerAsync(Visit.Of(http), null, picks, answers);

    private static async Task<IResult> ListOfThreadAsync(
        HttpContext http,
        Guid thread,
        [FromServices] PickStore picks,
        [FromServices] ThreadStore threads,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await threads.FindAsync(visit.Site.Id, thread, visit.Cancel) is null
            ? await answers.ProblemAsync(visit, Problems.ThreadNotFound)
            : await AnswerAsync(visit, thread, picks, answers);
    }

    private static async Task<IResult> AnswerAsync(Visit visit, Guid? thread, PickStore picks, Answers answers)
    {
        if (!Micros.TryRead(visit.Http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var found = await picks.ListAsync(visit.Site.Id, thread, before, PickStore.OnPage + 1, visit.Cancel);
        var shown = found.Take(PickStore.OnPage).ToList();
        var next = found.Count > PickStore.OnPage ? shown[^1].PickedAt : null;
        visit.Http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new PickListAnswer(
                [
                    .. shown.Select(read => new PickAnswer(
                        read.PickedAt!.Value,
                        CommentAnswers.ToAnswer(read, visit.Home, visit.Site.Name)
                    )),
                ],
                next?.ToMicros().ToString(CultureInfo.InvariantCulture)
            ),
            NewsroomJson.Ours.PickListAnswer
        );
    }

    private static Task<IResult> PickAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkComment marks,
        [FromServices] Answers answers
    ) => MarkAsync(http, comment, NewsroomMark.Pick, true, marks, answers);

    private static Task<IResult> UnpickAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkComment marks,
        [FromServices] Answers answers
    ) => MarkAsync(http, comment, NewsroomMark.Pick, false, marks, answers);

    private static Task<IResult> PinAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkComment marks,
        [FromServices] Answers answers
    ) => MarkAsync(http, comment, NewsroomMark.Pin, true, marks, answers);

    private static Task<IResult> UnpinAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MarkComment marks,
        [FromServices] Answers answers
    ) => MarkAsync(http, comment, NewsroomMark.Pin, false, marks, answers);

    private static async Task<IResult> MarkAsync(
        HttpContext http,
        Guid comment,
        NewsroomMark mark,
        bool isSet,
        MarkComment marks,
        Answers answers
    )
    {
        var visit = Visit.Of(http);
        var marked = await marks.HandleAsync(visit.Site.Id, comment, visit.SignedIn, mark, isSet, visit.Cancel);
        if (marked.Value is not { } now)
            return await answers.ProblemAsync(visit, marked.Problem!);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new MarksAnswer(now.IsPicked, now.IsPinned, now.Version), NewsroomJson.Ours.MarksAnswer);
    }

    private static async Task<IResult> AskAsync(
        HttpContext http,
        Guid thread,
        [FromServices] AskQuestion ask,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, NewsroomJson.Ours.QuestionBody, visit.Cancel);
        return read.Value is { } body
            ? await AnswerAsync(visit, thread, body.Body ?? "", ask, answers)
            : await answers.ProblemAsync(visit, read.Problem!);
    }

    private static Task<IResult> TakeAwayAsync(
        HttpContext http,
        Guid thread,
        [FromServices] AskQuestion ask,
        [FromServices] Answers answers
    ) => AnswerAsync(Visit.Of(http), thread, null, ask, answers);

    private static async Task<IResult> AnswerAsync(Visit visit, Guid thread, string? body, AskQuestion ask, Answers answers)
    {
        var asked = await ask.HandleAsync(visit.Site.Id, thread, visit.SignedIn, body, visit.Cancel);
        if (!asked.IsSuccess)
            return await answers.ProblemAsync(visit, asked.Problem);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new QuestionAnswer(asked.Value.Source, asked.Value.Version), NewsroomJson.Ours.QuestionAnswer);
    }

    private static async Task<IResult> OpenAsync(
        HttpContext http,
        [FromServices] PageClaims claims,
        [FromServices] OpenThread threads,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, NewsroomJson.Ours.PageBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var claim = await claims.ReadAsync(visit.Site, body.Url, body.Identifier);
        if (claim.Value is not { } page)
            return await answers.ProblemAsync(visit, claim.Problem!);
        var story = await threads.HandleAsync(visit.Site.Id, page, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new OpenedAnswer(story.Id), NewsroomJson.Ours.OpenedAnswer, statusCode: 201);
    }
}

/// <param name="Next"><c>before</c> of the older ones; absent at the end.</param>
internal sealed record PickListAnswer(IReadOnlyList<PickAnswer> Picks, string? Next);

internal sealed record PickAnswer(DateTimeOffset PickedAt, CommentAnswer Comment);

/// <param name="Version">The thread's version with these marks.</param>
internal sealed record MarksAnswer(bool IsPicked, bool IsPinned, long Version);

/// <summary>An opening question, as staff send it.</summary>
/// <param name="Body">Markdown, at most 500 characters.</param>
internal sealed record QuestionBody(string? Body);

/// <param name="Body">As it is kept; empty where there is none now.</param>
/// <param name="Version">The thread's version with it.</param>
internal sealed record QuestionAnswer(string Body, long Version);

/// <summary>A page by its address, by the site's own name for it, or by both.</summary>
internal sealed record PageBody(string? Url = null, string? Identifier = null);

internal sealed record OpenedAnswer(Guid ThreadId);

[JsonSerializable(typeof(PickListAnswer))]
[JsonSerializable(typeof(MarksAnswer))]
[JsonSerializable(typeof(QuestionBody))]
[JsonSerializable(typeof(QuestionAnswer))]
[JsonSerializable(typeof(PageBody))]
[JsonSerializable(typeof(OpenedAnswer))]
internal sealed partial class NewsroomJson : JsonSerializerContext
{
    public static NewsroomJson Ours { get; } = new(Json.Options());
}
