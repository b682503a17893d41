using Parley.Reasons;

namespace Parley.Screening;

/// <summary>Finds nearly the same words that several other writers have said within a day: one text from many accounts.</summary>
internal sealed class NearRepeatCheck() : SettableCheck(Kind)
{
    public static new readonly CheckKind Kind = new("near-repeats", CheckMode.Hold) { Limit = new(3, 1, 20) };

    // What is at stake is a comment too many, not harm.
    public override Verdict OnFailure => Verdict.Pass;

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.SaidByOthers is { } said && said.Writers >= limit)
            yield return new("reason.near-repeats.others", null, ("count", said.Writers), ("comment", said.Comment.ToString()));
    }
}
