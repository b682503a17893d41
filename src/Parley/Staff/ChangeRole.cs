using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Staff;

/// <summary>
/// Gives somebody who works on a site another role there, or takes theirs away: it counts from the next request on, on every node, and
/// the invitations of whoever may not invite any more open nothing. The last administrator stays one: a site that nobody looks after
/// is found by nobody.
/// </summary>
internal sealed class ChangeRole(Database database, ReaderStore readers)
{
    /// <param name="role">What they are from now on; <see cref="ReaderRole.Reader"/> for nothing more.</param>
    public Task<Problem?> HandleAsync(Site site, Guid id, ReaderRole role, CancellationToken cancel) =>
        database.WriteAsync(scope => ChangeAsync(scope, site, id, role, cancel), cancel);

    private async Task<Problem?> ChangeAsync(DbScope scope, Site site, Guid id, ReaderRole role, CancellationToken cancel)
    {
        await StaffStore.LockAdministratorsAsync(scope, site.Id, cancel);
        await ReaderStore.LockAsync(scope, site.Id, id, cancel);
        if (await ReaderStore.FindAsync(scope, site.Id, id, cancel) is not { } reader)
            return Problems.ReaderNotFound;
        // Whoever does not work here is invited. That they do not is the same wish again, after a lost answer.
        if (await StaffStore.FindAsync(scope, site.Id, id, cancel) is not { } member)
            return role.IsStaff() ? Problems.ReaderNotStaff : null;
        if (!member.IsGivenHere)
            return Problems.RoleNotGivenHere;
        if (member.Role == role)
            return null;
        if (member.Role == ReaderRole.Administrator && !await StaffStore.HasOtherAdministratorAsync(scope, site.Id, id, cancel))
            return Problems.LastAdministrator;
        await readers.ChangeRoleAsync(scope, reader, role, cancel);
        if (role != ReaderRole.Administrator)
            await InvitationStore.WithdrawByAsync(scope, site.Id, id, cancel);
        return null;
    }
}
