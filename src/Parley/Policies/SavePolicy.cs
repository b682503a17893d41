using Parley.Events;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Policies;

/// <summary>Sets a policy, changes it or takes it away, and puts the change on record in the same transaction.</summary>
internal sealed class SavePolicy(Database database, PolicyDirectory directory, Ids ids, TimeProvider clock)
{
    /// <param name="wanted">An empty one takes the policy away.</param>
    /// <param name="seen">
    /// The last change of the scope that its writer had seen, empty for none: what somebody else has set since is not written over.
    /// Null where nothing was looked at.
    /// </param>
    /// <returns>What is set now.</returns>
    public Task<Result<Policy>> HandleAsync(
        Site site,
        PolicyScope scope,
        Reader by,
        Policy wanted,
        Guid? seen,
        CancellationToken cancel
    ) => ChangeAsync(site, scope, by, _ => wanted, seen, cancel);

    /// <summary>Closes a thread, or opens it again, and leaves everything else as it is.</summary>
    public Task<Result<Policy>> SetClosedAsync(Site site, Guid thread, Reader by, bool isClosed, CancellationToken cancel) =>
        ChangeAsync(
            site,
            PolicyScope.OfThread(thread),
            by,
            before =>
                before.IsClosed == isClosed
                    ? before
                    : before with
                    {
                        State = isClosed ? PolicyState.Closed : null,
                        Seconds = null,
                        Sentence = null,
                        // Closed now, and not at certain hours.
                        Hours = isClosed ? null : before.Hours,
                    },
            null,
            cancel
        );

    /// <summary>Switches the contested mode of a thread, and leaves everything else as it is.</summary>
    public Task<Result<Policy>> SetContestedAsync(
        Site site,
        Guid thread,
        Reader by,
        bool isContested,
        CancellationToken cancel
    ) =>
        ChangeAsync(
            site,
            PolicyScope.OfThread(thread),
            by,
            before => before with { IsContested = isContested ? true : null },
            null,
            cancel
        );

    private async Task<Result<Policy>> ChangeAsync(
        Site on,
        PolicyScope scope,
        Reader by,
        Func<Policy, Policy> change,
        Guid? seen,
        CancellationToken cancel
    )
    {
        var site = on.Id;
        try
        {
            return await database.WriteAsync<Result<Policy>>(
                async db =>
                {
                    CommentThread? thread = null;
                    if (scope.ThreadId is not { } id)
                        await StoryStore.LockAsync(db, site, cancel);
                    else if ((thread = await ThreadStore.LockAsync(db, site, id, cancel)) is null)
                        return Problems.ThreadNotFound;
                    else if (await StorySections.Of(on, by).FindObstacleAsync(db, site, id, cancel) is { } outside)
                        return outside;
                    var kept = await PolicyStore.FindAsync(db, site, scope, cancel);
                    var before = thread is null ? kept ?? Policy.Nothing : PolicyBook.OfThread(kept, thread);
                    var after = change(before);
                    // Nothing new, or the same send after a lost answer.
                    if (after.ToJson() == before.ToJson())
                        return before;
                    if (
                        seen is not null
                        && seen != (await PolicyStore.FindLastChangeAsync(db, site, scope, cancel) ?? Guid.Empty)
                    )
                        return Problems.PolicyChanged;
                    await KeepAsync(db, site, scope, before, after, by, cancel);
                    await TellAsync(db, site, thread, before, after, cancel);
                    return after;
                },
                cancel
            );
        }
        finally
        {
            directory.Forget(site);
        }
    }

    private async Task KeepAsync(
        DbScope db,
        SiteId site,
        PolicyScope scope,
        Policy before,
        Policy after,
        Reader by,
        CancellationToken cancel
    )
    {
        // A thread that is merely closed says so in its own row, as imported ones do.
        var isPlain = scope.Kind == PolicyScopeKind.Thread && after == new Policy { State = PolicyState.Closed };
        await PolicyStore.SaveAsync(db, site, scope, isPlain ? Policy.Nothing : after, cancel);
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        await PolicyStore.AddChangeAsync(db, site, new(ids.New(), scope, before, after, by.Name, now), by, cancel);
    }

    // What is of one thread is one of its numbered events: its pages, and those who have it open, go by them.
    private async Task TellAsync(
        DbScope db,
        SiteId site,
        CommentThread? thread,
        Policy before,
        Policy after,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        if (thread is null)
        {
            await EventLog.AppendAsync(db, site, EventKind.PolicyChanged, now, cancel);
            return;
        }

        var closedAt = after.IsClosed ? thread.ClosedAt ?? now : (DateTimeOffset?)null;
        var kind = (before.State == PolicyState.Closed, after.State == PolicyState.Closed) switch
        {
            (false, true) => EventKind.ThreadClosed,
            (true, false) => EventKind.ThreadOpened,
            _ => EventKind.PolicyChanged,
        };
        await ThreadStore.SetClosedAsync(db, thread, closedAt, cancel);
        await EventLog.AppendAsync(db, site, kind, now, cancel, thread.Id, thread.Version + 1);
    }
}
