using Microsoft.EntityFrameworkCore;
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
    public Task<Account?> FindAsync(EmailAddress email, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, email, cancel), cancel);

    public Task<Account?> FindAsync(Guid id, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, id, cancel), cancel);

    public static async Task<Account?> FindAsync(DbScope scope, EmailAddress email, CancellationToken cancel) =>
        Seen(await scope.Db.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(a => a.Email == email.Text, cancel));

    public static async Task<Account?> FindAsync(DbScope scope, Guid id, CancellationToken cancel) =>
        Seen(await scope.Db.Set<AccountRow>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == id, cancel));

    /// <summary>The operator who was first; null in an installation that nobody has opened yet.</summary>
    /// <remarks>By hand, since every start asks: it would be the only thing there to build EF's model for.</remarks>
    public static Task<Account?> FindOperatorAsync(DbScope scope, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT id, email, password_hash FROM account WHERE is_operator ORDER BY created_at, email LIMIT 1",
            [],
            row => new Account(row.Guid(0), EmailAddress.Kept(row.Text(1)), row.TextOrNull(2), IsOperator: true),
            cancel
        );

    public static async Task AddAsync(DbScope scope, Account account, DateTimeOffset now, CancellationToken cancel)
    {
        scope.Db.Add(
            new AccountRow
            {
                Id = account.Id,
                Email = account.Email.Text,
                PasswordHash = account.PasswordHash,
                IsOperator = account.IsOperator,
                ConfirmedAt = account.ConfirmedAt,
                CreatedAt = now,
            }
        );
        await scope.Db.SaveChangesAsync(cancel);
    }

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
        scope
            .Db.Set<AccountRow>()
            .Where(a => a.Id == account)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.Email, email.Text).SetProperty(a => a.ConfirmedAt, now), cancel);

    /// <summary>Another password, or none.</summary>
    public static Task SetPasswordAsync(DbScope scope, Guid account, string? hash, CancellationToken cancel) =>
        scope
            .Db.Set<AccountRow>()
            .Where(a => a.Id == account)
            .ExecuteUpdateAsync(set => set.SetProperty(a => a.PasswordHash, hash), cancel);

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

    private static Account? Seen(AccountRow? row) =>
        row is null
            ? null
            : new(row.Id, EmailAddress.Kept(row.Email), row.PasswordHash, row.IsOperator)
            {
                ConfirmedAt = row.ConfirmedAt,
                LeavesAt = row.LeavesAt,
            };
}
