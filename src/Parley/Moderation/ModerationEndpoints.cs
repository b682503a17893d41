using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Policies;
using Parley.Readers;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>The moderators' doors in the JSON interface. Their pages stand in <c>ModeratorConsole</c>.</summary>
internal static class ModerationEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        var ours = api.MapGroup("/moderation");
        ours.MapGet("/queue", ListAsync)
            .For(Access.Moderator)
            .Asks("view", "text", "name", "title", "verdict", "reader", "story", "why", "state", "from", "to", "after")
            .Gives<QueueAnswer>("What waits for a person, in the order in which somebody should look; or what is sought");
        ours.MapGet("/surges", ListSurgesAsync)
            .For(Access.Moderator)
            .Gives<SurgesAnswer>("The discussions in which much more happens than before, the strongest first");
        ours.MapGet("/figures", FindFiguresAsync).For(Access.Moderator).Gives<DeskFigures>("How the desk works");
        ours.MapGet("/comments/{comment:guid}", FindAsync)
            .For(Access.Moderator)
            .Gives<CaseAnswer>("All that staff know of a comment");
        ours.MapGet("/readers/{reader:guid}/likenesses", FindLikenessesAsync)
            .For(Access.Moderator)
            .Gives<LikenessesAnswer>("Who may be the same person as a reader, and why");
        ours.MapPost("/comments/{comment:guid}/decision", DecideAsync)
            .For(Access.Moderator)
            .Takes<DecisionBody>()
            .Gives<DecisionAnswer>("Decides about a comment");
        ours.MapDelete("/decisions/last", TakeBackAsync)
            .For(Access.Moderator)
            .Asks("decision")
            .Gives<TakenBackAnswer>("Takes back one's own last decision");
        ours.MapPut("/threads/{thread:guid}/closed", CloseAsync).For(Access.Moderator).GivesNothing("Closes a discussion");
        ours.MapDelete("/threads/{thread:guid}/closed", OpenAsync)
            .For(Access.Moderator)
            .GivesNothing("Opens a discussion again");
        DeskEndpoints.Map(ours);
        ThreadListEndpoints.Map(ours);
        WordListEndpoints.Map(ours);
        CheckEndpoints.Map(ours);
        CareEndpoints.Map(ours);
    }

    private static async Task<IResult> ListSurgesAsync(
        HttpContext http,
        [FromServices] SurgeStore surges,
        [FromServices] SectionGate gate
    )
    {
        var visit = Visit.Of(http);
        var shown = new List<Surge>();
        foreach (var surge in await surges.ListAsync(visit.Site.Id, visit.Now, visit.Cancel))
        {
            if (await gate.FindObstacleAsync(visit, surge.ThreadId) is null)
                shown.Add(surge);
        }

        return Private(visit, TypedResults.Json(new SurgesAnswer(shown), ModerationJson.Ours.SurgesAnswer));
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] QueueStore queue,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);

        if (QueueQuery.Read(visit) is not { } query)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var slice = await queue.ListAsync(visit.Site, query, after, QueueStore.OnPage, visit.Cancel);
        var answer = new QueueAnswer(
            slice.Waiting.All,
            [.. slice.Items.Select(item => ModerationAnswers.ToAnswer(visit, item))],
            slice.Next?.ToString()
        )
        {
            Orders =
            [
                .. slice.Orders.Select(order => new WaitingOrderAnswer(
                    order.Id,
                    order.Due,
                    WaitingOrder.MinutesLeft(order.Due, visit.Now)
                )),
            ],
            Objections = slice.Objections,
        };
        return Private(visit, TypedResults.Json(answer, ModerationJson.Ours.QueueAnswer));
    }

    private static async Task<IResult> FindFiguresAsync(HttpContext http, [FromServices] DeskFiguresStore figures)
    {
        var visit = Visit.Of(http);
        var found = await figures.FindAsync(visit.Site, visit.Cancel);
        return Private(visit, TypedResults.Json(found, ModerationJson.Ours.DeskFigures));
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        Guid comment,
        [FromServices] CaseStore cases,
        [FromServices] SectionGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var known = await cases.FindAsync(visit.Site, comment, StorySections.Of(visit.Site, visit.SignedIn), visit.Cancel);
        if (known is not null && await gate.FindObstacleAsync(visit, known.Thread.Id) is { } outside)
            return await answers.ProblemAsync(visit, outside);
        return known is not null
            ? Private(visit, TypedResults.Json(ModerationAnswers.ToAnswer(visit, known), ModerationJson.Ours.CaseAnswer))
            : await answers.ProblemAsync(visit, Problems.CommentNotFound);
    }

    private static async Task<IResult> FindLikenessesAsync(
        HttpContext http,
        Guid reader,
        [FromServices] LikenessStore likenesses,
        [FromServices] ReaderStore readers,
        [FromServices] SectionGate gate,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await readers.FindAsync(visit.Site.Id, reader, visit.Cancel) is null)
            return await answers.ProblemAsync(visit, Problems.ReaderNotFound);
        if (await gate.FindObstacleForWriterAsync(visit, reader) is { } outside)
            return await answers.ProblemAsync(visit, outside);
        var found = await likenesses.FindAsync(visit.Site, reader, StorySections.Of(visit.Site, visit.SignedIn), visit.Cancel);
        var answer = new LikenessesAnswer([.. found.Select(like => ModerationAnswers.ToAnswer(visit.Words, like))]);
        return Private(visit, TypedResults.Json(answer, ModerationJson.Ours.LikenessesAnswer));
    }

    private static async Task<IResult> DecideAsync(
        HttpContext http,
        Guid comment,
        [FromServices] Decide decide,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ModerationJson.Ours.DecisionBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body.Decision is not { } kind)
            return await answers.ProblemAsync(visit, Problems.DecisionUnknown);
        if (body.Text < 1)
            return await answers.ProblemAsync(visit, Problems.ReadyTextUnknown);
        var request = new Decide.Request(kind, body.Rule, body.Words)
        {
            Text = body.Text,
            Seen = body.Seen is { } seen ? new SeenWords(seen.State, seen.EditedAt) { ReportedAt = seen.ReportedAt } : null,
            RulesVersion = body.RulesVersion,
        };
        var decided = await decide.HandleAsync(visit.Site, comment, visit.SignedIn, request, visit.Cancel);
        return decided.IsSuccess
            ? Private(visit, TypedResults.Json(ModerationAnswers.ToAnswer(decided.Value), ModerationJson.Ours.DecisionAnswer))
            : await answers.ProblemAsync(visit, decided.Problem);
    }

    private static async Task<IResult> TakeBackAsync(
        HttpContext http,
        [FromServices] TakeBack takeBack,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        Guid? meant = null;
        if (http.Request.Query["decision"].FirstOrDefault() is { } text)
        {
            if (!Guid.TryParse(text, out var id))
                return await answers.ProblemAsync(visit, Problems.NothingToTakeBack);
            meant = id;
        }

        var taken = await takeBack.HandleAsync(visit.Site, meant, visit.SignedIn, visit.Cancel);
        if (!taken.IsSuccess)
            return await answers.ProblemAsync(visit, taken.Problem);
        var answer = new TakenBackAnswer(taken.Value.Id, taken.Value.CommentId, taken.Value.From);
        return Private(visit, TypedResults.Json(answer, ModerationJson.Ours.TakenBackAnswer));
    }

    private static Task<IResult> CloseAsync(
        HttpContext http,
        Guid thread,
        [FromServices] SavePolicy policies,
        [FromServices] Answers answers
    ) => SetClosedAsync(http, thread, true, policies, answers);

    private static Task<IResult> OpenAsync(
        HttpContext http,
        Guid thread,
        [FromServices] SavePolicy policies,
        [FromServices] Answers answers
    ) => SetClosedAsync(http, thread, false, policies, answers);

    private static async Task<IResult> SetClosedAsync(
        HttpContext http,
        Guid thread,
        bool isClosed,
        SavePolicy policies,
        Answers answers
    )
    {
        var visit = Visit.Of(http);
        var set = await policies.SetClosedAsync(visit.Site, thread, visit.SignedIn, isClosed, visit.Cancel);
        return set.IsSuccess ? Results.NoContent() : await answers.ProblemAsync(visit, set.Problem);
    }

    /// <summary>An answer that is for staff's eyes: no cache keeps it.</summary>
    public static IResult Private(Visit visit, IResult answer)
    {
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return answer;
    }
}
