namespace Parley.Views.Readers;

/// <summary>What a reader may change of their account.</summary>
/// <param name="Url">Below it lie the forms' own addresses.</param>
/// <param name="Email">The account's e-mail address, for its owner alone.</param>
public sealed record AccountPageModel(PageModel Page, string Url, string Name, string Email, bool IsConfirmed)
{
    /// <summary>What has just been done, in words.</summary>
    public string? Done { get; init; }

    /// <summary>What is wrong, by the form's field.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; init; } = new Dictionary<string, string>();

    /// <summary>The name that was typed and not taken.</summary>
    public string? WantedName { get; init; }

    /// <summary>The address that was typed and not taken.</summary>
    public string? WantedEmail { get; init; }

    /// <summary>Whether letters reach people: without them an address can be neither confirmed nor changed.</summary>
    public bool CanWrite { get; init; } = true;

    /// <summary>Whether they work here: other letters go by the same choice then.</summary>
    public bool IsStaff { get; init; }

    /// <summary>Whether letters tell of replies and mentions; null where no letter can.</summary>
    public bool? WantsLetters { get; init; }

    /// <summary>The languages in which letters can be, each by its tag and its own name.</summary>
    public IReadOnlyList<(string Tag, string Name)> Languages { get; init; } = [];

    /// <summary>Which of them they chose; null for the site's.</summary>
    public string? Language { get; init; }

    /// <summary>The fewest characters of a password.</summary>
    public int MinPassword { get; init; }

    /// <summary>When the account is deleted, where that was asked for.</summary>
    public DateTimeOffset? LeavesAt { get; init; }

    /// <summary>The sign-ins that hold, the latest first.</summary>
    public IReadOnlyList<SessionModel> Sessions { get; init; } = [];
}

/// <param name="Id">What it is ended by.</param>
/// <param name="LastUsed">To the day.</param>
/// <param name="IsThis">Whether it is the one of this browser.</param>
public sealed record SessionModel(string Id, DateTimeOffset Began, DateTimeOffset LastUsed, bool IsThis)
{
    /// <summary>What its browser called itself: <c>Firefox on Windows</c>; null where that says nothing.</summary>
    public string? Device { get; init; }
}

/// <summary>Says that a letter is on its way.</summary>
/// <param name="Kept">Words that wait for the account, to be copied.</param>
public sealed record LetterSentPageModel(PageModel Page, string Lead, string BackUrl, string? Kept = null);

/// <summary>Asks for the address to which a letter with a link to a new password goes.</summary>
public sealed record ForgottenPageModel(PageModel Page, string ActionUrl, string SignInUrl)
{
    public string Email { get; init; } = "";
    public string? Fault { get; init; }
}
