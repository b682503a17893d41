using Parley.Comments;
using Parley.Readers;

namespace Parley.Moderation;

/// <summary>A comment of the past, to try rules on.</summary>
internal sealed record PastComment(
    Guid Id,
    Guid ThreadId,
    Guid AuthorId,
    CommentState State,
    string Source,
    string Html,
    DateTimeOffset At,
    PastAuthor Author,
    bool WasDecided
)
{
    public Judgement Judgement => ShadowCounts.JudgementOf(State, WasDecided);
}

/// <param name="Published">Comments of theirs that are public now.</param>
internal sealed record PastAuthor(ReaderKind Kind, ReaderRole Role, int Published, string? Email);
