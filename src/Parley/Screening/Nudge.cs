using Parley.Reasons;

namespace Parley.Screening;

/// <summary>That words came back to their writer once because they would wait, and what became of them then.</summary>
/// <param name="Reasons">What the checks had found in the words as they were sent first. Those words themselves are not kept.</param>
/// <param name="HasChanged">Whether others were sent then; null where nothing was sent.</param>
internal sealed record Nudge(DateTimeOffset At, IReadOnlyList<Reason> Reasons, bool? HasChanged)
{
    /// <summary>How long words that were given back can be sent again without coming back once more.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(1);
}

/// <summary>
/// Words that would wait come back to their writer, with every reason, to be changed or sent again. They are not kept.
/// </summary>
/// <param name="Id">Sent with the words, it says that this was read.</param>
internal sealed record NudgeProblem(IReadOnlyList<Reason> Found, Guid Id) : ReasonedProblem("comment-nudged", 422, Found)
{
    /// <summary>Whether the writer may publish the words all the same, with a reason.</summary>
    public bool MayOverride { get; init; }
}
