namespace Parley.Views.HouseRules;

/// <summary>What the house asks of those who write.</summary>
public sealed record RulesPageModel(PageModel Page, IReadOnlyList<RuleModel> Rules)
{
    /// <summary>The laws by which comments are removed as well.</summary>
    public IReadOnlyList<RuleModel> Laws { get; init; } = [];

    /// <summary>0 for the rules that every house begins with.</summary>
    public int Version { get; init; }

    /// <summary>Since when they hold.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Where the rules stand that hold now; null where these are they.</summary>
    public string? NowUrl { get; init; }
}

/// <summary>A rule, by the number under which decisions name it.</summary>
public sealed record RuleModel(int Number, string Name, string Meaning)
{
    /// <summary>Where the law stands, of a ground in law.</summary>
    public string? LawUrl { get; init; }
}
