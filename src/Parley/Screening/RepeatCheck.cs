using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Holds the same words of the same writer again within the hour. The same send arriving twice never comes this far: it is
/// answered with the comment that is there.
/// </summary>
internal sealed class RepeatCheck : ICheck
{
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    public string Name => "repeat";

    // What is at stake is a comment too many, not harm.
    public Verdict OnFailure => Verdict.Pass;

    public IEnumerable<Reason> Review(Draft draft)
    {
        var wording = draft.Wording;
        if (wording.IsEmpty)
            return [];
        foreach (var earlier in draft.Recent)
        {
            if (earlier.Wording == wording && earlier.Comment != draft.Comment && draft.At - earlier.At < Window)
                return [Hold(earlier)];
        }
        return [];
    }

    private Reason Hold(RecentWords earlier) =>
        new(Name, Verdict.Hold, "reason.repeat.own-words", RuleVersion: 1)
        {
            Arguments = new Dictionary<string, object> { ["comment"] = earlier.Comment.ToString() },
        };
}
