namespace Parley.Views.ModeratorConsole;

/// <summary>Who works on a site, who is invited to, and a form that invites.</summary>
/// <param name="Url">Below it lie the forms' own addresses.</param>
public sealed record StaffPageModel(
    ConsoleModel Console,
    string Url,
    IReadOnlyList<StaffRowModel> Staff,
    IReadOnlyList<InvitationRowModel> Invitations
)
{
    internal const int UsualDays = 3;

    /// <summary>Whether the link goes by letter; else it is shown here, once.</summary>
    public bool SendsLetters { get; init; }

    /// <summary>The days between which one chooses.</summary>
    public IReadOnlyList<int> DayChoices { get; init; } = [];

    /// <summary>What was typed and not taken.</summary>
    public string Email { get; init; } = "";

    /// <summary>What was chosen: <c>moderator</c> or <c>administrator</c>.</summary>
    public string Role { get; init; } = "moderator";
    public int Days { get; init; } = UsualDays;
    public string? EmailFault { get; init; }

    /// <summary>What is wrong with the rest of it, in words.</summary>
    public string? Fault { get; init; }

    /// <summary>The invitation that was just made.</summary>
    public InvitedModel? Invited { get; init; }
}

/// <param name="TakeUrl">Takes the role away; null where it is not given here.</param>
public sealed record StaffRowModel(string Name, string Role, string? TakeUrl)
{
    /// <summary>Whoever looks.</summary>
    public bool IsVisitor { get; init; }
}

public sealed record InvitationRowModel(string Email, string Role, string ByName, DateTimeOffset ExpiresAt, string WithdrawUrl);

/// <param name="Link">To be handed over; null where a letter brings it.</param>
public sealed record InvitedModel(string Email, string? Link, DateTimeOffset ExpiresAt);
