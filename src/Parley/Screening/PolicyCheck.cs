using Parley.Policies;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Holds what waits by the policy of its place: everything, or what newcomers write. Staff's own words do not wait for staff.
/// </summary>
internal sealed class PolicyCheck : ICheck
{
    public string Name => "policy";
    public Verdict OnFailure => Verdict.Hold;

    public IEnumerable<Reason> Review(Draft draft)
    {
        var (policy, author) = (draft.Policy, draft.Author);
        if (author.IsStaff)
            return [];
        if (policy.DoAllWait)
            return [ReasonOf("all", policy.WaitsOf)];
        var isNewcomer = author.IsNewHere || !author.IsKnown(draft.Settings);
        return policy.DoNewcomersWait && isNewcomer ? [ReasonOf("newcomers", policy.ModeOf)] : [];
    }

    private Reason ReasonOf(string who, PolicyScope scope) =>
        new(Name, Verdict.Hold, $"reason.policy.{who}-{scope.ToWord()}", RuleVersion: 1)
        {
            Arguments = scope.Kind is PolicyScopeKind.Section or PolicyScopeKind.Tag
                ? new Dictionary<string, object> { ["name"] = scope.Name }
                : [],
        };
}
