using Parley.Readers;

namespace Parley.Comments;

/// <summary>Turns comments into what clients of the interface read.</summary>
internal static class CommentAnswers
{
    /// <summary>A comment as everyone may see it.</summary>
    public static CommentAnswer ToAnswer(ReadComment read, Home home, string site)
    {
        var comment = read.Comment;
        var isPublic = comment.State == CommentState.Published;
        return new CommentAnswer
        {
            Id = comment.Id,
            ThreadId = comment.ThreadId,
            ParentId = comment.ParentId,
            State = comment.State is CommentState.Held or CommentState.Rejected ? CommentState.Removed : comment.State,
            Author = isPublic ? new AuthorAnswer(read.AuthorName, read.AuthorKind, read.AuthorRole) : null,
            Html = isPublic ? comment.Html : null,
            Place = isPublic ? ToAnswer(read.Place) : null,
            Answer = isPublic && read.Answer is { } answer ? new(answer.Text, answer.By, answer.At, answer.Status) : null,
            PostedAt = comment.TimeIsUnknown ? null : comment.PostedAt,
            EditedAt = isPublic ? comment.EditedAt : null,
            Appreciations = isPublic ? comment.Appreciations : 0,
            IsPicked = isPublic && read.PickedAt is not null,
            IsPinned = isPublic && read.PinnedAt is not null,
            Url = home.Absolute($"/{site}/c/{comment.Id}"),
        };
    }

    private static PlaceAnswer? ToAnswer(CommentPlace? place) =>
        place is null ? null : new(place.PassageId, place.ClaimId, place.Words, place.State) { OldWords = place.OldWords };

    /// <summary>A comment as its own author sees it, with the words as they were written.</summary>
    public static CommentAnswer ToOwnAnswer(ReadComment read, Home home, string site) =>
        ToAnswer(read, home, site) with
        {
            State = read.Comment.State,
            Author = new AuthorAnswer(read.AuthorName, read.AuthorKind, read.AuthorRole),
            Html = read.Comment.Html,
            Body = read.Comment.Source,
            Place = ToAnswer(read.Place),
            EditedAt = read.Comment.EditedAt,
        };

    /// <summary>One's own comment with what was decided about it.</summary>
    public static OwnAnswer ToAnswer(Visit visit, OwnComment own) =>
        new(ToOwnAnswer(own.Read, visit.Home, visit.Site.Name))
        {
            Decision = own.Statement is { IsByMachine: false, At: var at, Rule: var rule }
                ? new OwnDecisionAnswer(at, rule, own.Statement.FactsIn(visit.Words.Language))
                {
                    RuleNumber = own.Statement.RuleNumber,
                    RulesVersion = own.Statement.RulesVersion,
                    Law = own.Statement.Law,
                }
                : null,
            FoundByMachine = own.Statement?.WasFoundByMachine,
            DecidedByMachine = own.Statement?.IsByMachine,
            Code = own.Statement?.Code,
            Reasons = own.Statement is { Reasons: { Count: > 0 } reasons }
                ? [.. reasons.Select(reason => Answers.Sentence(visit.Words, Answers.Shown(visit, reason)))]
                : null,
        };

    /// <summary>A top-level comment with the replies that came with it.</summary>
    public static CommentAnswer ToAnswer(ReadBranch branch, Home home, string site) =>
        ToAnswer(branch.Top, home, site) with
        {
            Replies = [.. branch.Replies.Select(reply => ToAnswer(reply, home, site))],
            ReplyCount = branch.ReplyCount,
            NextReplies =
                branch.Replies.Count < branch.ReplyCount
                    ? $"{(branch.Replies.Count == 0 ? 0 : branch.Replies[^1].Comment.Position):x}"
                    : null,
        };

    /// <summary>A comment just written by a reader, with what is known of the reader.</summary>
    public static ReadComment ToRead(Comment comment, Reader author) =>
        new(comment, author.Name, author.Kind, author.Role, null);

    /// <summary>What was just posted, with what is known of its writer.</summary>
    public static ReadComment ToRead(PostedComment posted, Reader author) =>
        ToRead(posted.Comment, author) with
        {
            Place = posted.Place,
        };
}
