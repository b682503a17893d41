using Parley.Storage;

namespace Parley.Readers;

/// <summary>Ends sessions: here and at once, on the other nodes within a second.</summary>
internal sealed class SignOut(Database database, SessionStore sessions, SessionDirectory remembered)
{
    public async Task HandleAsync(Session session, CancellationToken cancel)
    {
        await database.WriteAsync(
            async scope =>
            {
                // The token that began it must not begin another.
                if (session.Signed is not null)
                    await EndedTokens.EndAsync(scope, session, everywhere: false, cancel);
                await sessions.EndAsync(scope, session, cancel);
            },
            cancel
        );
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
        await database.WriteAsync(
            async scope =>
            {
                if (session.AccountId is { } account)
                {
                    await sessions.EndAllAsync(scope, account, cancel);
                    return;
                }

                await EndedTokens.EndAsync(scope, session, everywhere: true, cancel);
                await sessions.EndAllAsync(scope, session.Site!.Value, session.ReaderId!.Value, cancel);
            },
            cancel
        );
        remembered.Forget(session);
    }
}
