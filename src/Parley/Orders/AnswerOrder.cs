using Parley.Comments;
using Parley.HouseRules;
using Parley.Mail;
using Parley.Markup;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Record;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>
/// Answers an order. Giving effect to it takes down the comments that it names in one step, each with its statement; or it says why that
/// cannot be done. One that asks for information is answered elsewhere, and only noted here.
/// </summary>
internal sealed class AnswerOrder(Database database, Decide decide, Outbox outbox, TimeProvider clock)
{
    /// <param name="Words">Why not, or what was given; of a removal what its writers read besides. At most 2,000 characters.</param>
    /// <param name="Comments">Addresses of the comments that go; null for those that the order names.</param>
    internal sealed record Request(OrderOutcome? Outcome, string? Words, string? Comments);

    /// <summary>Notes that the authority was told that its order has arrived.</summary>
    public Task<Result<AuthorityOrder>> InformAsync(Site site, Guid id, Reader by, CancellationToken cancel) =>
        database.WriteAsync<Result<AuthorityOrder>>(
            async scope =>
            {
                if (await OrderStore.LockAsync(scope, site.Id, id, cancel) is not { } order)
                    return Problems.OrderNotFound;
                if (order.InformedAt is not null)
                    return order;
                var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
                await OrderStore.InformAsync(scope, site.Id, id, now, cancel);
                RecordStore.Add(scope, site.Id, new(RecordKind.OrderInformed, id, now, new() { ["by"] = by.Id }));
                return order with { InformedAt = now };
            },
            cancel
        );

    public async Task<Result<AuthorityOrder>> HandleAsync(
        Site site,
        Guid id,
        Reader by,
        Request request,
        CancellationToken cancel
    )
    {
        var words = SourceText.OfOptional(request.Words, TextLimits.Of(AuthorityOrder.LongestWords));
        var wrong = Problem.Of(
            request.Outcome is null ? Problems.OrderOutcomeMissing : null,
            words.Problem is null ? null : Problems.OrderWordsInvalid
        );
        if (wrong is not null)
            return wrong;
        var answered = await database.WriteAsync(
            scope => AnswerAsync(scope, site, id, by.Id, request.Outcome!.Value, words.Value, request.Comments, cancel),
            cancel
        );
        outbox.Wake();
        return answered;
    }

    private async Task<Result<AuthorityOrder>> AnswerAsync(
        DbScope scope,
        Site site,
        Guid id,
        Guid by,
        OrderOutcome outcome,
        string? words,
        string? addresses,
        CancellationToken cancel
    )
    {
        if (await OrderStore.LockAsync(scope, site.Id, id, cancel) is not { } order)
            return Problems.OrderNotFound;
        var takesDown = outcome == OrderOutcome.Done && order.Kind.Removes();
        if (order.AnsweredAt is not null)
            return
                (order.AnsweredBy, order.Outcome, order.Words) == (by, outcome, words)
                && (!takesDown || AreThose(order.Comments, addresses ?? order.Named))
                ? order
                : Problems.OrderAnswered;
        if (words is null && !takesDown)
            return Problems.OrderWordsMissing;
        var found = takesDown ? await FindAsync(scope, site.Id, addresses ?? order.Named, cancel) : [];
        if (found is null)
            return Problems.OrderCommentsInvalid;

        var gone = new List<OrderedComment>();
        foreach (var comment in found)
            gone.Add(await TakeDownAsync(scope, site, order, comment, by, words, cancel));
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var answered = order with
        {
            AnsweredAt = now,
            AnsweredBy = by,
            Outcome = outcome,
            Words = words,
            // Whoever is answered knows that it has arrived.
            InformedAt = order.InformedAt ?? now,
            Comments = gone,
        };
        await OrderStore.AnswerAsync(scope, site.Id, answered, cancel);
        RecordStore.Add(
            scope,
            site.Id,
            new(
                RecordKind.OrderAnswered,
                id,
                now,
                new()
                {
                    ["by"] = by,
                    ["outcome"] = (int)outcome,
                    ["minutes"] = answered.MinutesTaken,
                    ["removed"] = gone.Count(one => one.RemovedAt is not null),
                }
            )
        );
        return answered;
    }

    private static bool AreThose(IReadOnlyList<OrderedComment> comments, string addresses) =>
        AuthorityOrder.CommentsIn(addresses).ToHashSet().SetEquals(comments.Select(one => one.CommentId));

    // All of them before anything is written: nothing goes of an order that names what nobody finds. Null where it cannot be done.
    private static async Task<List<Comment>?> FindAsync(DbScope scope, SiteId site, string addresses, CancellationToken cancel)
    {
        var ids = AuthorityOrder.CommentsIn(addresses);
        if (ids.Count is 0 or > AuthorityOrder.MostComments)
            return null;
        var there = await AuthoredComments.FindAsync(scope, site, [.. ids], cancel);
        var found = new List<Comment>();
        // Threads are locked in one order by everybody.
        foreach (var one in there.Select(read => read.Comment).OrderBy(one => one.ThreadId).ThenBy(one => one.Position))
        {
            if (await CommentTransition.LockAsync(scope, site, one.Id, cancel) is { } comment)
                found.Add(comment);
        }

        return found.Count == ids.Count ? found : null;
    }

    private async Task<OrderedComment> TakeDownAsync(
        DbScope scope,
        Site site,
        AuthorityOrder order,
        Comment comment,
        Guid by,
        string? words,
        CancellationToken cancel
    )
    {
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        if (order.Kind == OrderKind.Terrorist)
            await PreservedStore.KeepAsync(scope, comment, order.Id, now, cancel);
        DecisionKind? kind = comment.State switch
        {
            CommentState.Published => DecisionKind.Remove,
            CommentState.Held => DecisionKind.Reject,
            _ => null,
        };
        var gone = new OrderedComment(comment.Id, null, null);
        if (kind is { } down)
        {
            var silentUntil = order.SilentUntil > now ? order.SilentUntil : null;
            var sentence = Words
                .For(site.Language)
                .Format("orders.facts", ("authority", order.Authority), ("reference", order.Reference));
            var given = new Decide.Given(
                by,
                CitedRule.OfOrder(order.Basis, order.Kind.Law(), CategoryOf(order.Kind)),
                words is null ? sentence : $"{sentence}\n{words}"
            )
            {
                Origin = Origin.Order,
                SilentUntil = silentUntil,
            };
            var decided = await decide.DecideAsync(scope, site, comment.Id, new(down), given, cancel);
            // It is held and in the state that was just read: anything else is our fault, and nothing of it may stay.
            if (decided.Problem is { } problem)
                throw new InvalidOperationException($"A comment that an order names was not taken down: {problem.Code}");
            gone = gone with { RemovedAt = decided.Value!.At, ToldAt = silentUntil is null ? decided.Value.At : null };
            await OrderStore.AddCommentAsync(scope, site.Id, order.Id, gone, silentUntil, cancel);
        }
        else
            await OrderStore.AddCommentAsync(scope, site.Id, order.Id, gone, null, cancel);
        return gone;
    }

    private static Category CategoryOf(OrderKind kind) =>
        kind == OrderKind.Terrorist ? Category.PublicSecurity : Category.Other;
}
