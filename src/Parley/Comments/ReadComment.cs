using Parley.Readers;

namespace Parley.Comments;

/// <summary>A comment with what everyone may know of its author.</summary>
/// <param name="ReplyTo">The name of the one whom it answers; null for a top-level comment, or where only a gap remains.</param>
internal sealed record ReadComment(
    Comment Comment,
    string AuthorName,
    ReaderKind AuthorKind,
    ReaderRole AuthorRole,
    string? ReplyTo
)
{
    /// <summary>When the newsroom picked it; null where it did not.</summary>
    public DateTimeOffset? PickedAt { get; init; }

    /// <summary>When the newsroom pinned it to the top of its thread; null where it did not.</summary>
    public DateTimeOffset? PinnedAt { get; init; }

    /// <summary>The words or the claim that it is about; null where it is about the story as a whole.</summary>
    public CommentPlace? Place { get; init; }

    /// <summary>What the newsroom answered, where it challenges a fact; null where it did not.</summary>
    public FactAnswer? Answer { get; init; }
}

/// <summary>A top-level comment and the first of its replies, in the order of time: each reply's parent is above it or not here.</summary>
/// <param name="Replies">Never more than the page has room for.</param>
/// <param name="ReplyCount">All replies that stand in the branch.</param>
internal sealed record ReadBranch(ReadComment Top, IReadOnlyList<ReadComment> Replies, int ReplyCount);
