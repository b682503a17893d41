using Parley.Storage;

namespace Parley.Readers;

/// <summary>A person's sign-in to the installation, as the use cases see it.</summary>
/// <param name="PasswordHash">None until a password is chosen: then only a link opens it.</param>
internal sealed record Account(Guid Id, EmailAddress Email, string? PasswordHash, bool IsOperator)
{
    /// <summary>When its owner showed that letters reach them; null while nobody has.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>When it is deleted, because its owner asked for that.</summary>
    public DateTimeOffset? LeavesAt { get; init; }
}

/// <summary>The accounts of the installation. They belong to no site.</summary>
internal sealed class AccountStore(Database database)
{
    private const string Select = "SELECT id, email, password_hash, is_operator, confirmed_at, leaves_at FROM account ";

    public Task<Account?> FindAsync(EmailAddress email, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, email, cancel), cancel);

    public Task<Account?> FindAsync(Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, id, cancel), cancel);

    public static Task<Account?> FindAsync(DbScope scope, EmailAddress email, CancellationToken cancel) =>
        scope.FirstAsync(Select + "WHERE email = @email", [("@email", email.Text)], Read, cancel);

    public static Task<Account?> FindAsync(DbScope scope, Guid id, CancellationToken cancel) =>
        scope.FirstAsync(Select + "WHERE id = @id", [("@id", id)], Read, cancel);

    /// <summary>The operator who was first; null in an installation that nobody has opened yet.</summary>
    public static Task<Account?> FindOperatorAsync(DbScope scope, CancellationToken cancel) =>
        scope.FirstAsync(Select + "WHERE is_operator ORDER BY created_at, email LIMIT 1", [], Read, cancel);

    public static Task AddAsync(DbScope scope, Account account, DateTimeOffset now, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO account (id, email, password_hash, is_operator, confirmed_at, leaves_with_words, created_at)
            VALUES (@id, @email, @password, @operator, @confirmed, @no, @now)
            """,
            [
                ("@id", account.Id),
                ("@email", account.Email.Text),
                ("@password", account.PasswordHash),
                ("@operator", account.IsOperator),
                ("@confirmed", account.ConfirmedAt),
                ("@no", false),
                ("@now", now),
            ],
            cancel
        );

    /// <summary>Locks an account, so that of two changes at once the second sees the first.</summary>
    public static Task LockAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        scope.ExecuteAsync("SELECT 1 FROM account WHERE id = @id" + scope.Dialect.ForUpdate, [("@id", account)], cancel);

    /// <summary>The address is the account's, and its owner showed it.</summary>
    public static Task ConfirmAsync(
        DbScope scope,
        Guid account,
        EmailAddress email,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            "UPDATE account SET email = @email, confirmed_at = @now WHERE id = @id",
            [("@email", email.Text), ("@now", now), ("@id", account)],
            cancel
        );

    /// <summary>Another password, or none.</summary>
    public static Task SetPasswordAsync(DbScope scope, Guid account, string? hash, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "UPDATE account SET password_hash = @hash WHERE id = @id",
            [("@hash", hash), ("@id", account)],
            cancel
        );

    /// <summary>Whether somebody besides this account operates the installation, and stays.</summary>
    public static async Task<bool> HasOtherOperatorAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT 1 FROM account WHERE is_operator AND id <> @id AND leaves_at IS NULL LIMIT 1",
            [("@id", account)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>It is deleted then, unless its owner takes that back.</summary>
    public static Task SetLeavingAsync(
        DbScope scope,
        Guid account,
        DateTimeOffset at,
        bool withWords,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            "UPDATE account SET leaves_at = @at, leaves_with_words = @words WHERE id = @id",
            [("@at", at), ("@words", withWords), ("@id", account)],
            cancel
        );

    /// <summary>It stays.</summary>
    /// <returns>False where it is too late.</returns>
    public static async Task<bool> StayAsync(DbScope scope, Guid account, DateTimeOffset now, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            "UPDATE account SET leaves_at = NULL WHERE id = @id AND (leaves_at IS NULL OR leaves_at > @now)",
            [("@id", account), ("@now", now)],
            cancel
        ) > 0;

    /// <summary>Those whose waiting time is over, in the order of their ids, and whether their words go too.</summary>
    public static Task<List<(Guid Account, bool WithWords)>> ListLeavingAsync(
        DbScope scope,
        DateTimeOffset now,
        Guid after,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            """
            SELECT id, leaves_with_words FROM account
            WHERE leaves_at IS NOT NULL AND leaves_at <= @now AND id > @after ORDER BY id LIMIT @most
            """,
            [("@now", now), ("@after", after), ("@most", most)],
            row => (row.Guid(0), row.Bool(1)),
            cancel
        );

    /// <summary>Forgets an account, and the codes that let somebody into it.</summary>
    public static async Task DeleteAsync(DbScope scope, Guid account, CancellationToken cancel)
    {
        (string, object?)[] id = [("@id", account)];
        await scope.ExecuteAsync("DELETE FROM one_time_code WHERE account_id = @id", id, cancel);
        // Nobody comes to a site by it any more. What stands on sites stays, as all that was decided there does.
        await scope.ExecuteAsync("DELETE FROM account_sanction WHERE account_id = @id", id, cancel);
        await scope.ExecuteAsync("DELETE FROM account WHERE id = @id", id, cancel);
    }

    private static Account Read(Row row) =>
        new(row.Guid(0), EmailAddress.Kept(row.Text(1)), row.TextOrNull(2), row.Bool(3))
        {
            ConfirmedAt = row.TimeOrNull(4),
            LeavesAt = row.TimeOrNull(5),
        };
}
