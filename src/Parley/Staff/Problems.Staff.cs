using Parley.Readers;
using Parley.Staff;

namespace Parley;

internal static partial class Problems
{
    public static readonly Problem InvitationRoleUnknown = new("invitation-role-unknown", 422) { Field = "role" };
    public static readonly Problem InvitationDaysUnknown = new("invitation-days-unknown", 422) { Field = "days" };

    /// <summary>A name of a section is too long or none, or there are too many.</summary>
    public static readonly Problem SectionsInvalid = new("sections-invalid", 422)
    {
        Field = "sections",
        Arguments = Blanks(("most", SectionNames.Most)),
    };

    /// <summary>Only a moderator is limited to sections: any other role is for the whole site.</summary>
    public static readonly Problem SectionsForModerators = new("sections-for-moderators", 422) { Field = "sections" };

    public static readonly Problem InvitationsTooMany = new("invitations-too-many", 409)
    {
        Arguments = Blanks(("most", Invitation.MostOpen)),
    };

    public static readonly Problem InvitationNotFound = new("invitation-not-found", 404);

    /// <summary>The account that is signed in does not have the address that was invited.</summary>
    public static readonly Problem InvitationForAnother = new("invitation-for-another", 403);

    /// <summary>Whoever has no role yet is invited to one.</summary>
    public static readonly Problem ReaderNotStaff = new("reader-not-staff", 409);

    /// <summary>The role comes with the installation, or with the site's own sign-in.</summary>
    public static readonly Problem RoleNotGivenHere = new("role-not-given-here", 409);
    public static readonly Problem LastAdministrator = new("last-administrator", 409);
}
