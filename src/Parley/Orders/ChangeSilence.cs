using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Record;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>
/// Prolongs, shortens or ends the silence of an order, as its authority says. The statements that its writers will read say the same time, for
/// the months in which to object run from then; the writers are told as ever, when it is over.
/// </summary>
internal sealed class ChangeSilence(Database database, TimeProvider clock)
{
    /// <param name="Until">Until when the writers must not be told; null where they may be.</param>
    /// <param name="Words">Why: what the authority said, and when. At most 2,000 characters.</param>
    internal sealed record Request(DateTimeOffset? Until, string? Words)
    {
        /// <summary>A time was typed that is none, or forgotten.</summary>
        public bool IsUntilUnreadable { get; init; }
    }

    public Task<Result<AuthorityOrder>> HandleAsync(Site site, Guid id, Reader by, Request request, CancellationToken cancel) =>
        database.WriteAsync(scope => ChangeAsync(scope, site.Id, id, by, request, cancel), cancel);

    private async Task<Result<AuthorityOrder>> ChangeAsync(
        DbScope scope,
        SiteId site,
        Guid id,
        Reader by,
        Request request,
        CancellationToken cancel
    )
    {
        if (await OrderStore.LockAsync(scope, site, id, cancel) is not { } order)
            return Problems.OrderNotFound;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        DateTimeOffset? until = request.Until is { } asked ? Micros.FromMicros(asked.ToMicros()) : null;
        var words = SourceText.OfOptional(request.Words, TextLimits.Of(AuthorityOrder.LongestWords));
        // The button pressed twice.
        if (words.Value is { } again && order.Silences is [{ } last, ..] && IsSame(last, by.Id, until, again))
            return order;
        if (!order.CanBeSilencedAt(now))
            return Problems.OrderSilenceOver;
        var wrong = Problem.Of(
            request.IsUntilUnreadable || until <= now || until > order.LatestSilence(now)
                ? Problems.OrderSilenceInvalid with
                {
                    Field = "until",
                }
                : null,
            words.Value is null ? Problems.OrderSilenceWordsInvalid : null
        );
        if (wrong is not null)
            return wrong;

        // Of one that is answered the statements say when its silence ended.
        var end = until ?? (order.AnsweredAt is null ? null : now);
        await OrderStore.SilenceAsync(scope, site, id, end, new(now, by.Id, by.Name, until, words.Value!), cancel);
        foreach (var comment in order.Comments.Where(one => one.IsToBeTold))
            await StatementStore.SilenceAsync(scope, site, comment.CommentId, comment.RemovedAt!.Value, end!.Value, cancel);
        RecordStore.Add(
            scope,
            site,
            new(
                RecordKind.OrderSilence,
                id,
                now,
                new()
                {
                    ["by"] = by.Id,
                    ["from"] = order.SilentUntil?.ToMicros(),
                    ["until"] = until?.ToMicros(),
                }
            )
        );
        return (await OrderStore.LockAsync(scope, site, id, cancel))!;
    }

    private static bool IsSame(OrderSilence last, Guid by, DateTimeOffset? until, string words) =>
        (last.By, last.Until, last.Words) == (by, until, words);
}
