using System.Globalization;
using Microsoft.AspNetCore.Components;
using Parley.Comments;
using Parley.HouseRules;
using Parley.Markup;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sanctions;
using Parley.Views.Comments;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>Puts the queue's page together: what waits, and the one comment that is decided now.</summary>
internal sealed class QueueDrawer(
    QueueStore queue,
    CaseStore cases,
    ThreadListStore threads,
    RuleBooks books,
    ConsoleFrames frames
)
{
    private const int ExcerptLength = 90;

    /// <param name="chosen">The comment to bring up, whatever its state; null for the first that waits.</param>
    /// <returns>The page; null where the chosen comment does not exist.</returns>
    public async Task<QueuePageModel?> DrawAsync(Visit visit, Guid? chosen, TimeCursor? after)
    {
        var slice = await queue.ListAsync(visit.Site.Id, after, QueueStore.OnPage, visit.Cancel);
        var current = chosen ?? slice.Items.Select(item => (Guid?)item.Read.Comment.Id).FirstOrDefault();
        var known = current is { } id ? await cases.FindAsync(visit.Site, id, visit.Cancel) : null;
        if (chosen is not null && known is null)
            return null;
        return new QueuePageModel(
            await frames.ForAsync(visit, ConsolePlace.Queue, visit.Words["console.queue"], slice.Total),
            [.. slice.Items.Select(item => ToItem(visit, item, after) with { IsCurrent = item.Read.Comment.Id == current })]
        )
        {
            Case = known is null ? null : await ToCaseAsync(visit, known, slice.Items, after),
            NextUrl = slice.Next is { } next ? visit.SiteUrl($"/console?after={next}") : null,
        };
    }

    private static string UrlOf(Visit visit, Guid comment, TimeCursor? after) =>
        visit.SiteUrl($"/console?c={comment}" + (after is { } place ? $"&after={place}" : ""));

    private static QueueItemModel ToItem(Visit visit, WaitingComment item, TimeCursor? after)
    {
        var comment = item.Read.Comment;
        var why =
            item.Reasons.Count > 0
                ? ModerationAnswers.SentenceForStaff(visit.Words, item.Reasons.MaxBy(reason => reason.Verdict)!)
            : item.Reports.Count > 0 ? visit.Words["report.reason." + item.Reports[0].Reason]
            : visit.Words["console.why-held"];
        var text = SafeHtml.TryAccept(comment.Html, out var html) ? PlainText.Of(html.Value) : comment.Source;
        return new QueueItemModel(
            UrlOf(visit, comment.Id, after),
            item.Read.AuthorName,
            PlainText.Excerpt(text, ExcerptLength),
            item.Since,
            why
        )
        {
            IsHeld = comment.State == CommentState.Held,
            Reports = item.Reports.Count,
        };
    }

    private async Task<QueueCaseModel> ToCaseAsync(
        Visit visit,
        ModeratedComment known,
        IReadOnlyList<WaitingComment> items,
        TimeCursor? after
    )
    {
        var comment = known.Read.Comment;
        var book = await books.FindAsync(visit.Site, visit.Cancel);
        var models = new CommentModels(visit.Home, visit.Site.Name, isFramed: false);
        var index = items.ToList().FindIndex(item => item.Read.Comment.Id == comment.Id);
        var next = index + 1 < items.Count ? items[index + 1].Read.Comment.Id : (Guid?)null;
        return new QueueCaseModel(
            ToModel(models, known.Read),
            WordsOf(known),
            DecideUrl(visit, comment, book.Version, next, after),
            ToWriter(visit, known, book.Version)
        )
        {
            IsHeld = comment.State == CommentState.Held,
            CanPublish =
                comment.State is CommentState.Held or CommentState.Rejected or CommentState.Removed && !comment.IsErased
                || known.Reports.Count > 0 && comment.State == CommentState.Published,
            CanReject = comment.State is CommentState.Held or CommentState.Published,
            StoryTitle = known.Story.Title,
            StoryUrl = StoryUrl(visit, known.Story),
            PermalinkUrl = comment.State == CommentState.Published ? models.Url(comment.Id) : StoryUrl(visit, known.Story),
            Above = [.. known.Above.Select(above => ToModel(models, above))],
            Checks =
            [
                .. known.Reasons.Select(reason => ToCheck(visit.Words, reason)),
                .. known.Shadow.Select(reason => new CheckModel(
                    visit.Words.Format(
                        "checks.would-have",
                        ("finding", ModerationAnswers.SentenceForStaff(visit.Words, reason))
                    ),
                    CheckVerdict.Pass
                )),
            ],
            Reports =
            [
                .. known.Reports.Select(report => new ReaderReportModel(
                    visit.Words["report.reason." + report.Reason],
                    report.Words,
                    report.At
                )),
            ],
            Earlier = [.. known.Earlier.Select(words => new EarlierModel(new MarkupString(words.Html), words.ReplacedAt))],
            Decided =
            [
                .. known.Statements.Where(statement => !statement.IsByMachine).Select(statement => ToDecided(known, statement)),
            ],
            Rules = [.. book.Rules.Select(rule => (rule.Number, rule.Name))],
            Thread = await ToThreadAsync(visit, known),
            NextUrl = next is { } following ? UrlOf(visit, following, after) : null,
            PreviousUrl = index > 0 ? UrlOf(visit, items[index - 1].Read.Comment.Id, after) : null,
        };
    }

    // The address says which words and which rules the page shows, so that nothing is decided about others.
    private static string DecideUrl(Visit visit, Comment comment, int rules, Guid? next, TimeCursor? after)
    {
        var edited = comment.EditedAt?.ToMicros().ToString("x", CultureInfo.InvariantCulture) ?? "";
        var then = next is { } id ? $"&next={id}" : "";
        var from = after is { } place ? $"&after={place}" : "";
        return visit.SiteUrl(
            $"/console/comments/{comment.Id}/decision?seen={(int)comment.State}.{edited}&rules={rules}{then}{from}"
        );
    }

    private static MarkupString WordsOf(ModeratedComment known)
    {
        var places = known.Reasons.Select(reason => reason.Place).OfType<Place>().ToList();
        return places.Count > 0 ? MarkedText.Of(known.Read.Comment.Source, places) : new MarkupString(known.Read.Comment.Html);
    }

    // Staff see the words of what was taken down as well.
    private static CommentModel ToModel(CommentModels models, ReadComment read) =>
        models.ToModel(read) with
        {
            Author = CommentModels.AuthorOf(read),
            Html = new MarkupString(read.Comment.Html),
            Parent = read.Comment.ParentId is { } parent ? new ParentModel(models.Url(parent), read.ReplyTo) : null,
        };

    private static CheckModel ToCheck(Words words, Reason reason) =>
        new(
            ModerationAnswers.SentenceForStaff(words, reason),
            reason.Verdict switch
            {
                Verdict.Pass => CheckVerdict.Pass,
                Verdict.Hold => CheckVerdict.Hold,
                _ => CheckVerdict.Refuse,
            }
        );

    private static DecidedModel ToDecided(ModeratedComment known, Statement statement) =>
        new(
            statement.Restriction == Restriction.Removed,
            known.Deciders.GetValueOrDefault(statement.DecidedBy!.Value) ?? "",
            statement.At,
            statement.Rule ?? "",
            statement.Facts
        );

    private static WriterModel ToWriter(Visit visit, ModeratedComment known, int rules)
    {
        var writer = known.Read.Comment.AuthorId;
        var back = $"?c={known.Read.Comment.Id}";
        return new WriterModel(
            known.Read.AuthorName,
            CommentModels.AuthorOf(known.Read).Kind,
            visit.SiteUrl($"/console/writers/{writer}/sanctions{back}&rules={rules}")
        )
        {
            Since = known.Writer.Since,
            Published = known.Writer.Published,
            Rejected = known.Writer.Rejected,
            EarlierNames = known.Writer.EarlierNames,
            Sanctions = [.. known.Writer.Sanctions.Select(sanction => ToModel(visit, sanction, back))],
            MayBeSanctioned = !known.Read.AuthorRole.IsStaff(),
        };
    }

    /// <param name="back">Where lifting it leads back to, as a query; empty for the list.</param>
    public static StandingModel ToModel(Visit visit, Sanction sanction, string back = "") =>
        new(
            sanction.ReaderName,
            sanction.Kind.ToWord(),
            sanction.Words,
            sanction.ModeratorName,
            sanction.At,
            visit.SiteUrl($"/console/sanctions/{sanction.Id}/lift{back}")
        )
        {
            Rule = sanction.Rule?.Name,
            Until = sanction.Until,
        };

    private async Task<ThreadRowModel> ToThreadAsync(Visit visit, ModeratedComment known)
    {
        var thread = known.Thread;
        var held = await threads.CountHeldAsync(visit.Site.Id, thread.Id, visit.Cancel);
        return new ThreadRowModel(
            known.Story.Title,
            StoryUrl(visit, known.Story),
            thread.CommentCount,
            held,
            thread.ClosedAt is null,
            visit.SiteUrl($"/console/threads/{thread.Id}?c={known.Read.Comment.Id}")
        )
        {
            LastActivity = thread.LastActivity,
            IsClosedByAge =
                thread.ClosedAt is null
                && thread.ClosesAt(visit.Site.Settings.CloseAfterDays, known.Story.PublishedAt) <= visit.Now,
        };
    }

    /// <summary>Where staff read a story's discussion.</summary>
    public static string StoryUrl(Visit visit, StoryLine story) =>
        visit.SiteUrl(story.Slug is { } slug ? $"/s/{slug}" : $"/t/{story.Id}");
}
