namespace Parley.Views.Objections;

/// <summary>What was decided, and what its reader says against it.</summary>
/// <param name="Restriction">What was decided, as the language files call it.</param>
/// <param name="Until">The last moment at which one can object.</param>
/// <param name="ActionUrl">Takes <c>words</c>.</param>
public sealed record ObjectionPageModel(
    PageModel Page,
    string Restriction,
    DateTimeOffset At,
    DateTimeOffset Until,
    string ActionUrl
)
{
    /// <summary>The comment that stays, where it is about one that was reported.</summary>
    public string? CommentUrl { get; init; }

    /// <summary>The rule that was named, as it was called then.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether it is a law, and not a rule of the house.</summary>
    public bool IsLaw { get; init; }

    /// <summary>Where it stands, as it was then.</summary>
    public string? RuleUrl { get; init; }

    /// <summary>The moderator's words.</summary>
    public string? Reason { get; init; }

    /// <summary>Who found it and who decided, as the language files call it; null where a comment stays.</summary>
    public string? By { get; init; }

    /// <summary>What was typed, or what was said.</summary>
    public string Words { get; init; } = "";

    /// <summary>What was said is forgotten, with who said it.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>Why it was not taken.</summary>
    public string? Fault { get; init; }

    /// <summary>When one objected; null as long as one has not.</summary>
    public DateTimeOffset? ObjectedAt { get; init; }

    /// <summary>When that was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }
    public bool IsReversed { get; init; }

    /// <summary>Whether the comment waits still, where it is about its waiting.</summary>
    public bool Waits { get; init; }

    /// <summary>Why, in the words of whoever decided the second time.</summary>
    public string? Answer { get; init; }

    /// <summary>The time for it is over.</summary>
    public bool IsTooLate { get; init; }
}
