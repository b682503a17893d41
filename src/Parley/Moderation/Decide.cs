using Parley.Comments;
using Parley.Events;
using Parley.HouseRules;
using Parley.Mail;
using Parley.Notices;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Moderation;

/// <summary>
/// A moderator decides about a comment. In one transaction: its state with the event, the statement of reasons, the reports that
/// are settled by it, and the decision itself.
/// </summary>
internal sealed class Decide(Database database, RuleBooks books, Outbox outbox, Ids ids, TimeProvider clock)
{
    /// <param name="Rule">The number of the house rule that is broken.</param>
    /// <param name="Remark">What the moderator adds, for the author to read.</param>
    internal sealed record Request(DecisionKind Kind, int? Rule = null, string? Remark = null)
    {
        /// <summary>Which words the moderator has read: null says "whatever they are now".</summary>
        public SeenWords? Seen { get; init; }

        /// <summary>Which version of the rules the moderator had in front: null says "whichever holds now".</summary>
        public int? RulesVersion { get; init; }

        /// <summary>Which of the rule's ready texts goes to the author, from 1; null says "the first that will do".</summary>
        public int? Text { get; init; }
    }

    public async Task<Result<Decision>> HandleAsync(
        Site site,
        Guid id,
        Reader moderator,
        Request request,
        CancellationToken cancel
    )
    {
        var read = await ReadAsync(
            site,
            moderator,
            request.Kind.NeedsRule(),
            request.Rule,
            request.RulesVersion,
            request.Remark,
            cancel,
            text: request.Text
        );
        return read.Value is { } given
            ? await database.WriteAsync(scope => DecideAsync(scope, site, id, request, given, cancel), cancel)
            : read.Problem!;
    }

    /// <summary>Looks up the rule of a decision, where it needs one, and reads its words.</summary>
    /// <param name="longest">The most that the words may have, in characters.</param>
    /// <param name="text">Which of the rule's ready texts; null for the first that will do, 0 for none.</param>
    public async Task<Result<Given>> ReadAsync(
        Site site,
        Reader moderator,
        bool needsRule,
        int? number,
        int? rulesVersion,
        string? typed,
        CancellationToken cancel,
        int longest = Remark.Longest,
        int? text = null
    )
    {
        CitedRule? rule = null;
        if (needsRule)
        {
            var cited = await books.CiteAsync(site, number, rulesVersion, cancel);
            if (!cited.IsSuccess)
                return cited.Problem;
            rule = cited.Value;
        }

        var remark = Remark.Of(typed, longest);
        if (remark.Problem is { } fault)
            return fault;
        var said = await SayAsync(site, rule, text, remark.Value, cancel);
        if (!said.IsSuccess)
            return said.Problem;
        var (words, byLanguage) = said.Value;
        return rule?.Law is not null && words is null
            ? Problems.LawWordsMissing
            : new Given(moderator.Id, rule, words)
            {
                RemarkByLanguage = byLanguage,
                Within = StorySections.Of(site, moderator),
            };
    }

    // What the house keeps ready under the rule, with the moderator's words in it; those words alone where it keeps nothing.
    private async Task<Result<(string? Words, IReadOnlyDictionary<string, string>? ByLanguage)>> SayAsync(
        Site site,
        CitedRule? rule,
        int? text,
        string? remark,
        CancellationToken cancel
    )
    {
        if (rule is null || text == 0)
            return (remark, (IReadOnlyDictionary<string, string>?)null);
        var texts = (await books.FindAsync(site, cancel)).TextsOf(rule.Number);
        if (text is { } number && (number < 0 || number > texts.Count))
            return Problems.ReadyTextUnknown;
        if (texts.Count == 0)
            return (remark, (IReadOnlyDictionary<string, string>?)null);
        var chosen = text is { } asked ? texts[asked - 1] : texts.FirstOrDefault(one => remark is not null || !one.NeedsFacts);
        if (chosen is null || (remark is null && chosen.NeedsFacts))
            return Problems.ReadyTextNeedsFacts;
        var filled = chosen.Fill(remark);
        return (
            filled.GetValueOrDefault(Words.For(site.Language).Language) ?? filled.Values.First(),
            filled.Count > 1 ? filled : null
        );
    }

    /// <summary>A decision with its rule looked up and its words read.</summary>
    internal sealed record Given(Guid Moderator, CitedRule? Rule, string? Remark)
    {
        /// <summary>The stories that whoever decides may moderate.</summary>
        public StorySections Within { get; init; } = StorySections.Whole;

        /// <summary>What it is taken together with.</summary>
        public Guid? Batch { get; init; }

