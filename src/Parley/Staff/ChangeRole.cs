using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Staff;

/// <summary>
/// Gives somebody who works on a site another role there, or takes theirs away: it counts from the next request on, on every node, and
/// the invitations of whoever may not invite any more open nothing. The last administrator stays one: a site that nobody looks after
/// is found by nobody. The sections to which a moderator is limited are changed the same way, and end with that role.
/// </summary>
internal sealed class ChangeRole(Database database, ReaderStore readers)
{
    /// <param name="role">What they are from now on; <see cref="ReaderRole.Reader"/> for nothing more.</param>
    /// <param name="sent">What a moderator is limited to; none for the whole site, null to leave it as it is.</param>
    /// <param name="by">The administrator who says so.</param>
    public async Task<Problem?> HandleAsync(
        Site site,
        Guid id,
        ReaderRole role,
        IReadOnlyList<string?>? sent,
        Reader by,
        CancellationToken cancel
    )
    {
        var sections = sent is null ? null : SectionNames.Read(sent);
        if (sent is not null && FindFault(role, sections) is { } fault)
            return fault;
        return await database.WriteAsync(scope => ChangeAsync(scope, site, id, role, sections, by.Id, cancel), cancel);
    }

    /// <summary>What is wrong with the sections of somebody with a role; null where nothing is.</summary>
    /// <param name="sections">Null where they could not be read.</param>
    public static Problem? FindFault(ReaderRole role, IReadOnlyList<string>? sections) =>
        sections is null ? Problems.SectionsInvalid
        : sections.Count > 0 && role != ReaderRole.Moderator ? Problems.SectionsForModerators
        : null;

    private async Task<Problem?> ChangeAsync(
        DbScope scope,
        Site site,
        Guid id,
        ReaderRole role,
        IReadOnlyList<string>? wanted,
        Guid by,
        CancellationToken cancel
    )
    {
        await ReaderStore.LockAdministratorsAsync(scope, site.Id, cancel);
        await ReaderStore.LockAsync(scope, site.Id, id, cancel);
        if (await ReaderStore.FindAsync(scope, site.Id, id, cancel) is not { } reader)
            return Problems.ReaderNotFound;
        // Whoever does not work here is invited. That they do not is the same wish again, after a lost answer.
        if (await StaffStore.FindAsync(scope, site.Id, id, cancel) is not { } member)
            return role.IsStaff() ? Problems.ReaderNotStaff : null;
        if (!member.IsGivenHere)
            return Problems.RoleNotGivenHere;
        var sections = wanted ?? (member.Role == role ? reader.Sections : []);
        if (member.Role == role && reader.Sections.SequenceEqual(sections, StringComparer.Ordinal))
            return null;
        if (
            member.Role == ReaderRole.Administrator
            && !await ReaderStore.HasOtherAdministratorAsync(scope, site.Id, id, cancel)
        )
            return Problems.LastAdministrator;
        await readers.ChangeRoleAsync(scope, reader, role, cancel, by, sections);
        if (role != ReaderRole.Administrator)
            await InvitationStore.WithdrawByAsync(scope, site.Id, id, cancel);
        return null;
    }
}
