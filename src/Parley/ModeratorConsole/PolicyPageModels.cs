namespace Parley.Views.ModeratorConsole;

/// <summary>How the discussions of a site are kept: the stop, what is set, and the record of all changes.</summary>
/// <param name="Scopes">The site, its sections and its tags, of which something is set.</param>
/// <param name="Record">What was changed, the latest first.</param>
public sealed record PoliciesPageModel(
    ConsoleModel Console,
    IReadOnlyList<PolicyRowModel> Scopes,
    IReadOnlyList<PolicyChangeModel> Record
)
{
    public bool IsStopped { get; init; }

    /// <summary>What readers are told while it is stopped; in the box where it is not kept.</summary>
    public string StopSentence { get; init; } = "";

    /// <summary>Takes <c>do</c> (<c>stop</c> or <c>go-on</c>) and <c>sentence</c>; null for whoever is no administrator.</summary>
    public string? StopUrl { get; init; }

    /// <summary>Leads to a policy by <c>scope</c> and <c>name</c>; null for whoever is no administrator.</summary>
    public string? EditUrl { get; init; }

    /// <summary>Why it was not kept.</summary>
    public string? Fault { get; init; }
    public string? FirstUrl { get; init; }
    public string? NextUrl { get; init; }
}

/// <param name="Scope"><c>site</c>, <c>section</c>, <c>tag</c> or <c>thread</c>.</param>
/// <param name="Lines">What is set, each a sentence.</param>
/// <param name="Url">Where it is changed; null for whoever may not.</param>
public sealed record PolicyRowModel(string Scope, string Name, IReadOnlyList<string> Lines, string? Url);

/// <param name="Name">What it is of; a thread by its title.</param>
public sealed record PolicyChangeModel(
    string Scope,
    string Name,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> After,
    string ByName,
    DateTimeOffset At
);

/// <summary>One policy, in a form.</summary>
/// <param name="ActionUrl">Takes the fields and <c>do</c>: <c>save</c> or <c>remove</c>.</param>
public sealed record PolicyPageModel(
    ConsoleModel Console,
    string Scope,
    string Name,
    string ActionUrl,
    string BackUrl,
    PolicyFields Fields,
    IReadOnlyList<PolicyChangeModel> Record
)
{
    public bool IsOfThread => Scope == "thread";

    /// <summary>The last change that the page shows; null where there was none.</summary>
    public Guid? Seen { get; init; }

    /// <summary>Whether anything is set that could be taken away.</summary>
    public bool IsSet { get; init; }

    /// <summary>Whether the way back leads to the comment from which somebody came.</summary>
    public bool IsFromCase { get; init; }
    public bool IsSaved { get; init; }
    public string? Fault { get; init; }

    /// <summary>What its limits of scores would have held; null where nothing was tried.</summary>
    public PastTrialModel? Trial { get; init; }

    /// <summary>By which clock its hours are, such as <c>Europe/Vienna</c>.</summary>
    public required string TimeZone { get; init; }
}

/// <summary>The fields of a policy as they stand in its form.</summary>
public sealed record PolicyFields
{
    /// <summary>Empty where it is left to a wider scope; the same for state and who.</summary>
    public string Mode { get; init; } = "";
    public string State { get; init; } = "";
    public string Seconds { get; init; } = "";
    public string Sentence { get; init; } = "";
    public string Who { get; init; } = "";
    public string Entitlement { get; init; } = "";
    public IReadOnlyList<string> Days { get; init; } = [];
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public bool IsContested { get; init; }
    public string Note { get; init; } = "";

    /// <summary>From how much of a hundred on words wait, by the name of the check; empty where that is left to a wider scope.</summary>
    public IReadOnlyDictionary<string, string> Scores { get; init; } = new Dictionary<string, string>();

    /// <summary>For which of them the words come back to their writer once before they wait.</summary>
    public IReadOnlyList<string> Nudges { get; init; } = [];
}
