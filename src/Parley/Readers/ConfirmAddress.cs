using Parley.Mail;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Confirms an address by the link in a letter: looking changes nothing, the button does, once. It makes the account that was asked
/// for, or gives an account the address that it named.
/// </summary>
internal sealed class ConfirmAddress(
    Database database,
    SessionStore sessions,
    SessionDirectory remembered,
    SiteDirectory sites,
    EnterSite enterSite,
    Passwords passwords,
    Outbox outbox,
    Ids ids,
    TimeProvider clock
)
{
    /// <param name="Begun">The sign-in of an account that was made; null where there was one already.</param>
    /// <param name="Back">Where to go on.</param>
    internal sealed record Confirmed(NewSession? Begun, string? Back);

    /// <summary>What the link would confirm; null for one that was used, has run out, or never was.</summary>
    public async Task<Confirmation?> FindAsync(string? code, CancellationToken cancel)
    {
        if (!SessionToken.IsWellFormed(code))
            return null;
        var found = await database.ReadAsync(
            scope => OneTimeCodes.FindAsync(scope, CodePurpose.Confirm, code!, clock.GetUtcNow(), cancel),
            cancel
        );
        return found?.Content is { } content ? Confirmation.FromJson(content) : null;
    }

    /// <param name="password">The one that is chosen, for an account that is to be made.</param>
    public async Task<Result<Confirmed>> HandleAsync(
        Site site,
        string? code,
        string? password,
        Session? before,
        CancellationToken cancel,
        Device? device = null
    )
    {
        if (await FindAsync(code, cancel) is not { } wanted)
            return Problems.LinkUsed;
        string? hash = null;
        if (wanted.Account is null)
        {
            if (Passwords.Refuse(password, EmailAddress.Kept(wanted.Email), wanted.Name!) is { } refused)
                return refused;
            var hashed = await passwords.HashAsync(password!, cancel);
            if (!hashed.IsSuccess)
                return hashed.Problem;
            hash = hashed.Value;
        }

        var all = await sites.ListAsync();
        var confirmed = await database.WriteRacedAsync<Result<Confirmed>>(
            async scope =>
            {
                var used = await OneTimeCodes.UseAsync(scope, CodePurpose.Confirm, code!, clock.GetUtcNow(), cancel);
                if (used?.Content is not { } content)
                    return Problems.LinkUsed;
                var confirmation = Confirmation.FromJson(content);
                return confirmation.Account is { } account
                    ? await ChangeAsync(scope, site, account, EmailAddress.Kept(confirmation.Email), cancel)
                    : await AddAsync(scope, site, all, confirmation, hash!, before, device, cancel);
            },
            cancel
        );
        remembered.Forget(before);
        outbox.Wake();
        return confirmed;
    }

    private async Task<Result<Confirmed>> AddAsync(
        DbScope scope,
        Site site,
        IReadOnlyList<Site> all,
        Confirmation confirmation,
        string passwordHash,
        Session? before,
        Device? device,
        CancellationToken cancel
    )
    {
        var email = EmailAddress.Kept(confirmation.Email);
        // Two links to one address, both pressed: the first made the account.
        if (await AccountStore.FindAsync(scope, email, cancel) is not null)
            return Problems.LinkUsed;
        var now = clock.GetUtcNow();
        var account = new Account(ids.New(), email, passwordHash, IsOperator: false) { ConfirmedAt = now };
        await AccountStore.AddAsync(scope, account, now, cancel);
        // The name was free when it was chosen. If it is not any more, the nearest one is taken, and can be changed.
        var name = DisplayName.Kept(confirmation.Name!);
        await enterSite.EnterAsync(scope, site, all, account.Id, ReaderRole.Reader, cancel, name);
        return new Confirmed(await sessions.BeginAsync(scope, account, before, cancel, device), confirmation.Back);
    }

    private async Task<Result<Confirmed>> ChangeAsync(
        DbScope scope,
        Site site,
        Guid id,
        EmailAddress email,
        CancellationToken cancel
    )
    {
        var owner = await AccountStore.FindAsync(scope, email, cancel);
        if (await AccountStore.FindAsync(scope, id, cancel) is not { } account || (owner is not null && owner.Id != id))
            return Problems.LinkUsed;
        await AccountStore.ConfirmAsync(scope, id, email, clock.GetUtcNow(), cancel);
        if (account.Email != email)
        {
            // A link to a new password that went to the old address opens nothing any more.
            await OneTimeCodes.ForgetAsync(scope, CodePurpose.Password, id, cancel);
            var facts = new LetterFacts("") { Account = id };
            await outbox.AskAsync(scope, site.Id, LetterKind.AddressChanged, account.Email.Text, facts.ToJson(), cancel);
        }

        return new Confirmed(null, null);
    }
}
