namespace Parley;

internal static partial class Problems
{
    /// <summary>Somebody else has written the rules anew since they were read.</summary>
    public static readonly Problem RulesChanged = new("rules-changed", 409);
    public static readonly Problem RulesTooFewOrMany = new("rules-too-few-or-many", 422) { Field = "rules" };
    public static readonly Problem RuleNameInvalid = new("rule-name-invalid", 422) { Field = "rules" };
    public static readonly Problem RuleMeaningInvalid = new("rule-meaning-invalid", 422) { Field = "rules" };

    /// <summary>Where the law stands is no address of the web.</summary>
    public static readonly Problem RuleLawInvalid = new("rule-law-invalid", 422) { Field = "rules" };

    /// <summary>A ready text is too long, is not there in the site's language, or has its place for facts twice; or a rule has too many.</summary>
    public static readonly Problem RuleTextInvalid = new("rule-text-invalid", 422) { Field = "rules" };

    /// <summary>The rule has no ready text of this number.</summary>
    public static readonly Problem ReadyTextUnknown = new("ready-text-unknown", 422) { Field = "rule" };

    /// <summary>All that is kept ready under the rule speaks of facts, and none were given.</summary>
    public static readonly Problem ReadyTextNeedsFacts = new("ready-text-needs-facts", 422) { Field = "words" };

    /// <summary>Two rules of one name, or of one number.</summary>
    public static readonly Problem RuleTwice = new("rule-twice", 422) { Field = "rules" };

    /// <summary>There is no rule of this number to be changed.</summary>
    public static readonly Problem RuleUnknown = new("rule-unknown", 422) { Field = "rules" };
    public static readonly Problem RulesVersionUnknown = new("rules-version-unknown", 404);
}
