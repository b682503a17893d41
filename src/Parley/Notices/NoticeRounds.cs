using Microsoft.Extensions.Logging;
using Parley.Comments;
using Parley.Mail;
using Parley.Reports;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Notices;

/// <summary>
/// Looks for reports and notices that nobody will decide about, since the author took the comment down: their senders are
/// answered too. And forgets who sent those that were answered half a year ago.
/// </summary>
internal sealed class NoticeRounds(
    Database database,
    NoticeStore notices,
    SiteDirectory sites,
    Outbox outbox,
    TimeProvider clock,
    ILogger<NoticeRounds> logger
) : EveryMinute(logger)
{
    private const int AtOnce = 50;

    protected override Task LookAsync(CancellationToken cancel) => GoAsync(cancel);

    internal async Task GoAsync(CancellationToken cancel)
    {
        var all = await sites.ListAsync();
        await ForEachAsync(all, site => site.Name, site => AnswerAsync(site.Id, cancel), cancel);
        await ForEachAsync(all, site => site.Name, site => ForgetAsync(site.Id, cancel), cancel);
        outbox.Wake();
    }

    private async Task AnswerAsync(SiteId site, CancellationToken cancel)
    {
        while (await notices.ListGoneAsync(site, AtOnce, cancel) is { Count: > 0 } gone)
        {
            foreach (var comment in gone)
                await database.WriteAsync(scope => AnswerAsync(scope, site, comment, cancel), cancel);
        }
    }

    private async Task ForgetAsync(SiteId site, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        while (await notices.ListToForgetAsync(site, now.AddMonths(-Notice.MonthsKept), AtOnce, cancel) is { Count: > 0 } old)
        {
            foreach (var notice in old)
                await database.WriteAsync(scope => NoticeStore.ForgetSenderAsync(scope, site, notice, now, cancel), cancel);
        }
    }

    private async Task AnswerAsync(DbScope scope, SiteId site, Guid id, CancellationToken cancel)
    {
        // Another node was quicker, or it is there again.
        if (await CommentTransition.LockAsync(scope, site, id, cancel) is not { State: CommentState.Deleted })
            return;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var settled = new Settlement(ReportOutcome.Gone, now);
        await ReportStore.SettleAsync(scope, site, id, settled, cancel);
        await NoticeStore.AnswerAsync(scope, outbox, site, id, settled, now, cancel);
    }
}
