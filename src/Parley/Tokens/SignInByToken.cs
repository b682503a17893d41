using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Tokens;

/// <summary>Signs a reader in by what the site's own system signed: no account, no password, no e-mail address is matched.</summary>
internal sealed class SignInByToken(
    Database database,
    TokenKeyDirectory keys,
    TokenIdentities identities,
    SessionStore sessions,
    SessionDirectory remembered,
    ReaderDirectory readers,
    SignOut signOut,
    IShutOut shutOut,
    TimeProvider clock
)
{
    /// <summary>Who is signed in now.</summary>
    /// <param name="Reader">Null where the token says that nobody is.</param>
    /// <param name="Session">Null where the session that was there goes on.</param>
    internal sealed record Entered(Reader? Reader, NewSession? Session);

    /// <param name="before">The session of the same browser until now.</param>
    public async Task<Result<Entered>> HandleAsync(Site site, string? token, Session? before, CancellationToken cancel)
    {
        // A page whose reader has signed out there says so without a signature: it can only end what a token began.
        if (token is "")
            return await EndAsync(before, cancel);
        var reading = TokenReader.Read(token, site.Name, await keys.FindAsync(site.Id, cancel), clock.GetUtcNow());
        if (reading.Problem is { } problem)
            return problem;
        if (reading.Claims is not { } claims)
            return await EndAsync(before, cancel);

        var hash = SessionToken.Hash(token!);
        // The same page once more. Nothing is gained by it, and nothing lost.
        if (before?.Signed?.Hash == hash && before.Site == site.Id)
        {
            var (known, ban) = await readers.AskAsync(site.Id, before, cancel);
            return ban is null ? new Entered(known, null) : ban;
        }

        return await BeginAsync(site, claims, hash, reading.Key!, before, cancel);
    }

    private async Task<Result<Entered>> BeginAsync(
        Site site,
        TokenClaims claims,
        string hash,
        TokenKey key,
        Session? before,
        CancellationToken cancel
    )
    {
        var signed = new SignedBy(key.Name, claims.Issuer, claims.Id, hash, claims.EndsAt, claims.Entitlements);
        var entered = await database.WriteRacedAsync<Result<Entered>>(
            async scope =>
            {
                if (!await EndedTokens.IsOpenAsync(scope, site.Id, signed, claims.IsForOnce, cancel))
                    return Problems.TokenSpent;
                var reader = await identities.EnterAsync(scope, site, claims, cancel);
                if (await shutOut.FindAsync(site.Id, reader.Id, cancel) is { } ban)
                    return ban;
                return new Entered(reader, await sessions.BeginAsync(scope, reader, before, cancel, signed));
            },
            cancel
        );
        remembered.Forget(before);
        return entered;
    }

    private async Task<Result<Entered>> EndAsync(Session? before, CancellationToken cancel)
    {
        if (before?.Signed is not null)
            await signOut.HandleAsync(before, cancel);
        return new Entered(null, null);
    }
}
