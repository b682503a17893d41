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
    ILogger<OwnModelLearning> logger
) : EveryMinute(logger)
{
    /// <summary>So many new decisions at least.</summary>
    public const int LeastNew = 200;

    // After so many more it tries again where they were too few, or too much of one kind: each try reads them all.
    private const int LeastMore = 50;

    // How many new decisions there were when a site's were too few.
    private readonly Dictionary<SiteId, int> tooFew = [];

    protected override Task LookAsync(CancellationToken cancel) => LearnAsync(cancel);

    internal async Task LearnAsync(CancellationToken cancel) =>
        await ForEachAsync(
            await sites.ListAsync(),
            site => site.Name,
            async site =>
            {
                var (isDue, since) = await FindDueAsync(site.Id, cancel);
                if (!isDue)
                    return;
                if ((await learn.HandleAsync(site, null, cancel)).Outcome == LearnOutcome.TooFew)
                    tooFew[site.Id] = since;
                else
                    tooFew.Remove(site.Id);
            },
            cancel
        );

    private async Task<(bool IsDue, int Since)> FindDueAsync(SiteId site, CancellationToken cancel)
    {
        var newest = await store.FindNewestAsync(site, cancel);
        var since = await store.CountSinceAsync(site, newest?.NewestAt ?? DateTimeOffset.UnixEpoch, cancel);
        var wanted = newest is null
            ? OwnTeacher.Fewest
            : Math.Max(LeastNew, Math.Min(newest.Decisions + newest.Labels, OwnTeacher.Most) / 10);
        return (since >= wanted && !(tooFew.TryGetValue(site, out var before) && since < before + LeastMore), since);
    }
}
