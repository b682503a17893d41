using Microsoft.Extensions.Logging;
using Parley.Sites;

namespace Parley.OwnModel;

/// <summary>
/// Has each site's own model learned by itself, at a calm pace: where a tenth more was decided or told by programs since the last time, and two hundred at least. On
/// one core that takes seconds, some times a week on a busy site. It does so whether the check is on or off, since the thresholds are
/// chosen from what was learned.
/// </summary>
internal sealed class OwnModelLearning(
    LearnOwnModel learn,
    OwnModelStore store,
    SiteDirectory sites,
    TimeProvider clock,
    ILogger<OwnModelLearning> logger
) : EveryMinute(logger)
{
    /// <summary>So many new decisions at least.</summary>
    public const int LeastNew = 200;

    // After so many more it tries again where they were too few: each try reads them all.
    private const int LeastMore = 50;

    // What sites that had too little wait for.
    private readonly Dictionary<SiteId, Wait> waits = [];

    protected override Task LookAsync(CancellationToken cancel) => LearnAsync(cancel);

    internal async Task LearnAsync(CancellationToken cancel) =>
        await ForEachAsync(
            await sites.ListAsync(),
            site => site.Name,
            async site =>
            {
                if (!await IsDueAsync(site.Id, cancel))
                    return;
                var began = clock.GetUtcNow();
                var result = await learn.HandleAsync(site, null, cancel);
                if (result.Outcome == LearnOutcome.TooFew)
                    waits[site.Id] = result.Lack is { } lack
                        ? new(began, lack.IsRejected, lack.Missing)
                        : new(began, null, LeastMore);
                else
                    waits.Remove(site.Id);
            },
            cancel
        );

    private async Task<bool> IsDueAsync(SiteId site, CancellationToken cancel)
    {
        var newest = await store.FindNewestAsync(site, cancel);
        var wanted = newest is null
            ? OwnTeacher.Fewest
            : Math.Max(LeastNew, Math.Min(newest.Decisions + newest.Labels, OwnTeacher.Most) / 10);
        var since = newest?.NewestAt ?? DateTimeOffset.UnixEpoch;
        if (await store.CountSinceAsync(site, since, null, wanted, cancel) < wanted)
            return false;
        if (!waits.TryGetValue(site, out var wait))
            return true;
        // Only what came since the last look: a program may tell of a great many of the kind that is not lacking.
        var now = clock.GetUtcNow();
        wait = new(
            now,
            wait.ForRejected,
            wait.Missing - await store.CountSinceAsync(site, wait.Since, wait.ForRejected, wait.Missing, cancel)
        );
        waits[site] = wait;
        return wait.Missing <= 0;
    }

    /// <param name="ForRejected">For texts of which kind; null for any.</param>
    /// <param name="Missing">For so many that come after a moment.</param>
    private sealed record Wait(DateTimeOffset Since, bool? ForRejected, int Missing);
}
