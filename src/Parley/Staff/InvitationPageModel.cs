namespace Parley.Views.Staff;

/// <summary>Where the link of an invitation leads: nothing happens until a button is pressed.</summary>
/// <param name="Lead">What is offered.</param>
/// <param name="Code">Goes with each button.</param>
/// <param name="Email">The address that was invited, for whoever has its link.</param>
public sealed record InvitationPageModel(PageModel Page, string Lead, string ActionUrl, string Code, string Email)
{
    /// <summary>Under which name an account that is signed in accepts; null where none is, or it may not.</summary>
    public string? AcceptAs { get; init; }

    /// <summary>The account that is signed in has another address.</summary>
    public bool IsForAnother { get; init; }

    /// <summary>Where one signs in and comes back.</summary>
    public required string SignInUrl { get; init; }

    public string Name { get; init; } = "";
    public string? NameFault { get; init; }
    public string? PasswordFault { get; init; }

    /// <summary>What is wrong with neither of them, in words.</summary>
    public string? Fault { get; init; }
    public int MinPassword { get; init; }
}
