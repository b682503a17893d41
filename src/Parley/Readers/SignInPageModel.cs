namespace Parley.Views.Readers;

/// <summary>Words that wait while their author signs in, and go on afterwards.</summary>
/// <param name="Body">What was written.</param>
/// <param name="Hidden">All that is needed to send it: the address, the fields.</param>
public sealed record CarriedWordsModel(string Body, IReadOnlyList<KeyValuePair<string, string>> Hidden)
{
    /// <summary>The session ended while the words were written.</summary>
    public bool WasSignedOut { get; init; }
}

public sealed record SignInPageModel(PageModel Page, string ActionUrl, string SignUpUrl)
{
    public string Email { get; init; } = "";

    /// <summary>Why it did not work, in words; the same whether address or password was wrong.</summary>
    public string? Fault { get; init; }

    /// <summary>Where a letter with a link to a new password is asked for; null while letters reach nobody.</summary>
    public string? ForgottenUrl { get; init; }

    public CarriedWordsModel? Carried { get; init; }

    /// <summary>Fields that go with it unseen, such as where to go on afterwards.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];
}

public sealed record SignUpPageModel(PageModel Page, string ActionUrl, string SignInUrl, string RulesUrl)
{
    public string Name { get; init; } = "";
    public string Email { get; init; } = "";
    public string? NameFault { get; init; }
    public string? EmailFault { get; init; }
    public string? PasswordFault { get; init; }

    /// <summary>The fewest characters that a password may have.</summary>
    public int MinPassword { get; init; } = 12;

    /// <summary>Whether the password is chosen here; else behind the link in a letter.</summary>
    public bool AsksForPassword { get; init; } = true;

    public CarriedWordsModel? Carried { get; init; }
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];
}

public sealed record SignOutPageModel(PageModel Page, string ActionUrl, string BackUrl)
{
    /// <summary>Done: the page says so in place of the question.</summary>
    public bool IsDone { get; init; }
}

/// <summary>Shown in a window of its own after signing in there, when a frame on another site asked for it.</summary>
/// <param name="Code">Typed into the frame, should the message to it be lost.</param>
public sealed record SignedInPageModel(PageModel Page, string Code)
{
    /// <summary>For the script: the exact origin that the code is for.</summary>
    public string? Origin { get; init; }
}
