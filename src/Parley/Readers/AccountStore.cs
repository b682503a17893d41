using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>A person's sign-in to the installation, as the use cases see it.</summary>
/// <param name="PasswordHash">None until a password is chosen: then only a link opens it.</param>
internal sealed record Account(Guid Id, EmailAddress Email, string? PasswordHash, bool IsOperator)
{
    /// <summary>When its owner showed that letters reach them; null while nobody has.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
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

    private static Account? Seen(AccountRow? row) =>
        row is null
            ? null
            : new(row.Id, EmailAddress.Kept(row.Email), row.PasswordHash, row.IsOperator) { ConfirmedAt = row.ConfirmedAt };
}
