namespace Parley.Events;

/// <summary>What happened. The numbers stand in databases: never changed, never used again.</summary>
internal enum EventKind
{
    CommentPublished = 1,
    CommentHeld = 2,
    CommentEdited = 3,
    CommentRemoved = 4,
    CommentDeleted = 5,
    CommentRejected = 6,

    /// <summary>A reaction was given or taken back.</summary>
    CommentReacted = 7,
    CommentReported = 8,
    CommentPicked = 9,

    /// <summary>The newsroom took a pick back.</summary>
    CommentUnpicked = 10,
    CommentPinned = 11,
    CommentUnpinned = 12,

    /// <summary>The newsroom answered a comment that challenges a fact.</summary>
    ChallengeAnswered = 13,
    ThreadOpened = 20,
    ThreadClosed = 21,
    StoryChanged = 22,

    /// <summary>An opening question was set, changed or taken away.</summary>
    QuestionChanged = 23,

    /// <summary>What is known of a claim, the subject, is something else since.</summary>
    ClaimStatusChanged = 24,

    /// <summary>
    /// Somebody more carries a claim, or somebody less: the subject is the claim, or the report that was published with what it carries.
    /// </summary>
    ClaimSourced = 25,
    ReaderChanged = 30,
    SessionEnded = 31,
    SiteChanged = 40,
    WordListChanged = 41,
    TokenKeysChanged = 42,

    /// <summary>The rules of the house were written anew.</summary>
    RulesChanged = 43,

    /// <summary>How discussions are kept was changed: of the one thread that it names, or of many.</summary>
    PolicyChanged = 44,

    /// <summary>The site's checks were set otherwise.</summary>
    ChecksChanged = 48,

    /// <summary>The services that are asked about words were set otherwise.</summary>
    HooksChanged = 60,

    /// <summary>A key by which texts are scored was added or revoked.</summary>
    ScoringKeysChanged = 70,
}

internal static class EventKinds
{
    /// <summary>Whether the words of a comment, or who may read them, are others since.</summary>
    public static bool IsOfWords(this EventKind kind) =>
        kind
            is EventKind.CommentPublished
                or EventKind.CommentHeld
                or EventKind.CommentEdited
                or EventKind.CommentRemoved
                or EventKind.CommentDeleted
                or EventKind.CommentRejected;
}
