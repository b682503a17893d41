using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Markup;
using Parley.Readers;
using Parley.Reading;

namespace Parley.ComingBack;

/// <summary>The doors by which a page keeps for its reader where they were: what is new since, their order, folds and drafts.</summary>
internal static class ComingBackEndpoints
{
    // Whoever writes at length goes over the limit and shortens it again: until then the words are kept, too.
    private const int DraftsAreLonger = 2;

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/threads/{thread:guid}/new", FindNewAsync)
            .For(Access.Anyone)
            .Needs("since")
            .Gives<NewAnswer>("What was published in a thread after a number, and is public now");
        api.MapPut("/threads/{thread:guid}/visit", ComeAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Takes<VisitBody>()
            .Gives<VisitAnswer>("Notes that one sees a thread up to a number, and says where one was before");
        api.MapPut("/threads/{thread:guid}/folds", FoldAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Takes<FoldsBody>()
            .GivesNothing("Keeps which branches of a thread one has folded");
        api.MapPut("/threads/{thread:guid}/drafts/{draft:guid}", KeepAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Takes<DraftBody>()
            .GivesNothing("Keeps what one has begun to write, under the id that the comment will have");
        api.MapDelete("/threads/{thread:guid}/drafts/{draft:guid}", DropAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .GivesNothing("Forgets a draft");
        api.MapPut("/order", ChooseOrderAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Takes<OrderBody>()
            .GivesNothing("Keeps the order in which one reads discussions");
    }

    private static async Task<IResult> FindNewAsync(
        HttpContext http,
        Guid thread,
        [FromServices] NewComments comments,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!long.TryParse(http.Request.Query["since"], NumberStyles.None, CultureInfo.InvariantCulture, out var since))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (limits.Take(Limits.ComingBack, visit) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        if (await comments.FindAsync(visit.Site.Id, thread, since, visit.Cancel) is not { } found)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(found, ComingBackJson.Ours.NewAnswer);
    }

    private static async Task<IResult> ComeAsync(
        HttpContext http,
        Guid thread,
        [FromServices] ThreadVisits visits,
        [FromServices] DraftStore drafts,
        [FromServices] ReaderChoices choices,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var (site, reader) = (visit.Site.Id, visit.SignedIn.Id);
        var read = await Json.ReadAsync(http.Request, ComingBackJson.Ours.VisitBody, visit.Cancel);
        if (read.Value is not { Version: >= 0 } body)
            return await answers.ProblemAsync(visit, read.Problem ?? Problems.BodyInvalid);
        if (limits.Take(Limits.Keeping, visit) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        if (await visits.ComeAsync(site, reader, thread, body.Version, visit.Cancel) is not { } before)
            return await answers.ProblemAsync(visit, Problems.ThreadNotFound);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new VisitAnswer(
                before.Since,
                before.SinceAt,
                (await choices.FindAsync(site, reader, visit.Cancel)).Order,
                before.Folded,
                await drafts.ListAsync(site, reader, thread, visit.Cancel)
            ),
            ComingBackJson.Ours.VisitAnswer
        );
    }

    private static async Task<IResult> FoldAsync(
        HttpContext http,
        Guid thread,
        [FromServices] ThreadVisits visits,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ComingBackJson.Ours.FoldsBody, visit.Cancel);
        if (read.Value is not { Comments.Count: <= ThreadVisits.MostFolded } body)
            return await answers.ProblemAsync(visit, read.Problem ?? Problems.BodyInvalid);
        if (limits.Take(Limits.Keeping, visit) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        await visits.FoldAsync(visit.Site.Id, visit.SignedIn.Id, thread, body.Comments, visit.Cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> KeepAsync(
        HttpContext http,
        Guid thread,
        Guid draft,
        [FromServices] DraftStore drafts,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ComingBackJson.Ours.DraftBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var longest = TextLimits.Of(DraftsAreLonger * visit.Site.Settings.MaxCharacters);
        var words = SourceText.Of(body.Body ?? "", longest);
        if (!words.IsSuccess)
            return await answers.ProblemAsync(visit, words.Problem);
        if (limits.Take(Limits.Keeping, visit) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var kept = new Draft(draft, body.ParentId, words.Value.Value);
        return await drafts.KeepAsync(visit.Site.Id, visit.SignedIn.Id, thread, kept, visit.Cancel)
            ? Results.NoContent()
            : await answers.ProblemAsync(visit, Problems.ThreadNotFound);
    }

    private static async Task<IResult> DropAsync(HttpContext http, Guid thread, Guid draft, [FromServices] DraftStore drafts)
    {
        var visit = Visit.Of(http);
        await drafts.DropAsync(visit.Site.Id, visit.SignedIn.Id, thread, draft, visit.Cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> ChooseOrderAsync(
        HttpContext http,
        [FromServices] ReaderChoices choices,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ComingBackJson.Ours.OrderBody, visit.Cancel);
        if (read.Value is not { Order.Length: > 0 } body || ReadingOrders.Parse(body.Order) is not { } order)
            return await answers.ProblemAsync(visit, read.Problem ?? Problems.BodyInvalid);
        await choices.ChangeAsync(visit, choice => choice with { Order = order.Key() });
        return Results.NoContent();
    }
}
