using Microsoft.AspNetCore.Identity;
using Parley.Mail;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Another e-mail address or password for an account. Both ask for the password that holds: a browser left open gives nobody the
/// account.
/// </summary>
internal sealed class ChangeAccount(
    Database database,
    AccountStore accounts,
    SessionStore sessions,
    SessionDirectory remembered,
    Passwords passwords,
    MailRoute route,
    Outbox outbox
)
{
    /// <summary>
    /// Sends a letter to the new address; the old one holds until the button behind the link in it is pressed. The answer is the
    /// same whether the address is another account's or not.
    /// </summary>
    /// <param name="home">Our address, for the link in the letter.</param>
    public async Task<Problem?> AskForAddressAsync(
        Site site,
        Home home,
        Guid id,
        string? email,
        string? password,
        CancellationToken cancel
    )
    {
        if (!route.IsOpen)
            return Problems.NoLetters;
        var address = EmailAddress.Parse(email);
        if (!address.IsSuccess)
            return address.Problem;
        var verified = await VerifyAsync(id, password, cancel);
        if (!verified.IsSuccess)
            return verified.Problem;
        await AskToConfirmAsync(site, home, id, address.Value, cancel);
        return null;
    }

    /// <summary>Sends the letter that confirms the address which the account has.</summary>
    /// <param name="mayGo">Whether one more letter may go to that address; the problem where it may not.</param>
    public async Task<Problem?> AskToConfirmAsync(
        Site site,
        Home home,
        Guid id,
        Func<string, Problem?> mayGo,
        CancellationToken cancel
    )
    {
        if (!route.IsOpen)
            return Problems.NoLetters;
        if (await accounts.FindAsync(id, cancel) is not { } account)
            return Problems.NotAllowed;
        if (mayGo(account.Email.Text) is { } wait)
            return wait;
        await AskToConfirmAsync(site, home, id, account.Email, cancel);
        return null;
    }

    /// <summary>Another password. Every other session of the account ends, and this browser gets a new one.</summary>
    public async Task<Result<NewSession>> ChangePasswordAsync(
        Session session,
        string? password,
        string? wanted,
        CancellationToken cancel,
        Device? device = null
    )
    {
        if (session.AccountId is not { } id)
            return Problems.NotAllowed;
        var verified = await VerifyAsync(id, password, cancel);
        if (!verified.IsSuccess)
            return verified.Problem;
        var account = verified.Value;
        if (Passwords.Refuse(wanted, account.Email, name: "") is { } refused)
            return refused with { Field = "new-password" };
        var hash = await passwords.HashAsync(wanted!, cancel);
        if (!hash.IsSuccess)
            return hash.Problem;
        var begun = await database.WriteAsync<Result<NewSession>>(
            async scope =>
            {
                // Another browser may have changed it while this one was being checked.
                await AccountStore.LockAsync(scope, id, cancel);
                if ((await AccountStore.FindAsync(scope, id, cancel))?.PasswordHash != account.PasswordHash)
                    return Problems.PasswordWrong;
                await AccountStore.SetPasswordAsync(scope, id, hash.Value, cancel);
                await sessions.EndAllAsync(scope, id, cancel);
                return await sessions.BeginAsync(scope, account, before: null, cancel, device, session.SecondFactorAt);
            },
            cancel
        );
        remembered.Forget(id);
        return begun;
    }

    /// <summary>The account, if this is its password.</summary>
    public async Task<Result<Account>> VerifyAsync(Guid id, string? password, CancellationToken cancel)
    {
        var account = await accounts.FindAsync(id, cancel);
        var verified = await passwords.VerifyAsync(account?.PasswordHash, password, cancel);
        if (!verified.IsSuccess)
            return verified.Problem;
        return account is null || verified.Value == PasswordVerificationResult.Failed ? Problems.PasswordWrong : account;
    }

    /// <summary>The account, if this is its password, or if it has none: an operator who comes by a link alone.</summary>
    public async Task<Result<Account>> VerifyIfAnyAsync(Guid id, string? password, CancellationToken cancel) =>
        await accounts.FindAsync(id, cancel) is { PasswordHash: null } account
            ? account
            : await VerifyAsync(id, password, cancel);

    private Task AskToConfirmAsync(Site site, Home home, Guid id, EmailAddress email, CancellationToken cancel) =>
        outbox.AskAsync(
            site.Id,
            LetterKind.Confirm,
            email.Text,
            new LetterFacts(home.Absolute("")) { Account = id }.ToJson(),
            cancel,
            account: id
        );
}
