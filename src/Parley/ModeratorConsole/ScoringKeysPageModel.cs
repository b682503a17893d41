namespace Parley.Views.ModeratorConsole;

/// <summary>The keys by which a site's programs have texts scored, and a form for another.</summary>
/// <param name="AddUrl">Takes <c>name</c> and <c>calls</c>.</param>
/// <param name="RevokeUrl">Takes <c>name</c>.</param>
/// <param name="Labels">How many labels are kept that programs told by these keys.</param>
public sealed record ScoringKeysPageModel(
    ConsoleModel Console,
    string AddUrl,
    string RevokeUrl,
    IReadOnlyList<ScoringKeyLineModel> Keys,
    long Labels
)
{
    /// <summary>What was typed for another.</summary>
    public string Name { get; init; } = "";
    public string Calls { get; init; } = "";
    public int MostCalls { get; init; }

    /// <summary>What is wrong with what was typed, in words.</summary>
    public string? NameFault { get; init; }
    public string? CallsFault { get; init; }

    /// <summary>Why nothing was done, where it is about no field.</summary>
    public string? Fault { get; init; }

    /// <summary>A key that was just made, shown this once.</summary>
    public (string Name, string Text)? Made { get; init; }

    /// <summary>The name of the key that was just revoked.</summary>
    public string? Revoked { get; init; }
}

/// <param name="LastUsed">The day on which it was used last; null where it never was.</param>
/// <param name="RevokedAt">Null while it is in use.</param>
public sealed record ScoringKeyLineModel(
    string Name,
    int CallsPerMinute,
    DateTimeOffset Since,
    DateTimeOffset? LastUsed,
    DateTimeOffset? RevokedAt
);
