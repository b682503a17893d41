using Parley.Sites;
using Parley.Storage;

namespace Parley.Readers;

/// <summary>
/// Makes the links that commands print: one that signs an operator in, one by which a person chooses a password. Each works once
/// and for a day, and withdraws the one before it.
/// </summary>
internal sealed class MakeLinks(
    Database database,
    SessionStore sessions,
    SessionDirectory remembered,
    SiteDirectory sites,
    ReaderStore readers,
    EnterSite enterSite,
    Ids ids,
    TimeProvider clock
)
{
    /// <summary>How long a link waits to be opened.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    // Not an address that mail could reach; it is the operator's only name until another account is made one.
    private const string FirstOperator = "admin@localhost";

    /// <param name="Role">What they are from now on; null for a moderator, or for what they are where they work there already.</param>
    /// <param name="Name">What readers see beside their words; where it is null, the name of the role.</param>
    internal sealed record NewModerator(string? Email, ReaderRole? Role, string? Name);

    /// <param name="LinkPath">Where a person without a password chooses one; null for somebody who has one.</param>
    internal sealed record Added(Reader Reader, string? LinkPath);

    /// <summary>Whether anybody operates this installation yet: if not, its first start prints a link.</summary>
    public Task<bool> HasOperatorAsync(CancellationToken cancel) =>
        database.ReadAsync(async scope => await AccountStore.FindOperatorAsync(scope, cancel) is not null, cancel);

    /// <summary>A link that signs the operator in, who is made where there is none. The path below our prefix.</summary>
    public Task<string> ForOperatorAsync(CancellationToken cancel) =>
        database.WriteRacedAsync(
            async scope =>
            {
                var known = await AccountStore.FindOperatorAsync(scope, cancel);
                var account = known ?? new Account(ids.New(), EmailAddress.Kept(FirstOperator), null, IsOperator: true);
                if (known is null)
                    await AccountStore.AddAsync(scope, account, clock.GetUtcNow(), cancel);
                return "/sign-in-link?code=" + await MakeAsync(scope, CodePurpose.SignIn, account.Id, cancel);
            },
            cancel
        );

    /// <summary>
    /// A link by which a person chooses a new password. The old one and all sessions end now: whoever asks for this may have lost
    /// them to somebody.
    /// </summary>
    public async Task<Result<string>> ForNewPasswordAsync(string? email, CancellationToken cancel)
    {
        var address = EmailAddress.Parse(email);
        if (!address.IsSuccess)
            return address.Problem;
        var all = await sites.ListAsync();
        Guid? ended = null;
        var link = await database.WriteAsync<Result<string>>(
            async scope =>
            {
                if (await AccountStore.FindAsync(scope, address.Value, cancel) is not { } account)
                    return Problems.EmailUnknown;
                ended = account.Id;
                await AccountStore.SetPasswordAsync(scope, account.Id, null, cancel);
                await sessions.EndAllAsync(scope, account.Id, cancel);
                return await MakePasswordLinkAsync(
                    scope,
                    await FindHomeAsync(scope, all, account.Id, cancel),
                    account.Id,
                    cancel
                );
            },
            cancel
        );
        if (ended is { } owner)
            remembered.Forget(owner);
        return link;
    }

    /// <summary>
    /// Gives somebody a role on a site: a reader of it, or somebody new, who then gets a link. The last administrator stays one.
    /// </summary>
    public async Task<Result<Added>> ForModeratorAsync(Site site, NewModerator moderator, CancellationToken cancel)
    {
        var address = EmailAddress.Parse(moderator.Email);
        if (!address.IsSuccess)
            return address.Problem;
        // Staff may be called what nobody else may.
        var name = moderator.Name is null ? null : (Result<DisplayName>?)DisplayName.Choose(moderator.Name, new([], []));
        if (name is { IsSuccess: false, Problem: { } refused })
            return refused;
        var all = await sites.ListAsync();
        return await database.WriteRacedAsync(
            scope => AddAsync(scope, site, all, address.Value, moderator.Role, name?.Value, cancel),
            cancel
        );
    }

    private async Task<Result<Added>> AddAsync(
        DbScope scope,
        Site site,
        IReadOnlyList<Site> all,
        EmailAddress email,
        ReaderRole? wanted,
        DisplayName? name,
        CancellationToken cancel
    )
    {
        var known = await AccountStore.FindAsync(scope, email, cancel);
        var account = known ?? new Account(ids.New(), email, null, IsOperator: false);
        if (known is null)
            await AccountStore.AddAsync(scope, account, clock.GetUtcNow(), cancel);
        await ReaderStore.LockAdministratorsAsync(scope, site.Id, cancel);
        var reader = await enterSite.EnterAsync(scope, site, all, account.Id, wanted ?? ReaderRole.Moderator, cancel, name);
        var role = wanted ?? (reader.IsStaff ? reader.Role : ReaderRole.Moderator);
        if (reader.Role != role)
        {
            if (
                reader.Role == ReaderRole.Administrator
                && !await ReaderStore.HasOtherAdministratorAsync(scope, site.Id, reader.Id, cancel)
            )
                return Problems.LastAdministrator;
            reader = await readers.ChangeRoleAsync(scope, reader, role, cancel);
        }

        return new Added(
            reader,
            account.PasswordHash is null ? await MakePasswordLinkAsync(scope, site, account.Id, cancel) : null
        );
    }

    private async Task<string> MakePasswordLinkAsync(DbScope scope, Site site, Guid account, CancellationToken cancel) =>
        $"/{site.Name}/reset?code={await MakeAsync(scope, CodePurpose.Password, account, cancel)}";

    private async Task<string> MakeAsync(DbScope scope, string purpose, Guid account, CancellationToken cancel)
    {
        var code = Ids.Secret();
        await OneTimeCodes.ForgetAsync(scope, purpose, account, cancel);
        await OneTimeCodes.KeepAsync(scope, purpose, code, account, clock.GetUtcNow() + Lifetime, cancel);
        return code;
    }

    // The link opens on a site that the person knows.
    private static async Task<Site> FindHomeAsync(
        DbScope scope,
        IReadOnlyList<Site> sites,
        Guid account,
        CancellationToken cancel
    )
    {
        foreach (var site in sites)
        {
            if (await ReaderStore.FindByAccountAsync(scope, site.Id, account, cancel) is not null)
                return site;
        }

        return sites[0];
    }
}
