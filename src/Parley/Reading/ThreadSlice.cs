using Parley.Comments;
using Parley.Readers;
using Parley.Threads;

namespace Parley.Reading;

/// <summary>A comment with what everyone may know of its author.</summary>
/// <param name="ReplyTo">The name of the one whom it answers; null for a top-level comment, or where only a gap remains.</param>
internal sealed record ReadComment(Comment Comment, string AuthorName, ReaderKind AuthorKind, ReaderRole AuthorRole, string? ReplyTo);

/// <summary>A top-level comment and the first of its replies, in the order of time: each reply's parent is above it or not here.</summary>
/// <param name="Replies">Never more than the page has room for.</param>
/// <param name="ReplyCount">All replies that stand in the branch.</param>
internal sealed record ReadBranch(ReadComment Top, IReadOnlyList<ReadComment> Replies, int ReplyCount);

/// <summary>A page of a thread.</summary>
/// <param name="Thread">Read before the comments, so that they are at least as new as its version.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal sealed record ThreadSlice(CommentThread Thread, IReadOnlyList<ReadBranch> Branches, Cursor? Next);

/// <summary>Some of the replies of one branch.</summary>
/// <param name="Next">The position after which more stand; null where these are the last.</param>
internal sealed record BranchSlice(CommentThread Thread, ReadComment Top, IReadOnlyList<ReadComment> Replies, long? Next, int ReplyCount);
