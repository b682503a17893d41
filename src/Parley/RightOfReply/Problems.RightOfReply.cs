namespace Parley;

internal static partial class Problems
{
    /// <summary>A link to reply by that leads nowhere, or no longer.</summary>
    public static readonly Problem ReplyNotFound = new("reply-not-found", 404);

    /// <summary>Whoever is not named on the way of the passage, or cannot speak, is not asked to reply.</summary>
    public static readonly Problem ReplySourceInvalid = new("reply-source-invalid", 422) { Field = "source" };
    public static readonly Problem ReplyWordsMissing = new("reply-words-missing", 422) { Field = "words" };
    public static readonly Problem ReplyWordsInvalid = new("reply-words-invalid", 422) { Field = "words" };

    /// <summary>By this link something else was sent before.</summary>
    public static readonly Problem ReplyTwice = new("reply-twice", 409);
    public static readonly Problem ReplyTooLate = new("reply-too-late", 409);
    public static readonly Problem ReplyResponseInvalid = new("reply-response-invalid", 422) { Field = "words" };

    /// <summary>A reply is refused, and it is not said why.</summary>
    public static readonly Problem ReplyReasonMissing = new("reply-reason-missing", 422) { Field = "words" };

    /// <summary>It stands otherwise by now: that cannot be done with it.</summary>
    public static readonly Problem ReplyDecided = new("reply-decided", 409);

    /// <summary>A passage has as many replies and offers as it can have.</summary>
    public static readonly Problem TooManyReplies = new("too-many-replies", 409);
}
