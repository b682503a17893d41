using Parley.HouseRules;
using Parley.Reports;

namespace Parley.Notices;

/// <summary>That somebody says that a comment is illegal (Regulation 2022/2065, Article 16), and what they were answered.</summary>
internal sealed record Notice
{
    public const int LongestWords = 5_000;
    public const int LongestLaw = 300;
    public const int LongestName = 200;

    /// <summary>Until when somebody should have looked, at the latest: it is read before whatever has time.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    /// <summary>How long after the answer its sender may still object, and is known; then their name, address and words are forgotten.</summary>
    public const int MonthsKept = 6;

    /// <summary>Also that of its report, by which it stands in the queue.</summary>
    public required Guid Id { get; init; }
    public required Guid CommentId { get; init; }

    /// <summary>When the words were written or last changed that it is about.</summary>
    public required DateTimeOffset WordsAt { get; init; }

    /// <summary>Why it is illegal; null once the sender is forgotten.</summary>
    public required string? Words { get; init; }

    /// <summary>Which law the sender thinks it breaks.</summary>
    public string? Law { get; init; }
    public string? Name { get; init; }
    public string? Email { get; init; }

    /// <summary>Who was signed in when it was sent.</summary>
    public Guid? ReaderId { get; init; }

    /// <summary>It is about the sexual abuse of children: then nobody need say who they are.</summary>
    public bool IsAboutAbuse { get; init; }

    /// <summary>The trusted body for which it was given; null for everybody else.</summary>
    public string? Body { get; init; }

    /// <summary>Opens the page on which its sender follows it.</summary>
    public required string Code { get; init; }
    public required DateTimeOffset At { get; init; }
    public required DateTimeOffset DueAt { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Until when its sender can object to what came of it.</summary>
    public DateTimeOffset? ObjectionUntil => DecidedAt?.AddMonths(MonthsKept);

    /// <summary>Whether its sender may say that the comment should not stay.</summary>
    public bool CanBeObjectedToAt(DateTimeOffset now) => Outcome == ReportOutcome.Kept && now < ObjectionUntil;

    /// <summary>Null as long as nothing is decided, and where nobody had to.</summary>
    public Guid? DecidedBy { get; init; }
    public ReportOutcome? Outcome { get; init; }

    /// <summary>The law or rule that was named, as it was called then; null where the comment stays.</summary>
    public CitedRule? Ground { get; init; }
}
