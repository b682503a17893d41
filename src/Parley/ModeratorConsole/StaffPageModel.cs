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
    internal const string UsualRole = "moderator";

    /// <summary>Whether the link goes by letter; else it is shown here, once.</summary>
    public bool SendsLetters { get; init; }

    /// <summary>The roles between which one chooses, by the names that forms give them.</summary>
    public IReadOnlyList<string> RoleChoices { get; init; } = [];

    /// <summary>The days between which one chooses.</summary>
    public IReadOnlyList<int> DayChoices { get; init; } = [];

    /// <summary>What was typed and not taken.</summary>
    public string Email { get; init; } = "";

    /// <summary>What was chosen, of <see cref="RoleChoices"/>.</summary>
    public string Role { get; init; } = UsualRole;
    public int Days { get; init; } = UsualDays;

    /// <summary>The sections that were typed, one on a line.</summary>
    public string Sections { get; init; } = "";
    public string? EmailFault { get; init; }

    /// <summary>What is wrong with the rest of it, in words.</summary>
    public string? Fault { get; init; }

    /// <summary>The invitation that was just made.</summary>
    public InvitedModel? Invited { get; init; }
}

/// <param name="Role">By the name that forms give it.</param>
/// <param name="Url">Below it the role is changed (<c>/role</c>) and taken away (<c>/take</c>); null where it is not given here.</param>
public sealed record StaffRowModel(string Name, string Role, string? Url)
{
    /// <summary>Whoever looks.</summary>
    public bool IsVisitor { get; init; }

    /// <summary>What a moderator is limited to; none for the whole site.</summary>
    public IReadOnlyList<string> Sections { get; init; } = [];
}

public sealed record InvitationRowModel(string Email, string Role, string ByName, DateTimeOffset ExpiresAt, string WithdrawUrl)
{
    /// <inheritdoc cref="StaffRowModel.Sections"/>
    public IReadOnlyList<string> Sections { get; init; } = [];
}

/// <param name="Link">To be handed over; null where a letter brings it.</param>
public sealed record InvitedModel(string Email, string? Link, DateTimeOffset ExpiresAt);
