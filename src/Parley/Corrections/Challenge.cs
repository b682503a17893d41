using Parley.Comments;
using Parley.Sourcing;

namespace Parley.Corrections;

/// <summary>A comment that challenges a fact of the report, with what shows that it is so.</summary>
/// <param name="Evidence">In a sentence. The newsroom's and its writer's alone, as is the address.</param>
internal sealed record Challenge(Guid CommentId, Guid StoryId, string? Evidence, string? EvidenceUrl, DateTimeOffset RaisedAt)
{
    public const int LongestSentence = 500;

    /// <summary>Who put it on the desk: its writer, or a moderator who handed it on.</summary>
    public Guid RaisedBy { get; init; }

    /// <summary>What the newsroom answered.</summary>
    public string? Answer { get; init; }
    public DateTimeOffset? AnsweredAt { get; init; }
    public bool IsAnswered => AnsweredAt is not null;
}

/// <summary>A challenge that waits, with the comment and what it could change.</summary>
/// <param name="Claims">What is claimed in the place of the comment; in the whole report, where it has none.</param>
internal sealed record WaitingChallenge(Challenge Challenge, ReadComment Read, IReadOnlyList<Claim> Claims);
