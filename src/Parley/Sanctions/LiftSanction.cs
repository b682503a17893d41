using Parley.Events;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Sanctions;

/// <summary>
/// Lifts one sanction, as though it had never been: the reader may do again what it took, and no more, for others may stand. What came
/// in to wait still waits, because nobody has read it yet. What was decided for all sites an operator lifts, on all of them.
/// </summary>
internal sealed class LiftSanction(
    Database database,
    SanctionDirectory directory,
    SiteDirectory sites,
    EnterSite enterSite,
    TimeProvider clock
)
{
    /// <returns>What was lifted, now or before.</returns>
    public async Task<Result<Sanction>> HandleAsync(Site on, Guid id, Reader moderator, CancellationToken cancel)
    {
        var site = on.Id;
        var within = StorySections.Of(on, moderator);
        var parts = new List<(SiteId Site, Guid Reader)>();
        var lifted = await database.WriteRacedAsync<Result<Sanction>>(
            async scope =>
            {
                parts.Clear();
                if (await SanctionStore.FindAsync(scope, site, id, cancel) is not { } sanction)
                    return Problems.SanctionNotFound;
                if (moderator.Role < sanction.Kind.ToBeGivenBy())
                    return Problems.SeniorModeratorNeeded;
                if (await within.FindObstacleForWriterAsync(scope, site, sanction.ReaderId, cancel) is { } outside)
                    return outside;
                if (await LiftAsync(scope, site, sanction, moderator, clock.GetUtcNow(), parts, cancel) is { } problem)
                    return problem;
                return (await SanctionStore.FindAsync(scope, site, id, cancel))!;
            },
            cancel
        );
        Forget(parts);
        return lifted;
    }

    /// <summary>Lifts it as part of a larger change, with its other sites' parts. One that was lifted before stays as it was.</summary>
    /// <param name="parts">Gets whose standing has changed, to be forgotten when the change is made.</param>
    public async Task<Problem?> LiftAsync(
        DbScope scope,
        SiteId site,
        Sanction sanction,
        Reader moderator,
        DateTimeOffset now,
        List<(SiteId Site, Guid Reader)> parts,
        CancellationToken cancel
    )
    {
        if (sanction.EverywhereId is { } everywhere)
            return await LiftEverywhereAsync(scope, everywhere, moderator, now, parts, cancel);
        await LiftAsync(scope, site, sanction, moderator.Id, now, parts, cancel);
        return null;
    }

    /// <summary>Has whoever is next ask again about those whose standing has changed.</summary>
    public void Forget(IEnumerable<(SiteId Site, Guid Reader)> parts)
    {
        foreach (var (site, reader) in parts)
            directory.Forget(site, reader);
    }

    private async Task<Problem?> LiftEverywhereAsync(
        DbScope scope,
        Guid everywhere,
        Reader moderator,
        DateTimeOffset now,
        List<(SiteId Site, Guid Reader)> parts,
        CancellationToken cancel
    )
    {
        if (!await GiveEverywhere.IsOperatorAsync(scope, moderator, cancel))
            return Problems.OperatorNeeded;
        await AccountSanctionStore.LockAsync(scope, everywhere, cancel);
        await AccountSanctionStore.LiftAsync(scope, everywhere, moderator.AccountId!.Value, now, cancel);
        var all = await sites.ListAsync();
        foreach (var site in all.OrderBy(one => one.Id.Value))
        {
            if (await SanctionStore.FindPartAsync(scope, site.Id, everywhere, cancel) is not { } part)
                continue;
            var by = await enterSite.EnterAsync(scope, site, all, moderator.AccountId.Value, ReaderRole.Administrator, cancel);
            await LiftAsync(scope, site.Id, part, by.Id, now, parts, cancel);
        }

        return null;
    }

    private static async Task LiftAsync(
        DbScope scope,
        SiteId site,
        Sanction sanction,
        Guid by,
        DateTimeOffset now,
        List<(SiteId Site, Guid Reader)> parts,
        CancellationToken cancel
    )
    {
        if (await SanctionStore.LiftAsync(scope, site, sanction.Id, by, now, cancel) == 1)
            await EventLog.AppendAsync(scope, site, EventKind.ReaderChanged, now, cancel, subjectId: sanction.ReaderId);
        parts.Add((site, sanction.ReaderId));
    }
}
