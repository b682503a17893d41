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
                var newest = await store.FindNewestAsync(site.Id, cancel);
                if (!await IsDueAsync(site.Id, newest, cancel))
                    return;
                var began = clock.GetUtcNow();
                var result = await learn.HandleAsync(site, null, cancel);
                if (result.Outcome == LearnOutcome.TooFew)
                    waits[site.Id] = new(
                        newest?.Version,
                        began,
                        result.Lack?.IsRejected,
                        Math.Max(LeastMore, result.Lack?.Missing ?? 0)
                    );
                else
                    waits.Remove(site.Id);
            },
            cancel
        );

    private async Task<bool> IsDueAsync(SiteId site, OwnVersion? newest, CancellationToken cancel)
    {
        var wanted = newest is null
            ? OwnTeacher.Fewest
            : Math.Max(LeastNew, Math.Min(newest.Decisions + newest.Labels, OwnTeacher.Most) / 10);
        var since = newest?.NewestAt ?? DateTimeOffset.UnixEpoch;
        if (await store.CountSinceAsync(site, since, null, wanted, cancel) < wanted)
            return false;
        // What was lacking is there once somebody else has learned: another node, or a command.
        if (!waits.TryGetValue(site, out var wait) || wait.Version != newest?.Version)
            return true;
        // Only what came since the last look: a program may tell of a great many of the kind that is not lacking.
        var now = clock.GetUtcNow();
        var come = await store.CountSinceAsync(site, wait.Since, wait.ForRejected, wait.Missing, cancel);
        waits[site] = wait = wait with { Since = now, Missing = wait.Missing - come };
        return wait.Missing <= 0;
    }

    /// <param name="Version">The newest when it began; null where there was none.</param>
    /// <param name="ForRejected">For texts of which kind; null for any.</param>
    /// <param name="Missing">For so many that come after a moment.</param>
    private sealed record Wait(int? Version, DateTimeOffset Since, bool? ForRejected, int Missing);
}
