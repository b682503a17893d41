using Microsoft.Extensions.Logging;
using Parley.Comments;
using Parley.Mail;
using Parley.Moderation;
using Parley.Record;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Orders;

/// <summary>
/// Looks once a minute whose clock has come to its half or its end, whose writers may be told by now, and what was kept for long enough. Several
/// nodes may look at the same moment: each step is one of them's.
/// </summary>
internal sealed class OrderRounds(
    Database database,
    SiteDirectory sites,
    OrderStore orders,
    PreservedStore preserved,
    OrderCall call,
    Outbox outbox,
    TimeProvider clock,
    ILogger<OrderRounds> logger
) : EveryMinute(logger)
{
    private const int AtOnce = 50;

    protected override Task LookAsync(CancellationToken cancel) => GoAsync(cancel);

    internal async Task GoAsync(CancellationToken cancel)
    {
        var all = await sites.ListAsync();
        // The clock first: whatever else fails must not keep anybody from being called.
        await ForEachAsync(all, site => site.Name, site => CallAsync(site, cancel), cancel);
        await ForEachAsync(all, site => site.Name, site => TellAsync(site, cancel), cancel);
        await ForEachAsync(all, site => site.Name, site => ForgetAsync(site.Id, cancel), cancel);
        outbox.Wake();
    }

    private async Task CallAsync(Site site, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var order in await orders.ListToCallAsync(site.Id, cancel))
        {
            var calls = order.CallsDue(now);
            if (calls <= order.Calls)
                continue;
            await database.WriteAsync(
                async scope =>
                {
                    if (!await OrderStore.CallAsync(scope, site.Id, order.Id, calls, cancel))
                        return;
                    await call.AskAsync(scope, site, order, calls, cancel);
                    RecordStore.Add(scope, site.Id, new(RecordKind.OrderCalled, order.Id, now, new() { ["calls"] = calls }));
                },
                cancel
            );
        }
    }

    private async Task TellAsync(Site site, CancellationToken cancel)
    {
        while (await orders.ListToTellAsync(site.Id, clock.GetUtcNow(), AtOnce, cancel) is { Count: > 0 } due)
        {
            foreach (var one in due)
                await database.WriteAsync(scope => TellAsync(scope, site, one, cancel), cancel);
        }
    }

    private async Task TellAsync(
        DbScope scope,
        Site site,
        (Guid Order, Guid Comment, DateTimeOffset RemovedAt) one,
        CancellationToken cancel
    )
    {
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var locked = await CommentTransition.LockAsync(scope, site.Id, one.Comment, cancel);
        // Taken off the list in any case, or it would be looked at without end.
        if (!await OrderStore.TellAsync(scope, site.Id, (one.Order, one.Comment), now, cancel) || locked is not { } comment)
            return;
        RecordStore.Add(scope, site.Id, new(RecordKind.OrderWriterTold, one.Comment, now, new() { ["order"] = one.Order }));
        var statements = (await CaseStore.ListStatementsAsync(scope, site.Id, [one.Comment], cancel))[one.Comment];
        if (statements.FirstOrDefault(statement => statement.At == one.RemovedAt) is { } statement)
            await DecisionLetter.AskAsync(scope, outbox, site.Id, comment.AuthorId, statement, now, cancel);
    }

    private async Task ForgetAsync(SiteId site, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        foreach (var order in await preserved.ListOverAsync(site, now, cancel))
            await database.WriteAsync(
                async scope =>
                {
                    if (await PreservedStore.ForgetAsync(scope, site, order, now, cancel) is > 0 and var gone)
                        RecordStore.Add(
                            scope,
                            site,
                            new(RecordKind.PreservedForgotten, order, now, new() { ["comments"] = gone })
                        );
                },
                cancel
            );
    }
}
