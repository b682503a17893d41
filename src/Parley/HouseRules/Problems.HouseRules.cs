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

    /// <summary>Two rules of one name, or of one number.</summary>
    public static readonly Problem RuleTwice = new("rule-twice", 422) { Field = "rules" };

    /// <summary>There is no rule of this number to be changed.</summary>
    public static readonly Problem RuleUnknown = new("rule-unknown", 422) { Field = "rules" };
    public static readonly Problem RulesVersionUnknown = new("rules-version-unknown", 404);
}