        /// <inheritdoc cref="Statement.FactsByLanguage"/>
        public IReadOnlyDictionary<string, string>? RemarkByLanguage { get; init; }

        /// <inheritdoc cref="Decision.Because"/>
        public string? Because { get; init; }

        /// <summary>What led to it, where no report or notice waits.</summary>
        public Origin Origin { get; init; } = Origin.Own;

        /// <inheritdoc cref="Statement.SilentUntil"/>
        public DateTimeOffset? SilentUntil { get; init; }
    }

    /// <summary>Decides as part of a larger change.</summary>
    public async Task<Result<Decision>> DecideAsync(
        DbScope scope,
        Site on,
        Guid id,
        Request request,
        Given given,
        CancellationToken cancel
    )
    {
        var site = on.Id;
        if (await CommentTransition.LockAsync(scope, site, id, cancel) is not { } comment)
            return Problems.CommentNotFound;
        if (await given.Within.FindObstacleAsync(scope, site, comment.ThreadId, cancel) is { } outside)
            return outside;
        var now = clock.GetUtcNow();
        var same = await FindSameAsync(scope, comment, given.Moderator, request.Kind, now, cancel);
        if (same is not null && request.Kind != DecisionKind.Keep)
            return same;
        if (!request.Kind.AppliesTo(comment.State) || request.Seen?.Is(comment) == false)
            return await OvertakenAsync(scope, comment, given.Moderator, cancel);
        if (request.Kind == DecisionKind.Publish && comment.IsErased)
            return Problems.WordsErased;
        if (request.Kind == DecisionKind.Publish && await DecisionStore.IsUnderOrderAsync(scope, site, id, cancel))
            return Problems.CommentUnderOrder;

        var because = given.Because;
        if (because is null && comment.AuthorId == given.Moderator && !request.Kind.NeedsRule())
        {
            if (await OwnCase.HasOtherAsync(scope, on, comment.ThreadId, comment.AuthorId, cancel))
                return Problems.OwnCommentDecision;
            // Where nobody else decides, it goes by the record as words do that are published past a check.
            because = given.Remark;
            if (because is null)
                return Problems.OwnReasonMissing;
        }

        var decision = new Decision(
            ids.New(),
            id,
            given.Moderator,
            comment.State,
            request.Kind.Target(),
            given.Rule,
            await DecisionStore.NextTimeAsync(scope, site, id, given.Moderator, now, cancel)
        )
        {
            BatchId = given.Batch,
            Because = because,
        };
        // Who reported it may be its writer by another name: while they must not be told, whoever did reads that it is gone, and no more.
        var settled = given.SilentUntil is null
            ? SettlementOf(decision)
            : new Settlement(ReportOutcome.Gone, decision.At, decision.ModeratorId);
        // Whoever publishes own words past a check has not decided what others say against them.
        var isOwn = given.Because is not null;
        // What stays public answers those alone that were read; what is taken down, whoever asked for just that.
        var upTo =
            request.Seen is { } seen && !request.Kind.NeedsRule()
                ? seen.ReportedAt ?? DateTimeOffset.MinValue
                : (DateTimeOffset?)null;
        var wanting = isOwn ? [] : await ReportStore.ListWantingLettersAsync(scope, site, id, upTo, cancel);
        var isReported = !isOwn && await ReportStore.SettleAsync(scope, site, id, settled, cancel, upTo) > 0;
        // Without an open report it is left up once: by the first person who looked at it.
        if (
            !isReported
            && decision.Kind == DecisionKind.Keep
            && await DecisionStore.FindLastAboutAsync(scope, site, id, cancel) is not null
        )
            return same is null ? await OvertakenAsync(scope, comment, given.Moderator, cancel) : same;
        await CommentTransition.ApplyAsync(scope, site, id, decision.To, EventOf(decision.To), decision.At, cancel);
        // Whoever gave notice of it, or reported it, is answered by whatever is decided about it.
        var lettersAt = decision.At + Decision.TakeBackWindow;
        var noticed = isReported ? await NoticeStore.AnswerAsync(scope, outbox, site, id, settled, lettersAt, cancel) : null;
        await ReportLetter.AskAsync(scope, outbox, site, wanting, settled, lettersAt, cancel);
        // Whoever was told that it is down reads that it is back, and whoever was told no more than that it is gone.
        if (decision is { To: CommentState.Published, From: CommentState.Rejected or CommentState.Removed })
            await ReversedReports.TellOfReturnAsync(scope, outbox, site, id, settled, lettersAt, cancel);
        // Whoever is ordered to has not looked for themselves, whatever else was said against it.
        var origin = given.Origin == Origin.Order ? Origin.Order : noticed ?? (isReported ? Origin.Report : given.Origin);
        if (decision.Kind.NeedsRule())
            await StateAsync(scope, on, comment, decision, given, origin, cancel);
        await DecisionStore.AddAsync(scope, site, decision, cancel);
        await LeaseStore.EndAsync(scope, site, id, cancel);
        return decision;
    }

