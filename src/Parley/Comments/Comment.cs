namespace Parley.Comments;

/// <summary>Where a comment stands between its writer and the public. The numbers stand in databases.</summary>
internal enum CommentState
{
    Published = 0,

    /// <summary>A check wants a person to look at it first. Its author alone sees it.</summary>
    Held = 1,

    /// <summary>A moderator decided that it is not published.</summary>
    Rejected = 2,

    /// <summary>A moderator took it down.</summary>
    Removed = 3,

    /// <summary>Its author took it down.</summary>
    Deleted = 4,
}

/// <summary>What the words are written in.</summary>
internal enum CommentFormat
{
    Markdown = 0,

    /// <summary>Imported words, kept as they came.</summary>
    Html = 1,

    /// <summary>Imported words without any markup.</summary>
    Text = 2,
}

/// <summary>A comment with the facts that decide what may be done with it.</summary>
internal sealed record Comment
{
    public required SiteId Site { get; init; }
    public required Guid Id { get; init; }
    public required Guid ThreadId { get; init; }
    public required Guid? ParentId { get; init; }
    public required long Branch { get; init; }
    public required long Position { get; init; }
    public required int Depth { get; init; }
    public required Guid AuthorId { get; init; }
    public required CommentState State { get; init; }
    public required bool Stands { get; init; }
    public required string Source { get; init; }
    public required CommentFormat Format { get; init; }
    public required string Html { get; init; }
    public required DateTimeOffset PostedAt { get; init; }
    public required bool TimeIsUnknown { get; init; }
    public required DateTimeOffset? EditedAt { get; init; }
    public required int Appreciations { get; init; }
    public required bool IsImported { get; init; }

    /// <summary>Its words went with their writer's account: nothing is left that could be shown.</summary>
    public bool IsErased => Source.Length == 0 && Html.Length == 0;

    /// <summary>The one rule for every way out: may this reader (or visitor, if none) see these words? Their author may until
    /// they delete them: one who is refused must be able to read what it is about.</summary>
    public bool IsVisibleTo(Guid? readerId) =>
        State == CommentState.Published || (State != CommentState.Deleted && AuthorId == readerId);

    /// <param name="window">How long after posting a slip may be mended: the site's setting.</param>
    public bool CanBeEditedBy(Guid readerId, DateTimeOffset now, TimeSpan window) =>
        State is CommentState.Published or CommentState.Held && !IsImported && AuthorId == readerId && now - PostedAt < window;

    /// <summary>For how many seconds its author may still mend it.</summary>
    public int EditSecondsLeft(DateTimeOffset now, TimeSpan window) =>
        CanBeEditedBy(AuthorId, now, window) ? (int)(PostedAt + window - now).TotalSeconds : 0;

    public bool CanBeDeletedBy(Guid readerId) => State is CommentState.Published or CommentState.Held && AuthorId == readerId;
}
