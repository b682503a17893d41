using Microsoft.AspNetCore.Identity;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Signs in with e-mail address and password. An unknown address and a wrong password get the same answer after the same work,
/// so that nobody learns who has an account.
/// </summary>
internal sealed class SignIn(
    Database database,
    AccountStore accounts,
    SessionStore sessions,
    SessionDirectory remembered,
    Passwords passwords,
    ReaderStore readers,
    IShutOut shutOut
)
{
    /// <param name="before">A session that the browser has already: it ends, so that no token lives on unseen.</param>
    /// <param name="site">Where somebody signs in, if it is on a site: whoever is shut out there does not.</param>
    public async Task<Result<NewSession>> HandleAsync(
        string? email,
        string? password,
        Session? before,
        CancellationToken cancel,
        Device? device = null,
        SiteId? site = null
    )
    {
        var address = EmailAddress.Parse(email);
        var account = address.IsSuccess ? await accounts.FindAsync(address.Value, cancel) : null;
        var verified = await passwords.VerifyAsync(account?.PasswordHash, password, cancel);
        if (!verified.IsSuccess)
            return verified.Problem;
        if (account is null || verified.Value == PasswordVerificationResult.Failed)
            return Problems.SignInFailed;
        // Only to whoever knows the password.
        if (
            site is { } here
            && await readers.FindByAccountAsync(here, account.Id, cancel) is { } reader
            && await shutOut.FindAsync(here, reader.Id, cancel) is { } ban
        )
            return ban;

        var stronger =
            verified.Value == PasswordVerificationResult.SuccessRehashNeeded
                ? await passwords.HashAsync(password!, cancel)
                : default;
        var begun = await database.WriteAsync(
            scope => BeginAsync(scope, account, stronger.Value, before, device, cancel),
            cancel
        );
        remembered.Forget(before);
        return begun;
    }

    private async Task<Result<NewSession>> BeginAsync(
        DbScope scope,
        Account verified,
        string? stronger,
        Session? before,
        Device? device,
        CancellationToken cancel
    )
    {
        // The password may have been changed, and all sessions ended, while this one was being checked.
        var account = await AccountStore.FindAsync(scope, verified.Id, cancel);
        if (account is null || account.PasswordHash != verified.PasswordHash)
            return Problems.SignInFailed;
        if (stronger is not null)
            await AccountStore.SetPasswordAsync(scope, account.Id, stronger, cancel);
        return await sessions.BeginAsync(scope, account, before, cancel, device);
    }
}
