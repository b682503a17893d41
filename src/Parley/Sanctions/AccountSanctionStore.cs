using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>What an operator decided about an account, for all sites.</summary>
/// <param name="Operator">The account of whoever decided.</param>
internal sealed record AccountSanction(
    Guid Id,
    Guid Account,
    SanctionKind Kind,
    string Words,
    Guid Operator,
    DateTimeOffset At,
    DateTimeOffset? Until
);

/// <summary>What operators decided about accounts. No site owns an account, so none owns these; what follows on a site stands there.</summary>
internal static class AccountSanctionStore
{
    /// <summary>What stands against an account, the strictest first.</summary>
    public static Task<List<AccountSanction>> ListStandingAsync(
        DbScope scope,
        Guid account,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT id, account_id, kind, words, operator_id, at, until FROM account_sanction
            WHERE account_id = @account AND lifted_at IS NULL AND read_at IS NULL AND (until IS NULL OR until > @now)
            ORDER BY kind DESC, at
            """,
            [("@account", account), ("@now", now)],
            row => new AccountSanction(
                row.Guid(0),
                row.Guid(1),
                (SanctionKind)row.Int(2),
                row.Text(3),
                row.Guid(4),
                row.Time(5),
                row.TimeOrNull(6)
            ),
            cancel
        );

    public static Task AddAsync(DbScope scope, AccountSanction given, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO account_sanction (id, account_id, kind, words, operator_id, at, until)
            VALUES (@id, @account, @kind, @words, @operator, @at, @until)
            """,
            [
                ("@id", given.Id),
                ("@account", given.Account),
                ("@kind", given.Kind),
                ("@words", given.Words),
                ("@operator", given.Operator),
                ("@at", given.At),
                ("@until", given.Until),
            ],
            cancel
        );

    /// <summary>From now on nobody who comes to a site meets with it.</summary>
    public static Task LiftAsync(DbScope scope, Guid id, Guid by, DateTimeOffset now, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "UPDATE account_sanction SET lifted_at = @now, lifted_by = @by WHERE id = @id AND lifted_at IS NULL",
            [("@now", now), ("@by", by), ("@id", id)],
            cancel
        );

    /// <summary>A warning that was read on one site was read.</summary>
    public static Task ReadAsync(DbScope scope, Guid id, DateTimeOffset now, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "UPDATE account_sanction SET read_at = @now WHERE id = @id AND read_at IS NULL",
            [("@now", now), ("@id", id)],
            cancel
        );

    /// <summary>Locks the account that it is about, so that nobody comes to a site while it is given, read or lifted.</summary>
    public static Task LockAsync(DbScope scope, Guid id, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "SELECT 1 FROM account WHERE id = (SELECT account_id FROM account_sanction WHERE id = @id)"
                + scope.Dialect.ForUpdate,
            [("@id", id)],
            cancel
        );
}
