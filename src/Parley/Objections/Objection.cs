using Parley.Reasons;

namespace Parley.Objections;

/// <summary>What somebody says against a decision about their words or about them.</summary>
internal sealed record Objection
{
    public required Guid Id { get; init; }

    /// <summary>The comment or reader that was decided about.</summary>
    public required Guid AboutId { get; init; }
    public required DateTimeOffset StatementAt { get; init; }
    public required Restriction Restriction { get; init; }
    public required Guid ReaderId { get; init; }
    public required Guid FirstBy { get; init; }
    public required string Words { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? DecidedBy { get; init; }
    public bool? IsReversed { get; init; }
    public string? Answer { get; init; }

    /// <summary>The most that may be said, in characters; also for the answer.</summary>
    public const int LongestWords = 2_000;

    /// <summary>Whether it is against what was decided about a comment; else it is about a reader.</summary>
    public bool IsAboutComment => Restriction is Restriction.Rejected or Restriction.Removed;
}

/// <summary>A statement with what was said against it, as its reader finds both by the code in their letter.</summary>
/// <param name="ReaderId">Whom it is about, or whose words.</param>
internal sealed record Contested(Statement Statement, Guid ReaderId, Objection? Objection);
