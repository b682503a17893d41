using Parley.Comments;
using Parley.Policies;
using Parley.Threads;

namespace Parley.Reading;

/// <summary>A page of a thread.</summary>
/// <param name="Thread">Read before the comments, so that they are at least as new as its version.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
internal sealed record ThreadSlice(CommentThread Thread, IReadOnlyList<ReadBranch> Branches, Cursor? Next)
{
    /// <summary>What the newsroom puts before it.</summary>
    public ThreadFront Front { get; init; } = new(null, [], [], 0);

    /// <summary>How it is kept.</summary>
    public PolicyInForce Policy { get; init; } = PolicyInForce.Nothing;

    /// <summary>
    /// How many passages of its report have their source named; null where there is no text of it, or a page of ours that shows them.
    /// </summary>
    public int? Sourced { get; init; }
}

/// <summary>A page of a thread's picks.</summary>
/// <param name="Next">When the last of them was picked; null on the last page.</param>
internal sealed record PickSlice(CommentThread Thread, IReadOnlyList<ReadComment> Picks, DateTimeOffset? Next);

/// <summary>Some of the replies of one branch.</summary>
/// <param name="Next">The position after which more stand; null where these are the last.</param>
internal sealed record BranchSlice(
    CommentThread Thread,
    ReadComment Top,
    IReadOnlyList<ReadComment> Replies,
    long? Next,
    int ReplyCount
);
