namespace Parley.Views.Readers;

/// <summary>
/// A page that asks for one press of one button, because opening a page must not do anything: mail scanners open every link.
/// </summary>
public sealed record OneButtonPageModel(PageModel Page, string Lead, string ActionUrl, string Button)
{
    public IReadOnlyList<KeyValuePair<string, string>> Hidden { get; init; } = [];

    /// <summary>Where the button chooses a password: the fewest characters that it may have.</summary>
    public int? MinPassword { get; init; }

    /// <summary>What is wrong with the password that was typed.</summary>
    public string? PasswordFault { get; init; }
}

/// <summary>Stands in a frame and leads to signing in, in a window of its own.</summary>
public sealed record SignInElsewherePageModel(
    PageModel Page,
    string ActionUrl,
    CarriedWordsModel? Carried,
    IReadOnlyList<KeyValuePair<string, string>> Hidden
)
{
    /// <summary>It leads on in the same window, to the second factor.</summary>
    public bool IsHere { get; init; }
}

/// <summary>The words that waited for their author to sign in, back in their box, not sent.</summary>
/// <param name="Others">The other fields of the form that they were written in.</param>
public sealed record WrittenWordsPageModel(
    PageModel Page,
    string ActionUrl,
    string Body,
    IReadOnlyList<KeyValuePair<string, string>> Others,
    string BackUrl
);
