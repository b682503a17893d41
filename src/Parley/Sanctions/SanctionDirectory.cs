using Parley.Events;
using Parley.Readers;

namespace Parley.Sanctions;

/// <summary>
/// What stands against the readers who are about, in memory: every request of theirs asks. Ends are compared with the clock when
/// somebody asks; whose standing has changed is forgotten, on every node.
/// </summary>
internal sealed class SanctionDirectory(SanctionStore store, TimeProvider clock) : IMemoryFollower, IShutOut
{
    private const int Capacity = 10_000;

    private readonly Remembered<(SiteId Site, Guid Reader), IReadOnlyList<Sanction>> known = new(Capacity);

    /// <summary>Whether a reader's new words wait.</summary>
    public async ValueTask<bool> IsStoppedAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        (await FindAsync(site, reader, sanction => sanction.Kind == SanctionKind.Hold, cancel)) is not null;

    /// <summary>Why a reader may not do something now; null where they may.</summary>
    public async ValueTask<Problem?> FindObstacleAsync(SiteId site, Guid reader, Deed deed, CancellationToken cancel) =>
        await FindAsync(site, reader, sanction => sanction.Kind.Takes(deed), cancel) is { } strictest
            ? Problems.Sanctioned(strictest)
            : null;

    /// <inheritdoc/>
    public async ValueTask<Problem?> FindAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        await FindAsync(site, reader, sanction => sanction.Kind == SanctionKind.Ban, cancel) is { } ban
            ? Problems.Sanctioned(ban)
            : null;

    /// <summary>Forgets what is known of a reader, so that whoever is next asks again.</summary>
    public void Forget(SiteId site, Guid reader) => known.ForgetWhere((key, _) => key == (site, reader));

    public void Apply(Event happened)
    {
        if (happened is { Kind: EventKind.ReaderChanged, SubjectId: { } reader })
            Forget(happened.Site, reader);
    }

    private async ValueTask<Sanction?> FindAsync(
        SiteId site,
        Guid reader,
        Predicate<Sanction> isMeant,
        CancellationToken cancel
    )
    {
        var standing = await known.GetAsync((site, reader), async _ => await store.ListStandingAsync(site, reader, cancel));
        if (standing is null or { Count: 0 })
            return null;
        var now = clock.GetUtcNow();
        return standing.FirstOrDefault(sanction => isMeant(sanction) && sanction.StandsAt(now));
    }
}
