using Parley.Storage;

namespace Parley.SecondFactors;

/// <summary>The second factors of accounts. They belong to no site.</summary>
internal sealed class SecondFactorStore(Database database)
{
    /// <summary>More devices than a person carries.</summary>
    public const int Most = 20;

    public Task<List<SecondFactor>> ListAsync(Guid account, CancellationToken cancel) =>
        database.ReadAsync(scope => ListAsync(scope, account, cancel), cancel);

    public static Task<List<SecondFactor>> ListAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        scope.ListAsync(
            "SELECT id, kind, name, created_at FROM second_factor WHERE account_id = @account ORDER BY created_at, id",
            [("@account", account)],
            row => new SecondFactor(row.Guid(0), (SecondFactorKind)row.Int(1), row.Text(2), row.Time(3)),
            cancel
        );

    public Task<int> CountCodesAsync(Guid account, CancellationToken cancel) =>
        database.ReadAsync(scope => RecoveryCodes.CountAsync(scope, account, cancel), cancel);

    /// <summary>The hidden key of an account's app; null where it has none.</summary>
    public Task<string?> FindAppAsync(Guid account, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT content FROM second_factor WHERE account_id = @account AND kind = 0",
                    [("@account", account)],
                    row => row.Text(0),
                    cancel
                ),
            cancel
        );

    /// <summary>Lets an app in with the code of a half minute, which no code of that time or before it does again.</summary>
    public static async Task<bool> UseStepAsync(DbScope scope, Guid account, long step, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            "UPDATE second_factor SET last_step = @step WHERE account_id = @account AND kind = 0 AND last_step < @step",
            [("@account", account), ("@step", step)],
            cancel
        ) > 0;

    /// <summary>The passkeys of an account, as they are kept.</summary>
    public Task<List<string>> ListPasskeysAsync(Guid account, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT content FROM second_factor WHERE account_id = @account AND kind = 1 ORDER BY created_at",
                    [("@account", account)],
                    row => row.Text(0),
                    cancel
                ),
            cancel
        );

    /// <summary>Whose passkey has an id.</summary>
    public Task<Guid?> FindOwnerAsync(string credential, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT account_id FROM second_factor WHERE credential_id = @credential",
                    [("@credential", credential)],
                    row => row.GuidOrNull(0),
                    cancel
                ),
            cancel
        );

    public static Task AddAsync(
        DbScope scope,
        Guid account,
        SecondFactor factor,
        string content,
        string? credential,
        long lastStep,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO second_factor (account_id, id, kind, name, content, credential_id, last_step, created_at)
            VALUES (@account, @id, @kind, @name, @content, @credential, @step, @now)
            """,
            [
                ("@account", account),
                ("@id", factor.Id),
                ("@kind", factor.Kind),
                ("@name", factor.Name),
                ("@content", content),
                ("@credential", credential),
                ("@step", lastStep),
                ("@now", factor.CreatedAt),
            ],
            cancel
        );

    /// <summary>Whether somebody has this passkey already.</summary>
    public static async Task<bool> IsTakenAsync(DbScope scope, string credential, CancellationToken cancel) =>
        await scope.FirstAsync(
            "SELECT 1 FROM second_factor WHERE credential_id = @credential",
            [("@credential", credential)],
            row => row.Int(0),
            cancel
        ) == 1;

    /// <summary>Keeps what changed of a passkey when it was used.</summary>
    public Task SaveAsync(Guid account, string credential, string content, CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "UPDATE second_factor SET content = @content WHERE account_id = @account AND credential_id = @credential",
                    [("@content", content), ("@account", account), ("@credential", credential)],
                    cancel
                ),
            cancel
        );

    public static async Task<bool> RemoveAsync(DbScope scope, Guid account, Guid id, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            "DELETE FROM second_factor WHERE account_id = @account AND id = @id",
            [("@account", account), ("@id", id)],
            cancel
        ) > 0;

    public static Task RemoveAppAsync(DbScope scope, Guid account, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM second_factor WHERE account_id = @account AND kind = 0",
            [("@account", account)],
            cancel
        );

    /// <summary>Takes all of them off an account, with the codes on paper.</summary>
    public static async Task RemoveAllAsync(DbScope scope, Guid account, CancellationToken cancel)
    {
        await scope.ExecuteAsync("DELETE FROM second_factor WHERE account_id = @account", [("@account", account)], cancel);
        await RecoveryCodes.ForgetAsync(scope, account, cancel);
    }
}
