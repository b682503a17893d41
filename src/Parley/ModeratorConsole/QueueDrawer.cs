using System.Globalization;
using Microsoft.AspNetCore.Components;
using Parley.Comments;
using Parley.HouseRules;
using Parley.Markup;
using Parley.Moderation;
using Parley.Perspective;
using Parley.Policies;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;
using Parley.Sanctions;
using Parley.Scoring;
using Parley.Screening;
using Parley.Stories;
using Parley.Views.Comments;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>Puts the queue's page together: what waits, and the one comment that is decided now.</summary>
internal sealed class QueueDrawer(
    QueueStore queue,
    CaseStore cases,
    LeaseStore leases,
    ThreadListStore threads,
    PolicyDirectory policies,
    CareStore cares,
    RuleBooks books,
    TextModelChooser chooser,
    ConsoleFrames frames
)
{
    private const int ExcerptLength = 90;

    // Whoever comes back to a page within a minute is still there.
    private static readonly TimeSpan Fresh = LeaseStore.Length - TimeSpan.FromMinutes(1);

    /// <param name="asked">Which list, and from where.</param>
    /// <param name="chosen">The comment to bring up, whatever its state; null for the first that waits and no colleague has.</param>
    /// <returns>The page; null where the chosen comment does not exist.</returns>
    public Task<QueuePageModel?> DrawAsync(Visit visit, QueueAsked asked, Guid? chosen) =>
        DrawAsync(visit, asked, chosen, isAgain: false, isSecondLook: false);

    private async Task<QueuePageModel?> DrawAsync(Visit visit, QueueAsked asked, Guid? chosen, bool isAgain, bool isSecondLook)
    {
        var shown = asked.Query with { WithObjections = Access.SeniorModerator.Allows(visit) };
        // Before the list: what a colleague decides in between was theirs, and is not taken for free.
        var withOthers = await leases.ListAsync(visit.Site.Id, visit.Cancel);
        var slice = await queue.ListAsync(visit.Site, shown, asked.After, QueueStore.OnPage, visit.Cancel);
        var book = await books.FindAsync(visit.Site, visit.Cancel);
        var care = await cares.FindAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel);
        var classes = slice.Items.ToDictionary(
            item => item.Read.Comment.Id,
            item => HardClasses.Of(book, item.Reasons, item.Reports.Select(report => report.Reason))
        );
        var left = classes.Where(one => care.Leaves(one.Value)).Select(one => one.Key).ToHashSet();
        var current = chosen ?? await FindFirstAsync(visit, asked, slice, withOthers, left);
        // At the end of a part one goes on with the next, and at the end of them all with the first: once, for all may be with colleagues.
        if (current is null && chosen is null && !isAgain && asked.Past is { } past && (slice.Next ?? asked.After) is not null)
        {
            var first = asked with { After = null, Past = new(BeginningOf(asked.Query).At, past.Id) };
            return await DrawAsync(
                visit,
                slice.Next is { } part ? asked with { After = part } : first,
                null,
                true,
                isSecondLook
            );
        }

        var known = current is { } id
            ? await cases.FindAsync(visit.Site, id, StorySections.Of(visit.Site, visit.SignedIn), visit.Cancel)
            : null;
        if (chosen is not null && known is null)
            return null;
        // A colleague decided it after the list was read: nobody asked for that.
        if (chosen is null && asked.Query.IsByDue && !isSecondLook && current is { } taken && (known is null || !Waits(known)))
        {
            await leases.ReleaseAsync(visit.Site.Id, taken, visit.SignedIn.Id, visit.Cancel);
            return await DrawAsync(visit, asked, null, isAgain, isSecondLook: true);
        }

        if (known is not null && chosen is not null && Waits(known))
            await TakeAsync(visit, known.Read.Comment.Id, withOthers);
        var hard = known is null ? [] : HardClasses.Of(book, known.Reasons, known.Reports.Select(report => report.Reason));
        if (hard.Count > 0 && Waits(known!))
            await cares.NoteAsync(visit.Site.Id, visit.SignedIn.Id, known!.Read.Comment.Id, visit.Cancel);
        foreach (var mine in withOthers.Where(lease => lease.Value.ModeratorId == visit.SignedIn.Id).ToList())
            withOthers.Remove(mine.Key);
        var objections = slice.Objections.Select(one => ToItem(visit, one)).ToList();
        var dueNow = known is null
            ? DateTimeOffset.MaxValue
            : slice.Items.FirstOrDefault(item => item.Read.Comment.Id == current)?.Due ?? visit.Now;
        return new QueuePageModel(
            await frames.ForAsync(visit, ConsolePlace.Queue, visit.Words["console.queue"], slice.Waiting),
            [
                .. slice
                    .Items.Select(item =>
                        ToItem(visit, item, asked) with
                        {
                            IsCurrent = item.Read.Comment.Id == current,
                            With = withOthers.GetValueOrDefault(item.Read.Comment.Id)?.ModeratorName,
                            Veil = VeilOf(care, book, classes[item.Read.Comment.Id]),
                            IsLeft = left.Contains(item.Read.Comment.Id),
                        }
                    )
                    .Concat(objections)
                    // What has no such time is in its order already, and no objection is among it.
                    .OrderBy(item => item.Due),
            ]
        )
        {
            Case = known is null
                ? null
                : await ToCaseAsync(visit, known, slice, asked, withOthers, left) with
                {
                    Veil = VeilOf(care, book, hard),
                },
            IsLaidAside =
                asked.Query.IsByDue && asked.Past is { } before && slice.Items.Any(item => item.Read.Comment.Id == before.Id),
            Left = ConsoleEndpoints.ReadNumber(visit.Http.Request.Query["left"]) ?? 0,
            Noticed = ConsoleEndpoints.ReadNumber(visit.Http.Request.Query["noticed"]) ?? 0,
            PauseUrl =
                care.IsFull && HardClasses.Hard(book).Any(rule => !care.Left.ContainsKey(rule.Number))
                    ? visit.SiteUrl("/console/care/pause")
                    : null,
            Orders =
            [
                .. slice.Orders.Select(order => new WaitingOrderModel(
                    WaitingOrder.MinutesLeft(order.Due, visit.Now),
                    order.Due,
                    Access.SeniorModerator.Allows(visit) ? visit.SiteUrl($"/console/orders/{order.Id}") : null
                )),
            ],
            Objections = [.. objections.Where(one => one.Due <= dueNow)],
            Views = QueueSieve.Views(visit, asked.Query, slice.Waiting),
            Sieve = QueueSieve.Of(visit, asked.Query, book, slice),
            FirstUrl = asked.After is null ? null : asked.Url(visit, null, withPlace: false),
            NextUrl = slice.Next is { } next ? asked.Url(visit, null, next) : null,
        };
    }

    /// <summary>The rules that words may break and that are hard to read, where they are veiled; null where they are not.</summary>
    public static string? VeilOf(Care care, RuleBook book, IReadOnlyList<int> classes) =>
        care.Veils && classes.Count > 0
            ? string.Join(" · ", book.Rules.Where(rule => classes.Contains(rule.Number)).Select(rule => rule.Name))
            : null;

    private static bool Waits(ModeratedComment known) =>
        known.Read.Comment.State == CommentState.Held
        || (known.Read.Comment.State == CommentState.Published && known.Reports.Count > 0);

    // The first that no colleague has, and that is not left to one. In a list of what does not wait nothing is anybody's.
    private async Task<Guid?> FindFirstAsync(
        Visit visit,
        QueueAsked asked,
        QueueSlice slice,
        Dictionary<Guid, Lease> now,
        HashSet<Guid> left
    )
    {
        var ids = Order(asked, slice).Select(item => item.Read.Comment.Id).ToList();
        if (!asked.Query.IsByDue)
            return ids.Count > 0 ? ids[0] : null;
        var free = ids.FindAll(id => !left.Contains(id))
            .FindAll(id => !now.TryGetValue(id, out var lease) || lease.ModeratorId == visit.SignedIn.Id);
        if (free.Count > 0 && now.TryGetValue(free[0], out var mine) && mine.Until > visit.Now + Fresh)
            return free[0];
        return await leases.TakeFirstAsync(visit.Site.Id, free, visit.SignedIn.Id, visit.Cancel);
    }

    // From where one was, and what was passed by last of all; but never what one has just laid aside.
    private static IEnumerable<WaitingComment> Order(QueueAsked asked, QueueSlice slice)
    {
        if (asked.Past is not { } past)
            return slice.Items;
        var behind = slice.Items.ToLookup(item =>
            (item.Place.At, item.Place.Id).CompareTo((past.At, past.Id)) * (asked.Query.IsByDue ? 1 : -1) > 0
        );
        var isAll = asked.After is null && slice.Next is null;
        return behind[true].Concat(isAll ? behind[false] : []).Where(item => item.Read.Comment.Id != past.Id);
    }

    private static TimeCursor BeginningOf(QueueQuery query) => query.IsByDue ? TimeCursor.Oldest : TimeCursor.Newest;

    private async Task TakeAsync(Visit visit, Guid comment, Dictionary<Guid, Lease> now)
    {
        var isTaken = now.TryGetValue(comment, out var lease);
        if (isTaken && (lease!.ModeratorId != visit.SignedIn.Id || lease.Until > visit.Now + Fresh))
            return;
        if (await leases.KeepAsync(visit.Site.Id, comment, visit.SignedIn.Id, visit.Cancel))
            return;
        // A colleague was quicker.
        if ((await leases.ListAsync(visit.Site.Id, visit.Cancel)).GetValueOrDefault(comment) is { } theirs)
            now[comment] = theirs;
    }

    private static QueueItemModel ToItem(Visit visit, WaitingComment item, QueueAsked asked)
    {
        var comment = item.Read.Comment;
        var why =
            item.Reasons.Count > 0
                ? ModerationAnswers.SentenceForStaff(visit.Words, item.Reasons.MaxBy(reason => reason.Verdict)!)
            : item.Reports.Any(report => report.Reason == ReportComment.Notice)
                ? visit.Words["report.reason." + ReportComment.Notice]
            : item.Reports.Count > 0 ? visit.Words["report.reason." + item.Reports[0].Reason]
            : comment.State == CommentState.Held ? visit.Words["console.why-held"]
            : visit.Words["console.state-" + comment.State.ToString().ToLowerInvariant()];
        return new QueueItemModel(
            asked.Url(visit, comment.Id),
            item.Read.AuthorName,
            PlainText.Excerpt(TextOf(comment), ExcerptLength),
            item.Since,
            why
        )
        {
            IsHeld = comment.State == CommentState.Held,
            Reports = item.Reports.Count,
            Due = item.Due,
            IsLate = item.Due < visit.Now,
        };
    }

    private static QueueItemModel ToItem(Visit visit, WaitingObjection objection) =>
        new(
            visit.SiteUrl($"/console/objections/{objection.Id}"),
            "",
            visit.Words["objections.waits"],
            objection.Due - OpenObjections.Patience,
            ""
        )
        {
            IsObjection = true,
            Due = objection.Due,
            IsLate = objection.Due < visit.Now,
        };

    private static string TextOf(Comment comment) =>
        SafeHtml.TryAccept(comment.Html, out var html) ? PlainText.Of(html.Value) : comment.Source;

    // In a language that no model knows a number would say nothing.
    private ScoredPageModel? ScoredOf(Visit visit, Comment comment)
    {
        if (comment.IsErased || !chooser.HasAny)
            return null;
        var text = comment.Format == CommentFormat.Markdown ? OwnWords.Of(comment.Source) : TextOf(comment);
        var (chosen, _) = chooser.Find(text, [], [], visit.Site.Language, isStrict: true);
        return chosen is null ? null : ScoreDrawer.ToModel(visit.Words, text, chosen);
    }

    private async Task<QueueCaseModel> ToCaseAsync(
        Visit visit,
        ModeratedComment known,
        QueueSlice slice,
        QueueAsked asked,
        Dictionary<Guid, Lease> withOthers,
        HashSet<Guid> left
    )
    {
        var comment = known.Read.Comment;
        var book = await books.FindAsync(visit.Site, visit.Cancel);
        var models = new CommentModels(visit.Home, visit.Site.Name, isFramed: false);
        var ids = slice.Items.Select(item => item.Read.Comment.Id).ToList();
        var index = ids.IndexOf(comment.Id);
        bool? isLeftToOthers =
            comment.AuthorId == visit.SignedIn.Id ? await cases.HasOtherAsync(visit.Site, comment, visit.Cancel) : null;
        var hasNext = ids.Exists(id => id != comment.Id && !withOthers.ContainsKey(id) && !left.Contains(id));
        var place = index >= 0 ? slice.Items[index].Place : new(BeginningOf(asked.Query).At, comment.Id);
        return new QueueCaseModel(
            ToModel(models, known.Read),
            WordsOf(known),
            // Of many notices the rest come next, not when the list comes round.
            DecideUrl(visit, known, book.Version, asked with { Past = CountMoreNotices(known) > 0 ? null : place }),
            ToWriter(visit, known, book.Version)
        )
        {
            IsHeld = comment.State == CommentState.Held,
            CanPublish =
                isLeftToOthers != true
                && (
                    comment.State is CommentState.Held or CommentState.Rejected or CommentState.Removed && !comment.IsErased
                    || comment.State == CommentState.Published && (known.Reports.Count > 0 || !known.IsDecided)
                ),
            IsLeftToOthers = isLeftToOthers,
            CanReject = comment.State is CommentState.Held or CommentState.Published,
            With = withOthers.GetValueOrDefault(comment.Id)?.ModeratorName,
            LeaseUrl = asked.PathOf(visit, $"/console/comments/{comment.Id}/lease"),
            ReleaseUrl = asked.PathOf(visit, $"/console/comments/{comment.Id}/release", ("past", place)),
            Scored = ScoredOf(visit, known.Read.Comment),
            StoryTitle = known.Story.Title,
            StoryUrl = StoryUrl(visit, known.Story),
            PermalinkUrl = comment.State == CommentState.Published ? models.Url(comment.Id) : StoryUrl(visit, known.Story),
            Above = [.. known.Above.Select(above => ToModel(models, above))],
            Beside = [.. known.Beside.Select(beside => ToModel(models, beside))],
            Notes = [.. known.Notes.Select(note => NoteForms.ToModel(visit, note, comment.Id))],
            NoteUrl = visit.SiteUrl($"/console/writers/{comment.AuthorId}/notes?c={comment.Id}"),
            Checks =
            [
                .. known.Reasons.Select(reason => ToCheck(visit.Words, reason)),
                .. known.Shadow.Select(reason => new CheckModel(
                    // What chance drew is no finding that something would have followed from.
                    reason.Rule == OwnModelCheck.Drawn
                        ? ModerationAnswers.SentenceForStaff(visit.Words, reason)
                        : visit.Words.Format(
                            "checks.would-have",
                            ("finding", ModerationAnswers.SentenceForStaff(visit.Words, reason))
                        ),
                    CheckVerdict.Pass
                )),
            ],
            Nudges =
            [
                .. known.Nudges.Select(nudge => new NudgeModel(
                    nudge.At,
                    [.. nudge.Reasons.Select(reason => ModerationAnswers.SentenceForStaff(visit.Words, reason)).Distinct()],
                    nudge.HasChanged == true
                )),
            ],
            Notices =
            [
                .. known
                    .NoticesFor(visit.SignedIn)
                    .Select(notice => new OpenNoticeModel(notice.Name, notice.Law, notice.Words ?? "", notice.At, notice.DueAt)
                    {
                        IsLate = notice.DueAt < visit.Now,
                        Body = notice.Body,
                        IsAboutAbuse = notice.IsAboutAbuse,
                        IsOfEarlierWords = notice.WordsAt < comment.EditedAt,
                    }),
            ],
            MoreNotices = CountMoreNotices(known),
            Reports =
            [
                .. known
                    .Reports.Where(report => report.Reason != ReportComment.Notice)
                    .GroupBy(report => report.Reason)
                    .Select(alike => ToReported(visit, alike.Key, [.. alike])),
            ],
            Earlier = [.. known.Earlier.Select(words => new EarlierModel(new MarkupString(words.Html), words.ReplacedAt))],
            ObjectionUrl = known.Objections.Count > 0 ? visit.SiteUrl($"/console/objections/{known.Objections[0]}") : null,
            Decided = [.. known.Past.Select(past => ToDecided(past, known.Statements))],
            Batches =
            [
                .. BatchForms
                    .Of(known)
                    .Select(kind => (BatchForms.NameOf(visit, kind), BatchForms.Url(visit, comment.Id, kind))),
            ],
            Rules = [.. book.Own.Select(rule => RuleForms.ToCite(visit, rule))],
            Laws = [.. book.Laws.Select(rule => RuleForms.ToCite(visit, rule))],
            Thread = await ToThreadAsync(visit, known),
            NextUrl = hasNext || slice.Next is not null ? asked.UrlPast(visit, place) : null,
            IsDecidedByColleague =
                asked.Query.IsByDue && !Waits(known) && known.LastDecider is { } last && last != visit.SignedIn.Id,
            PreviousUrl = index > 0 ? asked.Url(visit, ids[index - 1]) : null,
        };
    }

    private static int CountMoreNotices(ModeratedComment known) =>
        known.Reports.Count(report => report.Reason == ReportComment.Notice) - known.Notices.Count;

    // The address says which words, reports and rules the page shows, so that nothing is decided about others.
    private static string DecideUrl(Visit visit, ModeratedComment known, int rules, QueueAsked asked)
    {
        var comment = known.Read.Comment;
        var latest =
            CountMoreNotices(known) > 0 && known.Notices is [.., var notice] ? notice.At
            : known.Reports is [.., var report] ? report.At
            : (DateTimeOffset?)null;
        var (edited, reported) = (Hex(comment.EditedAt), Hex(latest));
        return asked.PathOf(
            visit,
            $"/console/comments/{comment.Id}/decision",
            ("seen", $"{(int)comment.State}.{edited}.{reported}"),
            ("rules", rules),
            ("past", asked.Past)
        );

        static string Hex(DateTimeOffset? time) => time?.ToMicros().ToString("x", CultureInfo.InvariantCulture) ?? "";
    }

    private static MarkupString WordsOf(ModeratedComment known)
    {
        var places = known.Reasons.Select(reason => reason.Place).OfType<Place>().ToList();
        return places.Count > 0 ? MarkedText.Of(known.Read.Comment.Source, places) : new MarkupString(known.Read.Comment.Html);
    }

    /// <summary>A comment as staff see it: with the words of what was taken down as well.</summary>
    public static CommentModel ToModel(CommentModels models, ReadComment read) =>
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

    private static ReportedForModel ToReported(Visit visit, string reason, IReadOnlyList<OpenReport> alike)
    {
        var remarks = alike
            .Select(report => report.Words)
            .Where(words => words is { Length: > 0 })
            .Select(words => words!)
            .ToList();
        return new ReportedForModel(visit.Words["report.reason." + reason], alike.Count, alike[^1].At)
        {
            Remarks = [.. remarks.Take(CaseStore.MostSaid)],
            MoreRemarks = Math.Max(remarks.Count - CaseStore.MostSaid, 0),
            Earlier =
            [
                .. alike
                    .Select(report => report.Earlier)
                    .OfType<ReporterFigures>()
                    .Take(CaseStore.MostSaid)
                    .Select(earlier => (earlier.Decided, earlier.Removed)),
            ],
        };
    }

    private static DecidedModel ToDecided(PastDecision past, IReadOnlyList<Statement> statements) =>
        new(
            past.Decision.Kind.ToString().ToLowerInvariant(),
            past.ModeratorName,
            past.Decision.At,
            past.Decision.Rule?.Name,
            past.Decision.Because ?? statements.FirstOrDefault(statement => statement.At == past.Decision.At)?.Facts,
            past.TakenBackAt is not null
        )
        {
            IsOfWriter = past.Decision.Because is not null,
        };

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
            Decided = [.. known.Writer.Decisions.Select(past => ToDecided(past, []))],
            AllUrl = visit.SiteUrl("/console" + new QueueQuery(QueueView.Everything) { Reader = writer }.ToAddress()),
            PageUrl = WriterForms.Url(visit, writer),
            Likenesses = [.. known.Writer.Likenesses.Select(like => WriterForms.ToModel(visit, like))],
            Sanctions = [.. known.Writer.Sanctions.Select(sanction => ToModel(visit, sanction, back))],
            MayEverywhere = known.Read.AuthorKind == ReaderKind.Account && Access.Operator.Allows(visit),
            SanctionKinds = known.Read.AuthorRole.IsStaff()
                ? []
                :
                [
                    .. Enum.GetValues<SanctionKind>()
                        .Where(kind => visit.SignedIn.Role >= kind.ToBeGivenBy())
                        .Select(SanctionKinds.ToWord),
                ],
        };
    }

    /// <param name="back">Where lifting it leads back to, as a query; empty for the list.</param>
    public static StandingModel ToModel(Visit visit, Sanction sanction, string back = "") =>
        new(
            sanction.ReaderName,
            sanction.Kind.ToWord(),
            sanction.IsObjected ? visit.Words["sanction.objected"] : sanction.Words,
            sanction.IsObjected ? "" : sanction.ModeratorName,
            sanction.At,
            visit.SignedIn.Role >= sanction.Kind.ToBeGivenBy()
            && (sanction.EverywhereId is null || Access.Operator.Allows(visit))
                ? visit.SiteUrl($"/console/sanctions/{sanction.Id}/lift{back}")
                : null
        )
        {
            Rule = sanction.IsObjected ? null : sanction.Rule?.Name,
            Until = sanction.Until,
            IsEverywhere = sanction.EverywhereId is not null,
            WriterUrl = WriterForms.Url(visit, sanction.ReaderId),
        };

    private async Task<ThreadRowModel> ToThreadAsync(Visit visit, ModeratedComment known)
    {
        var thread = known.Thread;
        var held = await threads.CountHeldAsync(visit.Site.Id, thread.Id, visit.Cancel);
        var policy = (await policies.FindAsync(visit.Site.Id, visit.Cancel)).OfThread(thread);
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
            PolicyUrl = visit.SiteUrl($"/console/threads/{thread.Id}/policy?c={known.Read.Comment.Id}"),
            IsContested = policy.IsContested == true,
            AllUrl = visit.SiteUrl("/console" + new QueueQuery(QueueView.Everything) { Story = thread.Id }.ToAddress()),
            IsClosedByAge =
                thread.ClosedAt is null
                && thread.ClosesAt(visit.Site.Settings.CloseAfterDays, known.Story.PublishedAt) <= visit.Now,
        };
    }

    /// <summary>Where staff read a story's discussion.</summary>
    public static string StoryUrl(Visit visit, StoryLine story) =>
        visit.SiteUrl(story.Slug is { } slug ? $"/s/{slug}" : $"/t/{story.Id}");
}
