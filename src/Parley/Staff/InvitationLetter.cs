using Parley.Mail;
using Parley.Readers;

namespace Parley.Staff;

/// <summary>To whoever is invited to work on a site. One whose invitation was withdrawn meanwhile gets nothing.</summary>
internal sealed class InvitationLetter(AccountMail mail, InvitationStore invitations, TimeProvider clock) : ILetterWriter
{
    public const string OfKind = "invitation";

    public string Kind => OfKind;

    public async Task<Letter?> WriteAsync(Wanted wanted, CancellationToken cancel)
    {
        if (LetterFacts.FromJson(wanted.Content).Invitation is not { } id)
            return null;
        if (await invitations.FindAsync(wanted.Site, id, cancel) is not { } invitation)
            return null;
        return await mail.CodeAsync(
            wanted,
            "invite-" + invitation.Role.ToWord(),
            "/invitation",
            invitation.ExpiresAt - clock.GetUtcNow(),
            CodePurpose.Invitation,
            null,
            id.ToString(),
            cancel
        );
    }
}
