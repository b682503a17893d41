using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Finds the same words of the same writer again within the hour. The same send arriving twice never comes this far: it is
/// answered with the comment that is there.
/// </summary>
internal sealed class RepeatCheck() : SettableCheck(Kind)
{
    public static new readonly CheckKind Kind = new("repeat", CheckMode.Hold) { MayRefuse = true };

    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    // What is at stake is a comment too many, not harm.
    public override Verdict OnFailure => Verdict.Pass;

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        var wording = draft.Wording;
        if (wording.IsEmpty)
            yield break;
        foreach (var earlier in draft.Recent)
        {
            if (earlier.Wording != wording || earlier.Comment == draft.Comment || draft.At - earlier.At >= Window)
                continue;
            yield return new("reason.repeat.own-words", null, ("comment", earlier.Comment.ToString()));
            yield break;
        }
    }
}
