using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Staff;

/// <summary>
/// Takes somebody's role on a site away: what it opened is shut at the next request, on every node, and the invitations that they
/// made open nothing. The last administrator keeps theirs: a site that nobody looks after is found by nobody.
/// </summary>
internal sealed class TakeRole(Database database, ReaderStore readers)
{
    public Task<Problem?> HandleAsync(Site site, Guid id, CancellationToken cancel) =>
        database.WriteAsync(scope => TakeAsync(scope, site, id, cancel), cancel);

    private async Task<Problem?> TakeAsync(DbScope scope, Site site, Guid id, CancellationToken cancel)
    {
        await StaffStore.LockAdministratorsAsync(scope, site.Id, cancel);
        await ReaderStore.LockAsync(scope, site.Id, id, cancel);
        if (await ReaderStore.FindAsync(scope, site.Id, id, cancel) is not { } reader)
            return Problems.ReaderNotFound;
        // The same wish again, after a lost answer.
        if (await StaffStore.FindAsync(scope, site.Id, id, cancel) is not { } member)
            return null;
        if (!member.IsGivenHere)
            return Problems.RoleNotGivenHere;
        if (member.Role == ReaderRole.Administrator && !await StaffStore.HasOtherAdministratorAsync(scope, site.Id, id, cancel))
            return Problems.LastAdministrator;
        await readers.ChangeRoleAsync(scope, reader, ReaderRole.Reader, cancel);
        await InvitationStore.WithdrawByAsync(scope, site.Id, id, cancel);
        return null;
    }
}
