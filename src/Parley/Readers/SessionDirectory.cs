using Parley.Events;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// The sessions in use, in memory: every request of a reader asks for one. That one has ended, every node hears by its event,
/// within a second at the most.
/// </summary>
internal sealed class SessionDirectory(SessionStore store, TimeProvider clock) : IMemoryFollower
{
    // Twice as many at the most, of some 300 bytes each.
    private const int Capacity = 10_000;

    private readonly Remembered<string, Session> sessions = new(Capacity);

    /// <summary>The session of a cookie's token; null where it holds no longer, or never did.</summary>
    public async ValueTask<Session?> FindAsync(string? token, CancellationToken cancel)
    {
        if (!SessionToken.IsWellFormed(token))
            return null;
        var hash = SessionToken.Hash(token!);
        var session = await sessions.GetAsync(hash, key => store.FindAsync(key, cancel));
        var now = clock.GetUtcNow();
        if (session?.IsOver(now) == true)
        {
            // Another node may have renewed it.
            sessions.ForgetWhere((key, _) => key == hash);
            session = await sessions.GetAsync(hash, key => store.FindAsync(key, cancel));
        }

        if (session?.IsToBeRenewed(now) == true)
            return await RenewAsync(session, now, cancel);
        return session;
    }

    /// <summary>Forgets the sessions of an account, or of a guest, that has just ended one, on this node and at once.</summary>
    public void Forget(Session? ended)
    {
        if (ended is not null)
            Forget(ended.OwnerId);
    }

    /// <inheritdoc cref="Forget(Session)"/>
    public void Forget(Guid owner) => sessions.ForgetWhere((_, session) => session.OwnerId == owner);

    public void Apply(Event happened)
    {
        if (happened is { Kind: EventKind.SessionEnded, SubjectId: { } owner })
            Forget(owner);
        // A key that was retired has ended the sessions that began with it.
        if (happened.Kind == EventKind.TokenKeysChanged)
            sessions.ForgetWhere((_, session) => session.Signed is not null && session.Site == happened.Site);
    }

    private async Task<Session> RenewAsync(Session session, DateTimeOffset now, CancellationToken cancel)
    {
        var renewed = session with { ExpiresAt = session.EndIfUsedAt(now) };
        // Of many requests at once the first does it.
        if (!sessions.Replace(session.TokenHash, session, renewed))
            return session;
        try
        {
            await store.RenewAsync(renewed, cancel);
            return renewed;
        }
        catch (StorageUnavailableException)
        {
            // Reading goes on where nothing can be written, and the session holds for a month yet.
            sessions.Replace(session.TokenHash, renewed, session);
            return session;
        }
    }
}
