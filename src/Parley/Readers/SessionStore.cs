using Parley.Events;
using Parley.Mail;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>The sessions that hold, of all sites: an account signs in to the installation.</summary>
internal sealed class SessionStore(Database database, TimeProvider clock)
{
    /// <summary>Where an event belongs that concerns no single site.</summary>
    private static readonly SiteId Installation = new(0);

    private static readonly TimeSpan SweptEvery = TimeSpan.FromHours(1);

    private long lastSweep;

    public Task<Session?> FindAsync(string tokenHash, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT s.account_id, s.site_id, s.reader_id, a.is_operator, s.created_at, s.expires_at,
                        s.signed_key, s.signed_issuer, s.signed_id, s.signed_hash, s.signed_ends_at, s.entitlements, s.second_factor_at,
                        EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = s.account_id)
                    FROM session s LEFT JOIN account a ON a.id = s.account_id
                    WHERE s.token_hash = @hash AND s.expires_at > @now
                    """,
                    [("@hash", tokenHash), ("@now", clock.GetUtcNow())],
                    row => new Session(
                        tokenHash,
                        row.GuidOrNull(0),
                        row.IsNull(1) ? null : new SiteId(row.Int(1)),
                        row.GuidOrNull(2),
                        !row.IsNull(3) && row.Bool(3),
                        row.Time(4),
                        row.Time(5)
                    )
                    {
                        Signed = row.TextOrNull(6) is { } key
                            ? new(
                                key,
                                row.Text(7),
                                row.TextOrNull(8),
                                row.Text(9),
                                row.Time(10),
                                row.Text(11).Split(' ', StringSplitOptions.RemoveEmptyEntries)
                            )
                            : null,
                        SecondFactorAt = row.TimeOrNull(12),
                        HasSecondFactor = row.Bool(13),
                    },
                    cancel
                ),
            cancel
        );

    /// <summary>Whether a session still holds.</summary>
    public static async Task<bool> IsHeldAsync(DbScope scope, string tokenHash, DateTimeOffset now, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT 1 FROM session WHERE token_hash = @hash AND expires_at > @now",
            [("@hash", tokenHash), ("@now", now)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>Begins a session of an account. Its token is new, whatever the browser sent: nobody is signed in by a token planted before.</summary>
    /// <param name="before">The session of the same browser until now: it ends, so that no token lives on unseen.</param>
    /// <param name="device">What the browser calls itself.</param>
    /// <param name="secondFactorAt">When a second factor was passed; without, an account that has one gets half a session.</param>
    public async Task<NewSession> BeginAsync(
        DbScope scope,
        Account account,
        Session? before,
        CancellationToken cancel,
        Device? device = null,
        DateTimeOffset? secondFactorAt = null
    )
    {
        var begun = await BeginAsync(scope, account.Id, null, account.IsOperator, null, before, device, secondFactorAt, cancel);
        return begun with { Session = begun.Session with { LeavesAt = account.LeavesAt } };
    }

    /// <summary>Begins a session of somebody without an account.</summary>
    /// <param name="signed">The token of the site's own system; null for a guest.</param>
    public Task<NewSession> BeginAsync(
        DbScope scope,
        Reader reader,
        Session? before,
        CancellationToken cancel,
        SignedBy? signed = null
    ) => BeginAsync(scope, null, reader, false, signed, before, null, null, cancel);

    /// <summary>Ends one session, on every node, and the codes that would begin another in a frame.</summary>
    public async Task EndAsync(DbScope scope, Session session, CancellationToken cancel)
    {
        await scope.ExecuteAsync("DELETE FROM session WHERE token_hash = @hash", [("@hash", session.TokenHash)], cancel);
        if (session.AccountId is { } account)
            await OneTimeCodes.ForgetAsync(scope, CodePurpose.Frame, account, cancel);
        await SayEndedAsync(scope, session.OwnerId, cancel);
    }

    /// <summary>
    /// Ends every session of an account, on every node, and every link and code of it: whoever had the account until now has no way
    /// back into it, nor has a letter that is still to be sent.
    /// </summary>
    public async Task EndAllAsync(DbScope scope, Guid account, CancellationToken cancel)
    {
        await scope.ExecuteAsync("DELETE FROM session WHERE account_id = @account", [("@account", account)], cancel);
        await OneTimeCodes.ForgetWaysBackAsync(scope, account, cancel);
        await Outbox.WithdrawAsync(scope, account, cancel);
        await SayEndedAsync(scope, account, cancel);
    }

    /// <summary>Ends one session of an account, on every node.</summary>
    public async Task EndOneAsync(DbScope scope, Guid account, string tokenHash, CancellationToken cancel)
    {
        var ended = await scope.ExecuteAsync(
            "DELETE FROM session WHERE account_id = @account AND token_hash = @hash",
            [("@account", account), ("@hash", tokenHash)],
            cancel
        );
        if (ended == 0)
            return;
        await OneTimeCodes.ForgetAsync(scope, CodePurpose.Frame, account, cancel);
        await SayEndedAsync(scope, account, cancel);
    }

    /// <summary>The sessions of an account that hold, the latest first; the last fifty of them.</summary>
    public Task<List<Session>> ListAsync(Guid account, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT token_hash, created_at, expires_at, device FROM session
                    WHERE account_id = @account AND expires_at > @now ORDER BY created_at DESC LIMIT 50
                    """,
                    [("@account", account), ("@now", clock.GetUtcNow())],
                    row => new Session(row.Text(0), account, null, null, false, row.Time(1), row.Time(2))
                    {
                        Device = Device.Kept(row.TextOrNull(3)),
                    },
                    cancel
                ),
            cancel
        );

    /// <summary>Ends every session of a reader without an account, on every node.</summary>
    public async Task EndAllAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel)
    {
        await scope.ExecuteAsync(
            "DELETE FROM session WHERE site_id = @site AND reader_id = @reader",
            [("@site", site), ("@reader", reader)],
            cancel
        );
        await SayEndedAsync(scope, reader, cancel);
    }

    /// <summary>Ends every session that began with a token that this key signed. Whoever retires the key says so to every node.</summary>
    public static Task EndSignedAsync(DbScope scope, SiteId site, string key, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM session WHERE site_id = @site AND signed_key = @key",
            [("@site", site), ("@key", key)],
            cancel
        );

    /// <summary>
    /// Lets the sessions of an account that passed no second factor end as soon as any half one: by its first one they have become such.
    /// Whoever adds it says so to every node, with the session that begins.
    /// </summary>
    public Task ShortenHalfOnesAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            UPDATE session SET expires_at = @end
            WHERE account_id = @account AND second_factor_at IS NULL AND expires_at > @end
            """,
            [("@end", clock.GetUtcNow() + Session.HalfLife), ("@account", account)],
            cancel
        );

    /// <summary>Moves a session's end, where it still holds.</summary>
    public Task RenewAsync(Session renewed, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE session SET expires_at = @end WHERE token_hash = @hash",
                    [("@end", renewed.ExpiresAt), ("@hash", renewed.TokenHash)],
                    cancel
                ),
            cancel
        );

    private async Task<NewSession> BeginAsync(
        DbScope scope,
        Guid? account,
        Reader? reader,
        bool isOperator,
        SignedBy? signed,
        Session? before,
        Device? device,
        DateTimeOffset? secondFactorAt,
        CancellationToken cancel
    )
    {
        var now = clock.GetUtcNow();
        var hasSecondFactor = account is { } id && await HasSecondFactorAsync(scope, id, cancel);
        var isHalf = hasSecondFactor && secondFactorAt is null;
        await SweepAsync(scope, now, cancel);
        if (before is not null)
            await EndAsync(scope, before, cancel);
        var token = SessionToken.New();
        var session = new Session(
            SessionToken.Hash(token),
            account,
            reader?.Site,
            reader?.Id,
            isOperator,
            now,
            now
                + (
                    isHalf ? Session.HalfLife
                    : signed is null ? Session.Idle
                    : Session.LongestByToken
                )
        )
        {
            HasSecondFactor = hasSecondFactor,
            SecondFactorAt = secondFactorAt,
            Signed = signed,
            Device = device,
        };
        await scope.ExecuteAsync(
            """
            INSERT INTO session (token_hash, account_id, site_id, reader_id, signed_key, signed_issuer, signed_id, signed_hash,
                signed_ends_at, entitlements, device, second_factor_at, created_at, expires_at)
            VALUES (@token, @account, @site, @reader, @key, @issuer, @signed, @hash,
                @signed_ends, @entitlements, @device, @factor, @created, @expires)
            """,
            [
                ("@token", session.TokenHash),
                ("@account", account),
                ("@site", reader?.Site),
                ("@reader", reader?.Id),
                ("@key", signed?.Key),
                ("@issuer", signed?.Issuer),
                ("@signed", signed?.TokenId),
                ("@hash", signed?.Hash),
                ("@signed_ends", signed?.EndsAt),
                ("@entitlements", signed is null ? null : string.Join(' ', signed.Entitlements)),
                ("@device", device?.ToString()),
                ("@factor", secondFactorAt),
                ("@created", session.CreatedAt),
                ("@expires", session.ExpiresAt),
            ],
            cancel
        );
        return new(token, session);
    }

    // As with the session itself: whoever changes an account's second factors begins a new session, of which every node hears.
    private static async Task<bool> HasSecondFactorAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT 1 FROM second_factor WHERE account_id = @account LIMIT 1",
            [("@account", account)],
            row => row.Int(0),
            cancel
        ) == 1;

    // What ran out is refused wherever it is read; this only keeps the table from growing.
    private async Task SweepAsync(DbScope scope, DateTimeOffset now, CancellationToken cancel)
    {
        var last = Interlocked.Read(ref lastSweep);
        if (now.UtcTicks - last < SweptEvery.Ticks || Interlocked.CompareExchange(ref lastSweep, now.UtcTicks, last) != last)
            return;
        await scope.ExecuteAsync("DELETE FROM session WHERE expires_at <= @now", [("@now", now)], cancel);
        await scope.ExecuteAsync("DELETE FROM one_time_code WHERE expires_at <= @now", [("@now", now)], cancel);
        await scope.ExecuteAsync("DELETE FROM ended_token WHERE ends_at <= @now", [("@now", now)], cancel);
    }

    private Task SayEndedAsync(DbScope scope, Guid owner, CancellationToken cancel) =>
        EventLog.AppendAsync(scope, Installation, EventKind.SessionEnded, clock.GetUtcNow(), cancel, subjectId: owner);
}
