namespace Parley;

internal static partial class Problems
{
    public static readonly Problem DecisionUnknown = new("decision-unknown", 400) { Field = "decision" };
    public static readonly Problem RuleMissing = new("rule-missing", 400) { Field = "rule" };
    public static readonly Problem RemarkInvalid = new("remark-invalid", 400) { Field = "words" };

    /// <summary>Someone else decided meanwhile, or the author changed or deleted the words.</summary>
    public static readonly Problem DecisionOvertaken = new("decision-overtaken", 409);

    /// <summary>The words went with their writer's account: no decision brings them back.</summary>
    public static readonly Problem WordsErased = new("words-erased", 409);
    public static readonly Problem NothingToTakeBack = new("nothing-to-take-back", 404);
    public static readonly Problem ReaderNotFound = new("reader-not-found", 404);

    /// <summary>Someone else saved the list since it was read.</summary>
    public static readonly Problem WordListChanged = new("word-list-changed", 409);
    public static readonly Problem WordListFaulty = new("word-list-faulty", 422);
}
