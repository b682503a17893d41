namespace Parley;

internal static partial class Problems
{
    /// <summary>A number is out of its range, or a rule is none that is hard to read.</summary>
    public static readonly Problem CareInvalid = new("care-invalid", 422);

    public static readonly Problem DecisionUnknown = new("decision-unknown", 400) { Field = "decision" };
    public static readonly Problem RuleMissing = new("rule-missing", 400) { Field = "rule" };

    /// <summary>Who says that words break a law says why, for their writer to read.</summary>
    public static readonly Problem LawWordsMissing = new("law-words-missing", 400) { Field = "words" };
    public static readonly Problem RemarkInvalid = new("remark-invalid", 400) { Field = "words" };

    /// <summary>Somebody calls the comment illegal: whoever leaves it up reads why.</summary>
    public static readonly Problem NoticeWaits = new("notice-waits", 409);

    /// <summary>Someone else decided meanwhile, or the author changed or deleted the words.</summary>
    public static readonly Problem DecisionOvertaken = new("decision-overtaken", 409);

    /// <summary>Another moderator has decided meanwhile. Staff alone are told who.</summary>
    public static Problem DecidedByAnother(string moderator) =>
        new("decided-by-another", 409) { Arguments = new Dictionary<string, object> { ["name"] = moderator } };

    /// <summary>The words went with their writer's account: no decision brings them back.</summary>
    public static readonly Problem WordsErased = new("words-erased", 409);

    /// <summary>Nobody publishes or leaves up their own words at the desk, where there is anybody else to decide.</summary>
    public static readonly Problem OwnCommentDecision = new("own-comment-decision", 409);

    /// <summary>Where there is nobody else, they say why.</summary>
    public static readonly Problem OwnReasonMissing = new("own-reason-missing", 400) { Field = "words" };
    public static readonly Problem NothingToTakeBack = new("nothing-to-take-back", 404);
    public static readonly Problem ReaderNotFound = new("reader-not-found", 404);

    public static readonly Problem NoteInvalid = new("note-invalid", 400) { Field = "words" };
    public static readonly Problem NoteNotFound = new("note-not-found", 404);

    /// <summary>Another moderator has the comment in front.</summary>
    public static readonly Problem LeaseTaken = new("lease-taken", 409);

    /// <summary>Comments that were not given together, too many of them, or not said as of when.</summary>
    public static readonly Problem BatchInvalid = new("batch-invalid", 400) { Field = "comments" };

    /// <summary>Nothing is left of what was to be decided together.</summary>
    public static readonly Problem BatchEmpty = new("batch-empty", 409);

    /// <summary>Someone else saved the list since it was read.</summary>
    public static readonly Problem WordListChanged = new("word-list-changed", 409);
    public static readonly Problem WordListFaulty = new("word-list-faulty", 422);

    /// <summary>An authority ordered it to be taken down: an objection of its writer may bring it back.</summary>
    public static readonly Problem CommentUnderOrder = new("comment-under-order", 409);
}
