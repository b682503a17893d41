using Parley.Events;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Tokens;

/// <summary>A key as its site sees it again: without its secret.</summary>
internal sealed record KeptTokenKey(
    string Name,
    TokenProfile Profile,
    string Issuer,
    string Algorithm,
    DateTimeOffset Since,
    DateTimeOffset? RetiredAt
);

/// <summary>The keys of each site.</summary>
internal sealed class TokenKeyStore(Database database, TimeProvider clock)
{
    /// <summary>Those in use.</summary>
    public Task<List<TokenKey>> FindAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, cancel), cancel);

    /// <summary>All that the site ever had, in the order in which they came.</summary>
    public Task<List<KeptTokenKey>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT name, profile, issuer, algorithm, since, retired_at FROM token_key
                    WHERE site_id = @site ORDER BY since, name
                    """,
                    [("@site", site)],
                    row => new KeptTokenKey(
                        row.Text(0),
                        (TokenProfile)row.Int(1),
                        row.Text(2),
                        row.Text(3),
                        row.Time(4),
                        row.TimeOrNull(5)
                    ),
                    cancel
                ),
            cancel
        );

    /// <summary>Takes a key into use. Every node hears of it.</summary>
    /// <returns>The problem where it may not stand beside those that the site has; null where it may.</returns>
    public Task<Problem?> AddAsync(SiteId site, TokenKey key, CancellationToken cancel) =>
        database.WriteAsync<Problem?>(
            async scope =>
            {
                var there = await FindAsync(scope, site, cancel);
                if (TokenKeys.Of([.. there, key]).Problem is { } problem)
                    return problem;
                var added = await scope.ExecuteAsync(
                    """
                    INSERT INTO token_key (site_id, name, profile, issuer, algorithm, material, since)
                    VALUES (@site, @name, @profile, @issuer, @algorithm, @material, @since) ON CONFLICT DO NOTHING
                    """,
                    [
                        ("@site", site),
                        ("@name", key.Name),
                        ("@profile", key.Profile),
                        ("@issuer", key.Issuer),
                        ("@algorithm", key.Algorithm.Name),
                        ("@material", key.Material),
                        ("@since", clock.GetUtcNow()),
                    ],
                    cancel
                );
                // One that was retired has the name still.
                if (added == 0)
                    return Problems.TokenKeyNameTaken;
                await SayChangedAsync(scope, site, cancel);
                return null;
            },
            cancel
        );

    /// <summary>
    /// Takes a key out of use, forgets its secret, and ends every session that began with it: whoever lost a key wants all three.
    /// </summary>
    /// <returns>False where no key in use has the name.</returns>
    public Task<bool> RetireAsync(SiteId site, string name, CancellationToken cancel) =>
        database.WriteAsync(
            async scope =>
            {
                var retired = await scope.ExecuteAsync(
                    """
                    UPDATE token_key SET retired_at = @now, material = @nothing
                    WHERE site_id = @site AND name = @name AND retired_at IS NULL
                    """,
                    [("@now", clock.GetUtcNow()), ("@nothing", Array.Empty<byte>()), ("@site", site), ("@name", name)],
                    cancel
                );
                if (retired == 0)
                    return false;
                await SessionStore.EndSignedAsync(scope, site, name, cancel);
                await SayChangedAsync(scope, site, cancel);
                return true;
            },
            cancel
        );

    private static Task<List<TokenKey>> FindAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        scope.ListAsync(
            """
            SELECT name, profile, issuer, algorithm, material FROM token_key
            WHERE site_id = @site AND retired_at IS NULL ORDER BY name
            """,
            [("@site", site)],
            row => new TokenKey(
                row.Text(0),
                (TokenProfile)row.Int(1),
                row.Text(2),
                TokenAlgorithm.Find(row.Text(3))
                    ?? throw new InvalidOperationException("A key has an algorithm that there is not."),
                row.Bytes(4)
            ),
            cancel
        );

    private Task SayChangedAsync(DbScope scope, SiteId site, CancellationToken cancel) =>
        EventLog.AppendAsync(scope, site, EventKind.TokenKeysChanged, clock.GetUtcNow(), cancel);
}
