using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Readers;

namespace Parley.Orders;

/// <summary>The doors by which senior staff enter orders of authorities and answer them. Their pages stand in <c>ModeratorConsole</c>.</summary>
internal static class OrderEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/moderation/orders", ListAsync)
            .For(Access.SeniorModerator)
            .Asks("after")
            .Gives<OrdersAnswer>("The orders of authorities: those that nobody has answered, then the others");
        api.MapPost("/moderation/orders", EnterAsync)
            .For(Access.SeniorModerator)
            .Takes<OrderBody>()
            .Gives<OrderAnswer>("Enters an order");
        api.MapGet("/moderation/orders/{order:guid}", FindAsync)
            .For(Access.SeniorModerator)
            .Gives<OrderAnswer>("An order, with what was answered");
        api.MapPost("/moderation/orders/{order:guid}/receipt", InformAsync)
            .For(Access.SeniorModerator)
            .Gives<OrderAnswer>("Notes that the authority was told that its order arrived");
        api.MapPost("/moderation/orders/{order:guid}/answer", AnswerAsync)
            .For(Access.SeniorModerator)
            .Takes<OrderAnswerBody>()
            .Gives<OrderAnswer>("Answers an order, and takes down what goes by it");
        api.MapPost("/moderation/orders/{order:guid}/silence", SilenceAsync)
            .For(Access.SeniorModerator)
            .Takes<OrderSilenceBody>()
            .Gives<OrderAnswer>("Changes until when the writers must not be told");
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] OrderStore orders,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);

        var (shown, next) = PartOf(await orders.ListAsync(visit.Site.Id, after, visit.Cancel));
        var answer = new OrdersAnswer([.. shown.Select(order => ToAnswer(visit, order))], next?.ToString());
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, OrderJson.Ours.OrdersAnswer));
    }

    /// <summary>Of what was read that which is shown, and where the rest begins: only the answered ones have a rest.</summary>
    public static (List<AuthorityOrder> Shown, TimeCursor? Next) PartOf(List<AuthorityOrder> read)
    {
        var answered = read.Count(order => order.AnsweredAt is not null);
        if (answered <= OrderStore.OnPage)
            return (read, null);
        var shown = read.SkipLast(1).ToList();
        return (shown, new(shown[^1].ReceivedAt, shown[^1].Id));
    }

    private static async Task<IResult> EnterAsync(
        HttpContext http,
        [FromServices] EnterOrder enter,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, OrderJson.Ours.OrderBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new EnterOrder.Request(
            body.Kind,
            body.Authority,
            body.Country,
            body.Reference,
            body.Basis,
            body.Territory,
            body.Language,
            body.Contact,
            body.Named,
            body.ReceivedAt,
            body.SilentUntil
        );
        return await GiveAsync(visit, await enter.HandleAsync(visit.Site, visit.SignedIn, request, visit.Cancel), answers);
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        Guid order,
        [FromServices] OrderStore orders,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await orders.FindAsync(visit.Site.Id, order, visit.Cancel) is { } found
            ? await GiveAsync(visit, found, answers)
            : await answers.ProblemAsync(visit, Problems.OrderNotFound);
    }

    private static async Task<IResult> InformAsync(
        HttpContext http,
        Guid order,
        [FromServices] AnswerOrder answer,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await GiveAsync(visit, await answer.InformAsync(visit.Site, order, visit.SignedIn, visit.Cancel), answers);
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        Guid order,
        [FromServices] AnswerOrder answer,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, OrderJson.Ours.OrderAnswerBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new AnswerOrder.Request(body.Outcome, body.Words, body.Comments);
        return await GiveAsync(
            visit,
            await answer.HandleAsync(visit.Site, order, visit.SignedIn, request, visit.Cancel),
            answers
        );
    }

    private static async Task<IResult> SilenceAsync(
        HttpContext http,
        Guid order,
        [FromServices] ChangeSilence change,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, OrderJson.Ours.OrderSilenceBody, visit.Cancel);
        return read.Value is { } body
            ? await GiveAsync(
                visit,
                await change.HandleAsync(
                    visit.Site,
                    order,
                    visit.SignedIn,
                    // What nothing brings back has to be said, and not left out.
                    new(body.Until, body.Words) { IsUntilUnreadable = (body.Until is null) != body.End },
                    visit.Cancel
                ),
                answers
            )
            : await answers.ProblemAsync(visit, read.Problem!);
    }

    private static async Task<IResult> GiveAsync(Visit visit, Result<AuthorityOrder> done, Answers answers) =>
        done.IsSuccess
            ? ModerationEndpoints.Private(visit, TypedResults.Json(ToAnswer(visit, done.Value), OrderJson.Ours.OrderAnswer))
            : await answers.ProblemAsync(visit, done.Problem);

    private static OrderAnswer ToAnswer(Visit visit, AuthorityOrder order) =>
        new(order.Id, order.Kind, order.Authority, order.Country, order.Reference, order.Basis, order.Named)
        {
            Territory = order.Territory,
            Language = order.Language,
            Contact = order.Contact,
            ReceivedAt = order.ReceivedAt,
            Due = order.DueAt,
            MinutesLeft = order.MinutesLeft(visit.Now),
            SilentUntil = order.SilentUntil,
            Silences =
            [
                .. order.Silences.Select(silence => new OrderSilenceAnswer(
                    silence.At,
                    silence.ByName,
                    silence.Until,
                    silence.Words
                )),
            ],
            InformedAt = order.InformedAt,
            AnsweredAt = order.AnsweredAt,
            MinutesTaken = order.MinutesTaken,
            Outcome = order.Outcome,
            Words = order.Words,
            Comments =
            [
                .. order.Comments.Select(comment => new OrderedCommentAnswer(
                    comment.CommentId,
                    visit.Home.Absolute($"/{visit.Site.Name}/c/{comment.CommentId}"),
                    comment.RemovedAt,
                    comment.ToldAt
                )),
            ],
        };
}

