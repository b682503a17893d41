using Parley.Reasons;

namespace Parley.Objections;

/// <summary>What somebody says against a decision about their words or about them.</summary>
internal sealed record Objection
{
    public required Guid Id { get; init; }

    /// <summary>The comment or reader that was decided about.</summary>
    public required Guid AboutId { get; init; }

    /// <summary>When the first decision was taken.</summary>
    public required DateTimeOffset StatementAt { get; init; }

    /// <summary>What was decided against its sender; null where a comment stays that they reported.</summary>
    public required Restriction? Restriction { get; init; }

    /// <summary>The report or notice that came to nothing; null where it is against what was decided about oneself.</summary>
    public Guid? ReportId { get; init; }

    /// <summary>Who objects; null for the sender of a notice without an account.</summary>
    public required Guid? ReaderId { get; init; }

    /// <summary>Who decided first; null where words wait too long, which no person has decided.</summary>
    public required Guid? FirstBy { get; init; }

    /// <summary>Why it is wrong; null once the sender of a notice is forgotten.</summary>
    public required string? Words { get; init; }
    public required DateTimeOffset At { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }
    public Guid? DecidedBy { get; init; }
    public bool? IsReversed { get; init; }
    public string? Answer { get; init; }

    /// <summary>The most that may be said, in characters; also for the answer.</summary>
    public const int LongestWords = 2_000;

    /// <summary>Whether it is against what was decided about a comment; else it is about a reader.</summary>
    public bool IsAboutComment =>
        IsAgainstKept || IsAgainstWaiting || Restriction is Reasons.Restriction.Rejected or Reasons.Restriction.Removed;

    /// <summary>What was decided, as the language files call it under <c>restriction.</c>.</summary>
    public static string WordOf(Restriction? restriction) => restriction?.ToString().ToLowerInvariant() ?? "kept";

    /// <summary>Whether it says that a comment should not stay.</summary>
    public bool IsAgainstKept => ReportId is not null;

    /// <summary>Whether it says that a comment waits too long.</summary>
    public bool IsAgainstWaiting => Restriction == Reasons.Restriction.Delayed;
}

/// <summary>What one may object to, with what was said against it, as one finds both by a code.</summary>
/// <param name="AboutId">The comment or reader that was decided about.</param>
/// <param name="At">When it was decided.</param>
/// <param name="FirstBy">Who decided; null where words wait too long.</param>
/// <param name="ReaderId">Who may object: whom it is about, whose words, or who reported. Null for a notice without an account.</param>
internal sealed record Contested(Guid AboutId, DateTimeOffset At, Guid? FirstBy, Guid? ReaderId, Objection? Objection)
{
    /// <summary>What was decided against them; null where a comment stays that they reported.</summary>
    public Statement? Statement { get; init; }

    /// <summary>Whether the comment waits still in the words that were stated to wait.</summary>
    public bool Waits { get; init; }

    /// <summary>The report or notice that came to nothing.</summary>
    public Guid? ReportId { get; init; }

    /// <summary>Until when one can object.</summary>
    public DateTimeOffset Until => Statement?.ObjectionUntil ?? At.AddMonths(Reasons.Statement.MonthsToObject);
}
