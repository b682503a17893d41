using Parley.Policies;
using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Holds what waits by the policy of its place: everything, or what newcomers write. Staff's own words do not wait for staff, and where
/// everything waits, what the site's own model is as good as sure of does not (<see cref="OwnModelCheck"/>).
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
        // What somebody stopped to look at it waits whatever a model says.
        if (policy.DoAllWait && (policy.State == PolicyState.Held || !OwnModelCheck.LetsThrough(draft)))
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
