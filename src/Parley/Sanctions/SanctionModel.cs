namespace Parley.Views.Sanctions;

/// <summary>A sanction, as the one concerned reads it on their own page.</summary>
/// <param name="Kind"><c>warning</c>, <c>hold</c>, <c>silence</c>, <c>suspension</c> or <c>ban</c>.</param>
/// <param name="Reason">The moderator's words.</param>
public sealed record SanctionModel(string Kind, string Reason, DateTimeOffset At)
{
    public bool Stands { get; init; }

    /// <summary>Whether it holds on all sites of the installation.</summary>
    public bool IsEverywhere { get; init; }

    /// <summary>When it ends, or ended, by itself.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>When it was said that the warning was read.</summary>
    public DateTimeOffset? ReadAt { get; init; }
    public DateTimeOffset? LiftedAt { get; init; }

    /// <summary>The house rule or the law that was broken, as it was called then; null where none was cited.</summary>
    public string? Rule { get; init; }

    /// <summary>Whether that is a law.</summary>
    public bool IsLaw { get; init; }

    /// <summary>Where it stands in the house's rules, as it was then.</summary>
    public string? RuleUrl { get; init; }

    /// <summary>Where one objects to it; null once it is too late.</summary>
    public string? ObjectUrl { get; init; }

    /// <summary>Where it is said that the warning is read; null where there is nothing to say.</summary>
    public string? ReadUrl { get; init; }
}
