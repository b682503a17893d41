using Parley.Mail;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Staff;

/// <summary>
/// Invites somebody to work on a site. Whether their address is known here, no answer says: the same is written down either way,
/// and whoever opens the link signs in or makes an account.
/// </summary>
internal sealed class InviteStaff(Database database, MailRoute route, Outbox outbox, Ids ids, TimeProvider clock)
{
    /// <param name="Days">After how many the link opens nothing: one of <see cref="Invitation.Days"/>.</param>
    internal sealed record Request(string? Email, ReaderRole? Role, int? Days)
    {
        /// <summary>What a moderator is limited to, as it was sent; none for the whole site.</summary>
        public IReadOnlyList<string?> Sections { get; init; } = [];

        public override string ToString() => "(request to invite)";
    }

    /// <param name="Link">To be handed over, where no letter reaches anybody; null where one is on its way. It is not kept.</param>
    internal sealed record Invited(Invitation Invitation, string? Link)
    {
        public override string ToString() => "(invited)";
    }

    /// <param name="home">Our address, for the link.</param>
    /// <param name="by">An administrator of the site.</param>
    public async Task<Result<Invited>> HandleAsync(Site site, Home home, Reader by, Request request, CancellationToken cancel)
    {
        var email = EmailAddress.Parse(request.Email);
        var role = request.Role?.IsStaff() == true ? null : Problems.InvitationRoleUnknown;
        var days = request.Days is { } some && Invitation.Days.Contains(some) ? null : Problems.InvitationDaysUnknown;
        var sections = SectionNames.Read(request.Sections);
        var limit = ChangeRole.FindFault(request.Role ?? ReaderRole.Moderator, sections);
        if (Problem.Of(email.Problem, role, days, limit) is { } problem)
            return problem;
        var now = clock.GetUtcNow();
        var invitation = new Invitation(
            site.Id,
            ids.New(),
            email.Value,
            request.Role!.Value,
            by.Name,
            now,
            now + TimeSpan.FromDays(request.Days!.Value)
        )
        {
            Sections = sections!,
            InviterId = by.Id,
        };
        var invited = await database.WriteRacedAsync(scope => AddAsync(scope, site, home, by, invitation, cancel), cancel);
        outbox.Wake();
        return invited;
    }

    private async Task<Result<Invited>> AddAsync(
        DbScope scope,
        Site site,
        Home home,
        Reader by,
        Invitation invitation,
        CancellationToken cancel
    )
    {
        if (!await InvitationStore.AddAsync(scope, invitation, by.Id, cancel))
            return Problems.InvitationsTooMany;
        if (route.ReachesPeople)
        {
            var facts = new LetterFacts(home.Absolute("")) { Invitation = invitation.Id };
            await outbox.AskAsync(scope, site.Id, InvitationLetter.OfKind, invitation.Email.Text, facts.ToJson(), cancel);
            return new Invited(invitation, null);
        }

        var code = Ids.Secret();
        await OneTimeCodes.KeepAsync(
            scope,
            CodePurpose.Invitation,
            code,
            account: null,
            invitation.ExpiresAt,
            cancel,
            invitation.Id.ToString()
        );
        return new Invited(invitation, home.Absolute($"/{site.Name}/invitation?code={code}"));
    }
}
