using Microsoft.Extensions.Logging;
using Parley.Http;
using Parley.Mail;
using Parley.Sites;
using Parley.Storage;
using Parley.Views.Mail;

namespace Parley.Moderation;

/// <summary>
/// Calls the desk by a letter where something has waited longer than the site finds right: how many wait, and the oldest since when.
/// Once an hour at most, on whichever node, and never in words of those who wrote.
/// </summary>
internal sealed class DeskCall(
    Database database,
    SiteDirectory sites,
    QueueStore queue,
    Outbox outbox,
    ClientFacts clients,
    TimeProvider clock,
    ILogger<DeskCall> logger
) : EveryMinute(logger), ILetterWriter
{
    private static readonly TimeSpan Apart = TimeSpan.FromHours(1);

    public string Kind => "desk";

    protected override Task LookAsync(CancellationToken cancel) => CallAsync(cancel);

    /// <summary>Calls every desk that is due.</summary>
    /// <returns>How many this node called.</returns>
    internal async Task<int> CallAsync(CancellationToken cancel)
    {
        var called = 0;
        await ForEachAsync(
            await sites.ListAsync(),
            site => site.Name,
            async site =>
            {
                if (
                    site.Settings is { CallDeskAfterMinutes: > 0, CallDeskAt.Length: > 0 }
                    && IsLate(site, await queue.FindOldestAsync(site.Id, cancel))
                    && await database.WriteAsync(scope => CallAsync(scope, site, cancel), cancel)
                )
                    called++;
            },
            cancel
        );
        if (called > 0)
            outbox.Wake();
        return called;
    }

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        // By now somebody may have come, or nobody wants to be called any more.
        if (
            await sites.FindAsync(wanted.Site) is not { } site
            || site.Settings.CallDeskAt != wanted.Address
            || await queue.FindOldestAsync(site.Id, cancel) is not { } since
            || !IsLate(site, since)
        )
            return null;
        var waiting = await queue.CountAsync(site.Id, cancel);
        var words = Words.For(site.Language).In(site.Zone, clock.GetUtcNow());
        (string, object)[] blanks =
        [
            ("site", site.Title),
            ("waiting", words.Number(waiting.All, QueueCount.Most)),
            ("minutes", words.Number((long)(clock.GetUtcNow() - since).TotalMinutes)),
        ];
        var model = new LetterModel(
            site.Title,
            words.Format("mail.desk.subject", blanks),
            [words.Format("mail.desk.lead", blanks)]
        )
        {
            Url = clients.PublicHome?.Absolute($"/{site.Name}/console"),
            Do = words["mail.desk.do"],
        };
        return await Letter.WriteAsync(words, site.Title, model.Subject, model);
    }

    private bool IsLate(Site site, DateTimeOffset? oldest) =>
        clock.GetUtcNow() - oldest >= TimeSpan.FromMinutes(site.Settings.CallDeskAfterMinutes);

    // Another node may have called meanwhile.
    private async Task<bool> CallAsync(DbScope scope, Site site, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var isOurs = await scope.ExecuteAsync(
            """
            INSERT INTO desk_call (site_id, at) VALUES (@site, @now)
            ON CONFLICT (site_id) DO UPDATE SET at = excluded.at WHERE desk_call.at <= @before
            """,
            [("@site", site.Id), ("@now", now), ("@before", now - Apart)],
            cancel
        );
        if (isOurs == 0)
            return false;
        await outbox.AskAsync(scope, site.Id, Kind, site.Settings.CallDeskAt, "{}", cancel);
        return true;
    }
}
