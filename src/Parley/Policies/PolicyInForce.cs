using Parley.Sites;

namespace Parley.Policies;

/// <summary>What holds for a discussion at a moment, all scopes together: whether words may be written here, by whom, and how.</summary>
internal sealed record PolicyInForce
{
    private static readonly Dictionary<string, int> NoScores = [];

    public static readonly PolicyInForce Nothing = new();

    public PolicyMode Mode { get; init; } = PolicyMode.Post;

    /// <summary>Which scope says so.</summary>
    public PolicyScope ModeOf { get; init; } = PolicyScope.Site;

    public PolicyState State { get; init; } = PolicyState.Open;

    public PolicyScope StateOf { get; init; } = PolicyScope.Site;

    /// <summary>Of a slowed discussion: how far apart one reader's comments are.</summary>
    public int Seconds { get; init; }

    /// <summary>Of a closed one: what readers are told; null for our own sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>Who may write, beside what the site's settings say.</summary>
    public Opening Who { get; init; } = Opening.ToAll;

    /// <summary>Since when it is closed, where that is known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether it is closed because it is so many days old.</summary>
    public bool IsTooOld { get; init; }

    /// <summary>Whether the thread's age does not matter, because its own policy says how it stands.</summary>
    public bool IsAgeless { get; init; }

    /// <summary>When it closes by age; null where it does not.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    public bool IsContested { get; init; }

    /// <summary>What the house says at the top.</summary>
    public string? Note { get; init; }

    /// <summary>From how much of a hundred on words wait for a score, where the policies say so: <see cref="Policy.Scores"/>.</summary>
    public IReadOnlyDictionary<string, int> Scores { get; init; } = NoScores;

    /// <summary>Of which of these scores words come back to their writer once before they wait: <see cref="Policy.Nudges"/>.</summary>
    public IReadOnlyList<string> Nudges { get; init; } = [];

    /// <summary>Until when this holds, if nobody changes anything.</summary>
    public DateTimeOffset Until { get; init; } = DateTimeOffset.MaxValue;

    /// <summary>Whether one may write, if one is let.</summary>
    public bool IsOpen => State < PolicyState.Closed;

    public bool DoAllWait => State == PolicyState.Held || Mode == PolicyMode.Pre;

    public bool DoNewcomersWait => Mode == PolicyMode.Risk;

    /// <summary>The scope by which everything waits.</summary>
    public PolicyScope WaitsOf => State == PolicyState.Held ? StateOf : ModeOf;

    /// <summary>What is said to everybody who wants to write here; null where one may.</summary>
    public Problem? Refusal =>
        State switch
        {
            PolicyState.Stopped => Problems.PostingStopped(Sentence),
            PolicyState.Closed => Problems.ThreadClosed with { Sentence = Sentence },
            _ => null,
        };
}
