namespace Parley.Views.Leaving;

/// <summary>Deletes one's account after a waiting time, or stays.</summary>
/// <param name="Url">Where the form goes; what takes it back lies below.</param>
/// <param name="Days">How long the waiting time is.</param>
public sealed record LeavePageModel(PageModel Page, string Url, int Days)
{
    /// <summary>When the account goes, once that was asked for.</summary>
    public DateTimeOffset? LeavesAt { get; init; }

    /// <summary>It was asked for just now: every sign-in has ended, this one too.</summary>
    public bool IsDone { get; init; }

    /// <summary>What was chosen: <c>keep</c> or <c>delete</c>; empty before.</summary>
    public string Chosen { get; init; } = "";

    /// <summary>Whether the form asks for the password: an account without one has none to ask for.</summary>
    public bool HasPassword { get; init; } = true;
    public string? PasswordFault { get; init; }

    /// <summary>What else is wrong, in words.</summary>
    public string? Fault { get; init; }

    public required string SignInUrl { get; init; }
}