/// <summary>An order of an authority, as a client enters it.</summary>
/// <param name="Kind"><c>removal</c>, <c>information</c> or <c>terrorist</c>.</param>
/// <param name="Country">The authority's, as two letters.</param>
/// <param name="Basis">The law under which it is given.</param>
/// <param name="Named">The addresses that it names, or its text, at most 10,000 characters.</param>
/// <param name="ReceivedAt">When it arrived; now, unless it says so.</param>
/// <param name="SilentUntil">Until when the writer must not be told.</param>
internal sealed record OrderBody(
    OrderKind? Kind = null,
    string? Authority = null,
    string? Country = null,
    string? Reference = null,
    string? Basis = null,
    string? Territory = null,
    string? Language = null,
    string? Contact = null,
    string? Named = null,
    DateTimeOffset? ReceivedAt = null,
    DateTimeOffset? SilentUntil = null
);

/// <summary>What is answered to an order.</summary>
/// <param name="Outcome"><c>done</c>, <c>manifest-error</c>, <c>not-enough-information</c> or <c>force-majeure</c>.</param>
/// <param name="Words">Why not, or what was given; of a removal what its writers read besides.</param>
/// <param name="Comments">The addresses of the comments that go; those that the order names, unless it says so.</param>
internal sealed record OrderAnswerBody(OrderOutcome? Outcome = null, string? Words = null, string? Comments = null);

/// <summary>How the silence of an order changes.</summary>
/// <param name="Until">Until when the writers must not be told.</param>
/// <param name="Words">Why: what the authority said, and when.</param>
/// <param name="End">In place of a time: the writers may be told.</param>
internal sealed record OrderSilenceBody(DateTimeOffset? Until = null, string? Words = null, bool End = false);

/// <param name="Next"><c>after</c> of the next part; null at the end.</param>
internal sealed record OrdersAnswer(IReadOnlyList<OrderAnswer> Orders, string? Next);

/// <summary>An order of an authority, with what was answered.</summary>
internal sealed record OrderAnswer(
    Guid Id,
    OrderKind Kind,
    string Authority,
    string Country,
    string Reference,
    string Basis,
    string Named
)
{
    public string? Territory { get; init; }
    public string? Language { get; init; }
    public string? Contact { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public DateTimeOffset Due { get; init; }

    /// <summary>Below zero those over time; absent once it is answered.</summary>
    public int? MinutesLeft { get; init; }
    public DateTimeOffset? SilentUntil { get; init; }

    /// <summary>How that was changed, the latest first; only beside one order.</summary>
    public IReadOnlyList<OrderSilenceAnswer> Silences { get; init; } = [];

    /// <summary>When the authority was told that it has arrived.</summary>
    public DateTimeOffset? InformedAt { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>From its arrival to its answer.</summary>
    public int? MinutesTaken { get; init; }
    public OrderOutcome? Outcome { get; init; }
    public string? Words { get; init; }

    /// <summary>What it took down; only beside one order.</summary>
    public IReadOnlyList<OrderedCommentAnswer> Comments { get; init; } = [];
}

/// <param name="RemovedAt">When the order took it down; absent where it was down already.</param>
/// <param name="ToldAt">When its writer was told.</param>
internal sealed record OrderedCommentAnswer(Guid Id, string Url, DateTimeOffset? RemovedAt, DateTimeOffset? ToldAt);

/// <param name="Until">Absent where it was ended.</param>
internal sealed record OrderSilenceAnswer(DateTimeOffset At, string By, DateTimeOffset? Until, string Words);

[JsonSerializable(typeof(OrderBody))]
[JsonSerializable(typeof(OrderSilenceBody))]
[JsonSerializable(typeof(OrderAnswerBody))]
[JsonSerializable(typeof(OrderAnswer))]
[JsonSerializable(typeof(OrdersAnswer))]
internal sealed partial class OrderJson : JsonSerializerContext
{
    public static OrderJson Ours { get; } = new(Json.Options());
}
