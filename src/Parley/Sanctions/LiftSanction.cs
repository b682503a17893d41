using Parley.Events;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Sanctions;

/// <summary>
/// Lifts one sanction, as though it had never been: the reader may do again what it took, and no more, for others may stand. What came
/// in to wait still waits, because nobody has read it yet.
/// </summary>
internal sealed class LiftSanction(Database database, SanctionDirectory directory, TimeProvider clock)
{
    /// <returns>What was lifted, now or before.</returns>
    public async Task<Result<Sanction>> HandleAsync(Site on, Guid id, Reader moderator, CancellationToken cancel)
    {
        var site = on.Id;
        var within = StorySections.Of(on, moderator);
        var lifted = await database.WriteAsync<Result<Sanction>>(
            async scope =>
            {
                if (await SanctionStore.FindAsync(scope, site, id, cancel) is not { } sanction)
                    return Problems.SanctionNotFound;
                if (moderator.Role < sanction.Kind.ToBeGivenBy())
                    return Problems.SeniorModeratorNeeded;
                if (await within.FindObstacleForWriterAsync(scope, site, sanction.ReaderId, cancel) is { } outside)
                    return outside;
                await LiftAsync(scope, site, sanction, moderator.Id, clock.GetUtcNow(), cancel);
                return (await SanctionStore.FindAsync(scope, site, id, cancel))!;
            },
            cancel
        );
        if (lifted.IsSuccess)
            directory.Forget(site, lifted.Value.ReaderId);
        return lifted;
    }

    /// <summary>Lifts it as part of a larger change. One that was lifted before stays as it was.</summary>
    public static async Task LiftAsync(
        DbScope scope,
        SiteId site,
        Sanction sanction,
        Guid moderator,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (await SanctionStore.LiftAsync(scope, site, sanction.Id, moderator, now, cancel) == 1)
            await EventLog.AppendAsync(scope, site, EventKind.ReaderChanged, now, cancel, subjectId: sanction.ReaderId);
    }
}
