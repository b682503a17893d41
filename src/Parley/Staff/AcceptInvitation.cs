using Parley.Mail;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Staff;

/// <summary>
/// Accepts an invitation: looking changes nothing, the button does, once. Whoever has an account signs in before; else the button
/// makes one with the address that was invited. Where letters reach people, the role goes to that address and no other: the link
/// came by it, and so confirms it.
/// </summary>
internal sealed class AcceptInvitation(
    Database database,
    SessionStore sessions,
    SessionDirectory remembered,
    ReaderStore readers,
    SiteDirectory sites,
    EnterSite enterSite,
    Passwords passwords,
    MailRoute route,
    Ids ids,
    TimeProvider clock
)
{
    /// <summary>What the link offers; null for one that was used, withdrawn, has run out, belongs to another site or never was.</summary>
    public Task<Invitation?> FindAsync(Site site, string? code, CancellationToken cancel) =>
        SessionToken.IsWellFormed(code)
            ? database.ReadAsync(scope => FindAsync(scope, site, code!, cancel), cancel)
            : Task.FromResult<Invitation?>(null);

    /// <summary>Whether an account may accept it.</summary>
    public bool IsFor(Invitation invitation, Account account) => !route.ReachesPeople || account.Email == invitation.Email;

    /// <summary>Gives the role to an account that is signed in.</summary>
    /// <returns>The reader, who is staff now.</returns>
    public async Task<Result<Reader>> HandleAsync(Site site, string? code, Guid accountId, CancellationToken cancel)
    {
        if (!SessionToken.IsWellFormed(code))
            return Problems.LinkUsed;
        var all = await sites.ListAsync();
        return await database.WriteRacedAsync<Result<Reader>>(
            async scope =>
            {
                if (
                    await FindAsync(scope, site, code!, cancel) is not { } invitation
                    || await AccountStore.FindAsync(scope, accountId, cancel) is not { } account
                )
                    return Problems.LinkUsed;
                if (!IsFor(invitation, account))
                    return Problems.InvitationForAnother;
                if (!await UseAsync(scope, invitation, code!, cancel))
                    return Problems.LinkUsed;
                if (route.ReachesPeople && account.ConfirmedAt is null)
                    await AccountStore.ConfirmAsync(scope, account.Id, account.Email, clock.GetUtcNow(), cancel);
                var known = await ReaderStore.FindByAccountAsync(scope, site.Id, account.Id, cancel);
                var reader = await enterSite.EnterAsync(scope, site, all, account.Id, invitation.Role, cancel);
                // An administrator who is invited to moderate stays what they are, and so does who moderates the whole site.
                return known is null || reader.Role < invitation.Role || IsWider(invitation, reader)
                    ? await GiveAsync(scope, known ?? reader, invitation, cancel)
                    : reader;
            },
            cancel
        );
    }

    /// <summary>Makes an account with the invited address, and signs in with it.</summary>
    /// <param name="before">A session that the browser has already: it ends.</param>
    public async Task<Result<NewSession>> HandleAsync(
        Site site,
        string? code,
        string? typedName,
        string? password,
        Session? before,
        Device? device,
        CancellationToken cancel
    )
    {
        if (await FindAsync(site, code, cancel) is not { } offered)
            return Problems.LinkUsed;
        // Staff may be called what nobody else may.
        var name = DisplayName.Choose(typedName, new([], []));
        var refused = Passwords.Refuse(password, offered.Email, name.Value?.Text ?? "");
        if (Problem.Of(name.Problem, refused) is { } problem)
            return problem;
        var hash = await passwords.HashAsync(password!, cancel);
        if (!hash.IsSuccess)
            return hash.Problem;
        var all = await sites.ListAsync();
        var begun = await database.WriteRacedAsync<Result<NewSession>>(
            async scope =>
            {
                if (await FindAsync(scope, site, code!, cancel) is not { } invitation)
                    return Problems.LinkUsed;
                if (await AccountStore.FindAsync(scope, invitation.Email, cancel) is not null)
                    return Problems.EmailTaken;
                if (await ReaderStore.IsTakenAsync(scope, site.Id, name.Value!, cancel))
                    return Problems.NameTaken;
                if (!await UseAsync(scope, invitation, code!, cancel))
                    return Problems.LinkUsed;
                var now = clock.GetUtcNow();
                var account = new Account(ids.New(), invitation.Email, hash.Value, IsOperator: false)
                {
                    ConfirmedAt = route.ReachesPeople ? now : null,
                };
                await AccountStore.AddAsync(scope, account, now, cancel);
                var reader = await enterSite.EnterAsync(scope, site, all, account.Id, invitation.Role, cancel, name.Value);
                await GiveAsync(scope, reader, invitation, cancel);
                return await sessions.BeginAsync(scope, account, before, cancel, device);
            },
            cancel
        );
        remembered.Forget(before);
        return begun;
    }

    // Whoever comes as staff was nothing here before: that is what the record says.
    private Task<Reader> GiveAsync(DbScope scope, Reader reader, Invitation invitation, CancellationToken cancel) =>
        readers.ChangeRoleAsync(
            scope,
            reader.Role == invitation.Role && reader.LimitedTo.Count == 0 ? reader with { Role = ReaderRole.Reader } : reader,
            invitation.Role,
            cancel,
            invitation.InviterId,
            invitation.Sections.Count == 0
                ? []
                : [.. reader.Sections.Union(invitation.Sections, StringComparer.OrdinalIgnoreCase)]
        );

    // For whoever is limited to some sections: to others besides, or to the whole site.
    private static bool IsWider(Invitation invitation, Reader reader) =>
        reader.Sections.Count > 0
        && invitation.Role == reader.Role
        && (
            invitation.Sections.Count == 0
            || invitation.Sections.Except(reader.Sections, StringComparer.OrdinalIgnoreCase).Any()
        );

    // The code and the invitation, both: a second link to it, from a letter that went twice, opens nothing.
    private async Task<bool> UseAsync(DbScope scope, Invitation invitation, string code, CancellationToken cancel) =>
        await OneTimeCodes.UseAsync(scope, CodePurpose.Invitation, code, clock.GetUtcNow(), cancel) is not null
        && await InvitationStore.TakeAsync(scope, invitation.Site, invitation.Id, cancel);

    private async Task<Invitation?> FindAsync(DbScope scope, Site site, string code, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var found = await OneTimeCodes.FindAsync(scope, CodePurpose.Invitation, code, now, cancel);
        return Guid.TryParse(found?.Content, out var id)
            ? await InvitationStore.FindAsync(scope, site.Id, id, now, cancel)
            : null;
    }
}
