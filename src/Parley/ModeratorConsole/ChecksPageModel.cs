using Microsoft.AspNetCore.Components;

namespace Parley.Views.ModeratorConsole;

/// <summary>How the site's checks are set, and what they would have done to past comments.</summary>
/// <param name="ActionUrl">Takes <c>version</c>, <c>nudge</c>, <c>mode-…</c>, <c>limit-…</c> and <c>hosts-…</c> of each check, and <c>do</c>: <c>try</c> or <c>save</c>.</param>
public sealed record ChecksPageModel(ConsoleModel Console, string ActionUrl, int Version, IReadOnlyList<CheckLineModel> Checks)
{
    /// <summary>Why nothing was saved, where it is about no single check.</summary>
    public string? Fault { get; init; }
    public bool IsSaved { get; init; }

    /// <summary>Whether words that would wait come back to their writer once.</summary>
    public bool DoNudge { get; init; }

    /// <summary>Why the site's words are not scored, in words; null where they are.</summary>
    public string? Unscored { get; init; }

    /// <summary>What writers did within a week whose words came back, in words; null where none did.</summary>
    public string? Nudged { get; init; }

    /// <summary>What would have been held of the past, where that was asked.</summary>
    public PastTrialModel? Trial { get; init; }
}

/// <param name="Name">The check's stable name: its sentences stand under it.</param>
/// <param name="Mode"><c>off</c>, <c>shadow</c>, <c>hold</c> or <c>refuse</c>.</param>
public sealed record CheckLineModel(string Name, string Mode, IReadOnlyList<string> Modes)
{
    /// <summary>As it was typed; null where the check counts nothing.</summary>
    public string? Limit { get; init; }

    /// <summary>The second number, as it was typed; null where the check has none.</summary>
    public string? Lower { get; init; }
    public int Least { get; init; }
    public int Most { get; init; }

    /// <summary>What the number counts, as a key of the language files.</summary>
    public string LimitKey { get; init; } = $"checks.{Name}-limit";

    /// <summary>A host a line; null where the check goes by no list.</summary>
    public string? Hosts { get; init; }
    public string? Fault { get; init; }

    /// <summary>What it would have held within a week, in words.</summary>
    public string? Shadow { get; init; }

    /// <summary>When its time in shadow ends; null where it is not there, or for as long as the site likes.</summary>
    public DateTimeOffset? ShadowUntil { get; init; }

    /// <summary>Of a check that goes by a model: which one, and how far that has come with learning, in words.</summary>
    public string? Learned { get; init; }
}

/// <param name="Looked">How many past comments were looked at.</param>
/// <param name="IsWhole">False where the time ran out before all were.</param>
/// <param name="Together">What all checks would have held, in words.</param>
public sealed record PastTrialModel(int Looked, bool IsWhole, string Together, IReadOnlyList<PastCheckModel> Checks)
{
    /// <summary>Where they were written, in words; null for all of the site.</summary>
    public string? Within { get; init; }
}

/// <param name="Count">What it would have held, and what people decided of that, in words.</param>
public sealed record PastCheckModel(string Title, string Count, IReadOnlyList<PastCommentModel> Examples);

/// <param name="Html">The words, safe, with what was found marked by <c>mark</c>.</param>
public sealed record PastCommentModel(string Url, MarkupString Html, IReadOnlyList<string> Findings);
