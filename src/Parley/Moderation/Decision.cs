using System.Text.Json.Serialization;
using Parley.Comments;
using Parley.HouseRules;

namespace Parley.Moderation;

/// <summary>What a person decides about a comment.</summary>
internal enum DecisionKind
{
    /// <summary>Everyone may read it: one that was held, or that a person had rejected or removed.</summary>
    [JsonStringEnumMemberName("publish")]
    Publish,

    /// <summary>A held comment is not published.</summary>
    [JsonStringEnumMemberName("reject")]
    Reject,

    /// <summary>A published comment is taken down.</summary>
    [JsonStringEnumMemberName("remove")]
    Remove,

    /// <summary>A reported comment stays as it is.</summary>
    [JsonStringEnumMemberName("keep")]
    Keep,
}

/// <summary>A decision as it was taken.</summary>
/// <param name="Rule">The house rule that was named, where the comment does not stay public.</param>
/// <param name="At">Unique among the decisions of one moderator, and among the statements about one comment.</param>
internal sealed record Decision(
    Guid Id,
    Guid CommentId,
    Guid ModeratorId,
    CommentState From,
    CommentState To,
    CitedRule? Rule,
    DateTimeOffset At
)
{
    /// <summary>Time to notice a slip of the hand; after that a comment is decided anew.</summary>
    public static readonly TimeSpan TakeBackWindow = TimeSpan.FromMinutes(10);

    /// <summary>What it was taken together with, by one press of a button: it is taken back with that.</summary>
    public Guid? BatchId { get; init; }

    /// <summary>Why whoever wrote the comment published it past a check, or left it up; null for every other decision.</summary>
    public string? Because { get; init; }

    public DecisionKind Kind =>
        (From, To) switch
        {
            (CommentState.Published, CommentState.Published) => DecisionKind.Keep,
            (_, CommentState.Published) => DecisionKind.Publish,
            (CommentState.Published, _) => DecisionKind.Remove,
            _ => DecisionKind.Reject,
        };
}

internal static class DecisionRules
{
    /// <summary>The state that a decision brings a comment into.</summary>
    public static CommentState Target(this DecisionKind kind) =>
        kind switch
        {
            DecisionKind.Reject => CommentState.Rejected,
            DecisionKind.Remove => CommentState.Removed,
            _ => CommentState.Published,
        };

    /// <summary>Whether there is anything of this kind to decide. What its author has taken down stays down.</summary>
    public static bool AppliesTo(this DecisionKind kind, CommentState state) =>
        kind switch
        {
            DecisionKind.Publish => state is CommentState.Held or CommentState.Rejected or CommentState.Removed,
            DecisionKind.Reject => state == CommentState.Held,
            _ => state == CommentState.Published,
        };

    /// <summary>A comment that does not stay public carries a rule, for its author to read.</summary>
    public static bool NeedsRule(this DecisionKind kind) => kind is DecisionKind.Reject or DecisionKind.Remove;
}
