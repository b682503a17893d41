using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// A check that a site may set. It says only what it finds; whether that is a hold, a refusal or nothing that counts is for the site
/// to say, and the reason names the version of the settings by which it does.
/// </summary>
internal abstract class SettableCheck(CheckKind kind) : ICheck
{
    public CheckKind Kind => kind;
    public string Name => kind.Name;
    public bool IsOfWords => kind.MayNudge;
    public virtual Verdict OnFailure => Verdict.Hold;

    public IEnumerable<Reason> Review(Draft draft)
    {
        var rule = RuleIn(draft);
        if (rule.ModeAt(draft.RulesAt) == CheckMode.Off)
            return [];
        var verdict = rule.Mode == CheckMode.Refuse ? Verdict.Refuse : Verdict.Hold;
        return Find(draft, rule, kind.LimitBy(rule))
            .Select(found => new Reason(Name, found.LetsPass ? Verdict.Pass : verdict, found.Rule, draft.Checks.Version)
            {
                Place = found.Place,
                Arguments = found.Arguments.ToDictionary(argument => argument.Name, argument => argument.Value),
            });
    }

    /// <summary>How it is set where the words are to stand.</summary>
    public virtual CheckRule RuleIn(Draft draft) => draft.Checks.Of(kind);

    /// <param name="limit">The number that it counts up to.</param>
    protected abstract IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit);

    /// <summary>What a check has found, before anybody says what follows from it.</summary>
    /// <param name="Rule">The key of its sentence.</param>
    protected sealed record Found(string Rule, Place? Place, params (string Name, object Value)[] Arguments)
    {
        /// <summary>Whether it is only said to whoever looks at the comment, and nothing follows from it.</summary>
        public bool LetsPass { get; init; }
    }
}
