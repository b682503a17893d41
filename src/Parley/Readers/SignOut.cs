using Parley.Storage;

namespace Parley.Readers;

/// <summary>Ends sessions: here and at once, on the other nodes within a second.</summary>
internal sealed class SignOut(Database database, SessionStore sessions, SessionDirectory remembered)
{
    public async Task HandleAsync(Session session, CancellationToken cancel)
    {
        await database.WriteAsync(scope => sessions.EndAsync(scope, session, cancel), cancel);
        remembered.Forget(session);
    }

    /// <summary>Ends another session of the same account.</summary>
    /// <param name="tokenHash">Which one; nothing is ended where it is none of the account's.</param>
    public async Task ElsewhereAsync(Session session, string? tokenHash, CancellationToken cancel)
    {
        if (session.AccountId is not { } account || tokenHash is null)
            return;
        await database.WriteAsync(scope => sessions.EndOneAsync(scope, account, tokenHash, cancel), cancel);
        remembered.Forget(session);
    }

    /// <summary>Ends every session of the same owner, on whatever device.</summary>
    public async Task EverywhereAsync(Session session, CancellationToken cancel)
    {
        // A guest has no other: each entry makes another guest.
        if (session.AccountId is not { } account)
        {
            await HandleAsync(session, cancel);
            return;
        }

        await database.WriteAsync(scope => sessions.EndAllAsync(scope, account, cancel), cancel);
        remembered.Forget(session);
    }
}
