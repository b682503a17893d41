using Microsoft.Extensions.Logging;
using Parley.Comments;
using Parley.Mail;
using Parley.Reasons;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Moderation;

/// <summary>
/// Looks once a minute for comments that have waited longer than their site finds right. Each gets one statement more, in one transaction
/// with its letter and its row in the record; that statement is also how it is known, by any node and after any stop, who was told.
/// </summary>
internal sealed class LongHolds(
    Database database,
    SiteDirectory sites,
    Outbox outbox,
    Ids ids,
    TimeProvider clock,
    ILogger<LongHolds> logger
) : EveryMinute(logger)
{
    private const int AtOnce = 50;

    protected override Task LookAsync(CancellationToken cancel) => TellAsync(cancel);

    /// <summary>Tells everybody whose comment has waited for long and who has not been told.</summary>
    /// <returns>How many this node told.</returns>
    internal async Task<int> TellAsync(CancellationToken cancel)
    {
        var told = 0;
        await ForEachAsync(
            await sites.ListAsync(),
            site => site.Name,
            async site => told += await TellAsync(site, cancel),
            cancel
        );
        return told;
    }

    private async Task<int> TellAsync(Site site, CancellationToken cancel)
    {
        if (site.Settings.TellOfHoldAfterHours is not (> 0 and var hours))
            return 0;
        var told = 0;
        var limit = clock.GetUtcNow().AddHours(-hours);
        while (await FindAsync(site.Id, limit, cancel) is { Count: > 0 } found)
        {
            foreach (var comment in found)
                told += await database.WriteAsync(scope => TellAsync(scope, site, comment, limit, cancel), cancel) ? 1 : 0;
        }

        return told;
    }

    // The index of what waits leads; the last statement says since when it does, and whether its writer was told.
    private Task<List<Guid>> FindAsync(SiteId site, DateTimeOffset limit, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT c.id FROM comment c
                    JOIN statement s ON s.site_id = c.site_id AND s.comment_id = c.id AND s.at =
                        (SELECT max(l.at) FROM statement l WHERE l.site_id = c.site_id AND l.comment_id = c.id)
                    WHERE c.site_id = @site AND c.state = 1 AND c.posted_at <= @limit AND s.at <= @limit AND s.restriction = @held
                    ORDER BY c.posted_at LIMIT @most
                    """,
                    [("@site", site), ("@limit", limit), ("@held", Restriction.Held), ("@most", AtOnce)],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );

    private async Task<bool> TellAsync(DbScope scope, Site site, Guid id, DateTimeOffset limit, CancellationToken cancel)
    {
        // Decided, withdrawn or changed meanwhile, or another node was quicker.
        if (await CommentTransition.LockAsync(scope, site.Id, id, cancel) is not { State: CommentState.Held } comment)
            return false;
        var last = (await CaseStore.ListStatementsAsync(scope, site.Id, [id], cancel))[id].LastOrDefault();
        if (last is not { Restriction: Restriction.Held } held || held.At > limit)
            return false;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var statement = held with { Id = ids.New(), Restriction = Restriction.Delayed, At = now };
        await StatementStore.AddAsync(scope, site.Id, comment.AuthorId, statement, cancel);
        await DecisionLetter.AskAsync(scope, outbox, site.Id, comment.AuthorId, statement, now, cancel);
        return true;
    }
}