    // Whoever comes second is told who was first, if a colleague was; not while an objection waits, which they may be the one to decide.
    private static async Task<Problem> OvertakenAsync(
        DbScope scope,
        Comment comment,
        Guid moderator,
        CancellationToken cancel
    ) =>
        (await DecisionStore.ListAboutAsync(scope, comment.Site, comment.Id, cancel)).FindLast(past => past.TakenBackAt is null)
            is { } last
        && last.Decision.To == comment.State
        && last.Decision.ModeratorId != moderator
        && (await OpenObjections.ListAboutAsync(scope, comment.Site, comment.Id, cancel)).TrueForAll(one =>
            one.Against != last.Decision.At
        )
            ? Problems.DecidedByAnother(last.ModeratorName)
            : Problems.DecisionOvertaken;

    /// <summary>What the event says that brings a comment into a state.</summary>
    public static EventKind EventOf(CommentState state) =>
        state switch
        {
            CommentState.Published => EventKind.CommentPublished,
            CommentState.Held => EventKind.CommentHeld,
            CommentState.Rejected => EventKind.CommentRejected,
            CommentState.Removed => EventKind.CommentRemoved,
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Only an author deletes."),
        };

    // The same wish again, after a lost answer or by a second press of the key.
    private static async Task<Decision?> FindSameAsync(
        DbScope scope,
        Comment comment,
        Guid moderator,
        DecisionKind kind,
        DateTimeOffset now,
        CancellationToken cancel
    ) =>
        await DecisionStore.FindLastAsync(scope, comment.Site, moderator, now - Decision.TakeBackWindow, cancel) is { } last
        && last.CommentId == comment.Id
        && last.Kind == kind
        && last.To == comment.State
            ? last
            : null;

    private static Settlement SettlementOf(Decision decision) =>
        new(
            decision.Kind.NeedsRule() ? ReportOutcome.Removed : ReportOutcome.Kept,
            decision.At,
            decision.ModeratorId,
            decision.Rule
        );

    // What machines had found goes along: the author reads one statement, not two.
    private async Task StateAsync(
        DbScope scope,
        Site site,
        Comment comment,
        Decision decision,
        Given given,
        Origin origin,
        CancellationToken cancel
    )
    {
        var earlier = await CaseStore.ListStatementsAsync(scope, comment.Site, [comment.Id], cancel);
        var restriction = decision.Kind == DecisionKind.Reject ? Restriction.Rejected : Restriction.Removed;
        var statement = Statement.OfDecision(
            ids.New(),
            comment.Id,
            restriction,
            decision.ModeratorId,
            decision.Rule!.Name,
            decision.At
        ) with
        {
            RuleNumber = decision.Rule.IsOfHouse ? decision.Rule.Number : null,
            RulesVersion = decision.Rule.IsOfHouse ? decision.Rule.Version : null,
            Law = decision.Rule.Law,
            Category = decision.Rule.Category,
            Origin = origin,
            WordsAt = comment.EditedAt ?? comment.PostedAt,
            Language = site.Language,
            Facts = given.Remark,
            FactsByLanguage = given.RemarkByLanguage,
            SilentUntil = given.SilentUntil,
            Reasons = comment.State == CommentState.Held ? QueueStore.ReasonsOf(comment, earlier[comment.Id]) : [],
        };
        await StatementStore.AddAsync(scope, comment.Site, comment.AuthorId, statement, cancel);
        // Whoever must not be told yet is told when that time is over; what was ordered nobody takes back, so it waits for nothing.
        if (given.SilentUntil is null)
            await DecisionLetter.AskAsync(
                scope,
                outbox,
                comment.Site,
                comment.AuthorId,
                statement,
                origin == Origin.Order ? decision.At : decision.At + Decision.TakeBackWindow,
                cancel
            );
    }
}

/// <summary>The words that a moderator had in front when deciding: nobody publishes what nobody has read.</summary>
/// <param name="State">How the comment stood.</param>
/// <param name="EditedAt">The last edit that was in it.</param>
internal sealed record SeenWords(CommentState State, DateTimeOffset? EditedAt)
{
    /// <summary>The latest report or notice that stood beside it; null where none did.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    public bool Is(Comment comment) => comment.State == State && comment.EditedAt == EditedAt;
}
