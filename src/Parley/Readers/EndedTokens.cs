using Parley.Storage;

namespace Parley.Readers;

/// <summary>Tokens that sign nobody in any more, though they have not run out: they were for once, or their reader signed out.</summary>
internal static class EndedTokens
{
    // Longer than a token is taken after its end, for clocks that differ.
    private static readonly TimeSpan KeptAfterEnd = TimeSpan.FromMinutes(5);

    /// <summary>Whether the token may begin a session. One for once is ended by being asked.</summary>
    public static async Task<bool> IsOpenAsync(
        DbScope scope,
        SiteId site,
        SignedBy signed,
        bool isForOnce,
        CancellationToken cancel
    )
    {
        if (signed.TokenId is not { } id)
            return !isForOnce;
        (string, object?)[] parameters =
        [
            ("@site", site),
            ("@issuer", signed.Issuer),
            ("@id", id),
            ("@end", signed.EndsAt + KeptAfterEnd),
        ];
        if (isForOnce)
            // Of two that come with the same token at once, one is let in.
            return await scope.ExecuteAsync(
                    """
                    INSERT INTO ended_token (site_id, issuer, token_id, ends_at) VALUES (@site, @issuer, @id, @end)
                    ON CONFLICT DO NOTHING
                    """,
                    parameters,
                    cancel
                ) > 0;
        return !await IsEndedAsync(scope, site, signed.Issuer, id, cancel);
    }

    public static async Task<bool> IsEndedAsync(
        DbScope scope,
        SiteId site,
        string issuer,
        string id,
        CancellationToken cancel
    ) =>
        await scope.FirstAsync(
            "SELECT 1 FROM ended_token WHERE site_id = @site AND issuer = @issuer AND token_id = @id",
            [("@site", site), ("@issuer", issuer), ("@id", id)],
            row => row.Int(0),
            cancel
        ) > 0;

    /// <summary>Ends the tokens of all sessions of a reader, or of the one session.</summary>
    public static Task EndAsync(DbScope scope, Session session, bool everywhere, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO ended_token (site_id, issuer, token_id, ends_at)
            SELECT DISTINCT site_id, signed_issuer, signed_id, signed_ends_at + @kept FROM session
            WHERE site_id = @site AND reader_id = @reader AND signed_id IS NOT NULL AND (@everywhere OR token_hash = @hash)
            ON CONFLICT DO NOTHING
            """,
            [
                ("@kept", KeptAfterEnd.Ticks / TimeSpan.TicksPerMicrosecond),
                ("@site", session.Site),
                ("@reader", session.ReaderId),
                ("@everywhere", everywhere),
                ("@hash", session.TokenHash),
            ],
            cancel
        );
}
