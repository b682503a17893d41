using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Puts on record that a model which the site goes by could say nothing of the words: nothing follows from that, and whoever looks at the
/// comment must not take silence for praise.
/// </summary>
internal sealed class UnscoredCheck : ICheck
{
    public string Name => "unscored";
    public bool IsOfWords => false;
    public Verdict OnFailure => Verdict.Pass;

    public IEnumerable<Reason> Review(Draft draft) =>
        draft.WhyUnscored.Select(why => new Reason(Name, Verdict.Pass, why, RuleVersion: 1));
}
