using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Opens the links that <see cref="MakeLinks"/> makes. Looking changes nothing, however often a mail scanner looks; only the
/// button on the page opens, and it opens once.
/// </summary>
internal sealed class OpenLink(
    Database database,
    SessionStore sessions,
    SessionDirectory remembered,
    Passwords passwords,
    TimeProvider clock
)
{
    /// <summary>Whether the link still opens anything.</summary>
    public Task<bool> IsOpenAsync(string purpose, string? code, CancellationToken cancel) =>
        SessionToken.IsWellFormed(code)
            ? database.ReadAsync(
                async scope => await OneTimeCodes.FindAsync(scope, purpose, code!, clock.GetUtcNow(), cancel) is not null,
                cancel
            )
            : Task.FromResult(false);

    /// <summary>Signs in by a link.</summary>
    public async Task<Result<NewSession>> SignInAsync(
        string? code,
        Session? before,
        CancellationToken cancel,
        Device? device = null
    )
    {
        if (!SessionToken.IsWellFormed(code))
            return Problems.LinkUsed;
        var begun = await database.WriteAsync<Result<NewSession>>(
            async scope =>
                await UseAsync(scope, CodePurpose.SignIn, code!, cancel) is { } account
                    ? await sessions.BeginAsync(scope, account, before, cancel, device)
                    : Problems.LinkUsed,
            cancel
        );
        remembered.Forget(before);
        return begun;
    }

    /// <summary>Chooses a password by a link, ends every session that was there, and signs in.</summary>
    public async Task<Result<NewSession>> ChoosePasswordAsync(
        string? code,
        string? password,
        Session? before,
        CancellationToken cancel,
        Device? device = null
    )
    {
        if (await FindAsync(CodePurpose.Password, code, cancel) is not { } owner)
            return Problems.LinkUsed;
        if (Passwords.Refuse(password, owner.Email, name: "") is { } refused)
            return refused;
        var hash = await passwords.HashAsync(password!, cancel);
        if (!hash.IsSuccess)
            return hash.Problem;
        var begun = await database.WriteAsync<Result<NewSession>>(
            async scope =>
            {
                if (await UseAsync(scope, CodePurpose.Password, code!, cancel) is not { } account)
                    return Problems.LinkUsed;
                await AccountStore.SetPasswordAsync(scope, account.Id, hash.Value, cancel);
                await sessions.EndAllAsync(scope, account.Id, cancel);
                return await sessions.BeginAsync(scope, account, before, cancel, device);
            },
            cancel
        );
        remembered.Forget(owner.Id);
        remembered.Forget(before);
        return begun;
    }

    private Task<Account?> FindAsync(string purpose, string? code, CancellationToken cancel) =>
        SessionToken.IsWellFormed(code)
            ? database.ReadAsync(
                async scope =>
                    await OneTimeCodes.FindAsync(scope, purpose, code!, clock.GetUtcNow(), cancel) is { Account: { } id }
                        ? await AccountStore.FindAsync(scope, id, cancel)
                        : null,
                cancel
            )
            : Task.FromResult<Account?>(null);

    private async Task<Account?> UseAsync(DbScope scope, string purpose, string code, CancellationToken cancel) =>
        await OneTimeCodes.UseAsync(scope, purpose, code, clock.GetUtcNow(), cancel) is { Account: { } id }
            ? await AccountStore.FindAsync(scope, id, cancel)
            : null;
}
