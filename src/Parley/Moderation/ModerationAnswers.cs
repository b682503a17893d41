using Parley.Comments;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sanctions;

namespace Parley.Moderation;

/// <summary>Turns what waits, and what is known of it, into what staff's clients read.</summary>
internal static class ModerationAnswers
{
    public static WaitingAnswer ToAnswer(Visit visit, WaitingComment waiting) =>
        new(
            ToAnswer(visit, waiting.Read),
            waiting.Since,
            ToAnswer(waiting.Story),
            [.. waiting.Reasons.Select(reason => ToAnswer(visit.Words, reason))],
            OpenReport.For(visit.SignedIn, waiting.Read.Comment, waiting.Reports)
        )
        {
            Due = waiting.Due,
        };

    public static CaseAnswer ToAnswer(Visit visit, ModeratedComment known) =>
        new(
            ToAnswer(visit, known.Read),
            ToAnswer(known.Story),
            known.Thread.ClosedAt is not null,
            [.. known.Reasons.Select(reason => ToAnswer(visit.Words, reason))],
            known.ReportsFor(visit.SignedIn),
            [.. known.Above.Select(above => ToAnswer(visit, above))],
            [.. known.Earlier.Select(words => new EarlierAnswer(words.Source, words.Html, words.ReplacedAt))],
            [
                .. known.Statements.Select(statement => new RestrictionAnswer(
                    statement.Restriction,
                    statement.At,
                    statement.DecidedBy is { } by ? known.Deciders.GetValueOrDefault(by) : null,
                    statement.Rule,
                    statement.Facts
                )
                {
                    RuleNumber = statement.RuleNumber,
                    RulesVersion = statement.RulesVersion,
                    Law = statement.Law,
                }),
            ],
            ToAnswer(visit, known.Writer)
        )
        {
            Notices =
            [
                .. known
                    .NoticesFor(visit.SignedIn)
                    .Select(notice => new OpenNoticeAnswer(
                        notice.Name,
                        notice.Law,
                        notice.Words,
                        notice.WordsAt,
                        notice.At,
                        notice.DueAt
                    )
                    {
                        AboutAbuse = notice.IsAboutAbuse,
                        Body = notice.Body,
                    }),
            ],
            Objections = known.Objections,
            Shadow = [.. known.Shadow.Select(reason => ToAnswer(visit.Words, reason))],
            Nudges =
            [
                .. known.Nudges.Select(nudge => new NudgeAnswer(
                    nudge.At,
                    nudge.HasChanged == true,
                    [.. nudge.Reasons.Select(reason => ToAnswer(visit.Words, reason))]
                )),
            ],
            Decisions =
            [
                .. known.Past.Select(past => new PastDecisionAnswer(past.Decision.Kind, past.ModeratorName, past.Decision.At)
                {
                    Rule = past.Decision.Rule is { IsOfHouse: true } cited ? cited.Number : null,
                    TakenBackAt = past.TakenBackAt,
                    Because = past.Decision.Because,
                }),
            ],
            Notes =
            [
                .. known.Notes.Select(note => new NoteAnswer(
                    note.Id,
                    note.ModeratorName,
                    note.Words,
                    note.At,
                    note.ReaderId is not null
                )),
            ],
        };

    public static DecisionAnswer ToAnswer(Decision decision) =>
        new(decision.Id, decision.CommentId, decision.Kind, decision.To, decision.At, decision.At + Decision.TakeBackWindow);

    public static ListFaultAnswer ToAnswer(Words words, ListFault fault) =>
        new(
            fault.List,
            fault.Problem.Code,
            fault.Problem.Arguments?.GetValueOrDefault("line") as int?,
            Answers.Sentence(words, fault.Problem)
        );

    /// <summary>A reason as staff read it: with the entry or the figure that decided.</summary>
    public static string SentenceForStaff(Words words, Reason reason) =>
        words.Format(reason.Rule + ".moderator", [.. reason.Arguments.Select(a => (a.Key, a.Value))]);

    public static ModeratedAnswer ToAnswer(Visit visit, ReadComment read)
    {
        var comment = read.Comment;
        return new ModeratedAnswer
        {
            Id = comment.Id,
            ThreadId = comment.ThreadId,
            ParentId = comment.ParentId,
            State = comment.State,
            AuthorId = comment.AuthorId,
            Author = new AuthorAnswer(read.AuthorName, read.AuthorKind, read.AuthorRole),
            Body = comment.Source,
            Html = comment.Html,
            PostedAt = comment.TimeIsUnknown ? null : comment.PostedAt,
            EditedAt = comment.EditedAt,
            Url = visit.Home.Absolute($"/{visit.Site.Name}/c/{comment.Id}"),
        };
    }

    private static StoryAnswer ToAnswer(StoryLine story) => new(story.Id, story.Title, story.Url);

    public static ReasonAnswer ToAnswer(Words words, Reason reason) =>
        new(reason.Check, reason.Verdict, reason.Rule, reason.RuleVersion, SentenceForStaff(words, reason), reason.Place);

    private static WriterAnswer ToAnswer(Visit visit, WriterFacts writer) =>
        new(
            writer.Since,
            writer.Published,
            writer.Rejected,
            [.. writer.Sanctions.Select(sanction => SanctionAnswers.ToAnswer(sanction, visit.Now))],
            writer.EarlierNames
        )
        {
            Likenesses = [.. writer.Likenesses.Select(like => ToAnswer(visit.Words, like))],
        };

    public static LikenessAnswer ToAnswer(Words words, Likeness like) =>
        new(
            like.ReaderId,
            like.Name,
            like.Kind,
            like.At,
            like.IsLikely,
            [.. like.Signs.Select(sign => new SignAnswer(sign.Kind, SentenceOf(words, sign), sign.Comment))]
        );

    /// <summary>A sign as staff read it. Of an address it says no letter.</summary>
    public static string SentenceOf(Words words, Sign sign) =>
        words.Format(
            "likeness.sign-" + sign.Kind.ToString().ToLowerInvariant(),
            ("mine", sign.Mine),
            ("theirs", sign.Theirs),
            ("days", LikenessStore.SoonAfter.Days)
        );
}
