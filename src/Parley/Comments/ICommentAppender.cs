using Parley.Reasons;

namespace Parley.Comments;

/// <summary>A comment about to be kept: step 6 of its journey.</summary>
internal sealed record NewComment
{
    public required SiteId Site { get; init; }
    public required Guid Id { get; init; }
    public required Guid ThreadId { get; init; }
    public required Guid? ParentId { get; init; }
    public required Guid AuthorId { get; init; }

    /// <summary><see cref="CommentState.Published"/> or <see cref="CommentState.Held"/>.</summary>
    public required CommentState State { get; init; }
    public required string Source { get; init; }
    public required string Html { get; init; }
    public required int Renderer { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>Why it is held; none where it is published.</summary>
    public Statement? Statement { get; init; }

    /// <summary>The words of the report, or the claim, on which it hangs; null for the story as a whole.</summary>
    public CommentPlace? Place { get; init; }

    /// <summary>A thread that began then or before is closed by age; null where the site lets threads stay open.</summary>
    public DateTimeOffset? TooOldFrom { get; init; }
}

/// <summary>What became of a comment that was to be kept. The numbers stand in PostgreSQL's statement.</summary>
internal enum AppendOutcome
{
    Added = 0,
    ThreadMissing = 1,
    ThreadClosed = 2,

    /// <summary>There is no such parent, or no longer.</summary>
    ParentGone = 3,

    /// <summary>The id is there already: the same send again, or another comment's.</summary>
    IdTaken = 4,
}

/// <param name="Position">Where it stands; 0 unless added.</param>
/// <param name="Branch">The position of the comment at the top of its branch, or 0.</param>
/// <param name="Version">The thread's version with it: the number of its last public event.</param>
internal readonly record struct Appended(AppendOutcome Outcome, long Position, long Branch, int Depth, long Version);

/// <summary>
/// Keeps new comments: the hottest write there is, so each engine has its own. Comments that wait together share one commit;
/// in the transaction are only the thread's row, the comment, its place if it has one, its statement if it is held, and the event.
/// </summary>
internal interface ICommentAppender
{
    /// <summary>Completes when the comment is safely kept.</summary>
    Task<Appended> AppendAsync(NewComment comment, CancellationToken cancel);
}
