using Parley.Comments;
using Parley.Events;
using Parley.Mail;
using Parley.Markup;
using Parley.Moderation;
using Parley.Readers;
using Parley.Reasons;
using Parley.Record;
using Parley.Reports;
using Parley.Sanctions;
using Parley.Sites;
using Parley.Staff;
using Parley.Storage;

namespace Parley.Objections;

/// <summary>
/// Decides about an objection: the first decision is kept, or reversed. Reversing gives back in the same step what the first one took,
/// where it still takes it. Somebody else decides than the first time, unless the site has nobody else; then the record says so. Nobody
/// decides in their own case.
/// </summary>
internal sealed class DecideObjection(
    Database database,
    ObjectionStore objections,
    Decide decide,
    LiftSanction lift,
    Outbox outbox,
    Ids ids,
    TimeProvider clock
)
{
    /// <param name="Reverses">Whether the first decision is reversed; null where nothing was chosen.</param>
    /// <param name="Words">Why, for the reader.</param>
    internal sealed record Request(bool? Reverses, string? Words)
    {
        /// <summary>The rule or law by which a comment that had stayed is taken down after all.</summary>
        public int? Rule { get; init; }

        /// <summary>Which version of the rules was read: null says "whichever holds now".</summary>
        public int? RulesVersion { get; init; }
    }

    public async Task<Result<Objection>> HandleAsync(
        Site site,
        Guid id,
        Reader moderator,
        Request request,
        CancellationToken cancel
    )
    {
        if (request.Reverses is not { } reverses)
            return Problems.ObjectionOutcomeMissing;
        var words = SourceText.Of(request.Words ?? "", TextLimits.Of(Objection.LongestWords));
        if (!words.IsSuccess)
            return words.Problem.Code == "text-empty" ? Problems.ObjectionWordsMissing : Problems.ObjectionWordsInvalid;
        Decide.Given? removal = null;
        if (reverses && await objections.FindAsync(site.Id, id, cancel) is { IsAgainstKept: true })
        {
            var read = await decide.ReadAsync(
                site,
                moderator,
                needsRule: true,
                request.Rule,
                request.RulesVersion,
                request.Words,
                cancel,
                Objection.LongestWords,
                // What is answered to an objection is written for it.
                text: 0
            );
            if (!read.IsSuccess)
                return read.Problem;
            removal = read.Value;
        }

        var parts = new List<(SiteId Site, Guid Reader)>();
        var decided = await database.WriteRacedAsync<Result<Objection>>(
            async scope =>
            {
                parts.Clear();
                return await DecideAsync(scope, site, id, moderator, reverses, words.Value.Value, removal, parts, cancel);
            },
            cancel
        );
        lift.Forget(parts);
        outbox.Wake();
        return decided;
    }

    private async Task<Result<Objection>> DecideAsync(
        DbScope scope,
        Site on,
        Guid id,
        Reader by,
        bool reverses,
        string words,
        Decide.Given? removal,
        List<(SiteId Site, Guid Reader)> parts,
        CancellationToken cancel
    )
    {
        var (site, moderator) = (on.Id, by.Id);
        if (await ObjectionStore.LockAsync(scope, site, id, cancel) is not { } objection)
            return Problems.ObjectionNotFound;
        if (objection.DecidedAt is not null)
            return objection.DecidedBy == moderator && objection.IsReversed == reverses && objection.Answer == words
                ? objection
                : Problems.ObjectionDecided;
        var sanction = await FindSanctionAsync(scope, site, objection, cancel);
        if (await FindObstacleAsync(scope, site, objection, sanction, by, cancel) is { } obstacle)
            return obstacle;
        // Whoever keeps what is decided by now would tell its writer that it waits.
        if (objection.IsAgainstWaiting && !await DoesWaitAsync(scope, site, objection, cancel))
            return Problems.DecisionOvertaken;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var decided = objection with { DecidedAt = now, DecidedBy = moderator, IsReversed = reverses, Answer = words };
        if (reverses && objection.IsAboutComment)
        {
            var done =
                removal is not null ? await TakeDownAsync(scope, on, objection, removal, cancel)
                : objection.IsAgainstWaiting ? await EndWaitingAsync(scope, on, objection, moderator, cancel)
                : await PublishAsync(scope, site, objection, moderator, now, cancel);
            if (done.Problem is { } fault)
                return fault;
            // The same time says that this decision is the answer: nobody takes back the one without the other.
            decided = decided with
            {
                DecidedAt = done.Value?.At ?? now,
            };
        }
        else if (reverses && sanction is not null)
            await lift.LiftAsync(scope, site, sanction, by, now, parts, cancel);
        await ObjectionStore.DecideAsync(scope, site, decided, cancel);
        RecordStore.Add(
            scope,
            site,
            new(
                RecordKind.ObjectionDecided,
                id,
                decided.DecidedAt!.Value,
                new()
                {
                    ["by"] = moderator,
                    ["reversed"] = reverses,
                    ["sameAsFirst"] = objection.FirstBy == moderator,
                }
            )
            {
                Words = objection.ReaderId is { } reader ? new(reader, words) : null,
            }
        );
        await ObjectionLetter.AskAsync(scope, outbox, site, decided, cancel);
        return decided;
    }

    /// <summary>Why somebody does not decide about an objection, whatever they would decide; null where they may.</summary>
    public Task<Problem?> FindObstacleAsync(SiteId site, Objection objection, Reader by, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                await FindObstacleAsync(
                    scope,
                    site,
                    objection,
                    await FindSanctionAsync(scope, site, objection, cancel),
                    by,
                    cancel
                ),
            cancel
        );

    private static async Task<Problem?> FindObstacleAsync(
        DbScope scope,
        SiteId site,
        Objection objection,
        Sanction? sanction,
        Reader by,
        CancellationToken cancel
    )
    {
        // What holds on all sites is for operators, the second time too.
        var isEverywhere = sanction?.EverywhereId is not null;
        if (isEverywhere && !await GiveEverywhere.IsOperatorAsync(scope, by, cancel))
            return Problems.OperatorNeeded;
        var author = objection.IsAboutComment
            ? (await AuthoredComments.FindAsync(scope, site, objection.AboutId, cancel))?.Comment.AuthorId
            : null;
        // Whoever raised it, and whose words it is about, judge in their own case: nobody does, even where there is nobody else.
        if (by.Id == objection.ReaderId || by.Id == author)
            return Problems.ObjectionOwnCase;
        if (by.Id != objection.FirstBy)
            return null;
        Guid[] barred = [by.Id, objection.ReaderId ?? by.Id, author ?? by.Id];
        return (
            isEverywhere
                ? await AccountStore.HasOtherOperatorAsync(scope, by.AccountId!.Value, cancel)
                : await StaffStore.HasOtherSeniorAsync(scope, site, barred, cancel)
        )
            ? Problems.ObjectionOwnDecision
            : null;
    }

    // By a decision like any other, with a statement for its writer. What is public no longer, and waits for nobody, is down already. Whoever
    // had said that it should not stay reads from now on that it does not.
    private async Task<Result<Decision?>> TakeDownAsync(
        DbScope scope,
        Site site,
        Objection objection,
        Decide.Given removal,
        CancellationToken cancel
    )
    {
        var state = (await CommentTransition.LockAsync(scope, site.Id, objection.AboutId, cancel))?.State;
        DecisionKind? kind = state switch
        {
            CommentState.Published => DecisionKind.Remove,
            CommentState.Held => DecisionKind.Reject,
            _ => null,
        };
        Decision? decision = null;
        if (kind is { } down)
        {
            var given = removal with { Origin = await FindOriginAsync(scope, site.Id, objection, cancel) };
            var decided = await decide.DecideAsync(scope, site, objection.AboutId, new(down), given, cancel);
            if (!decided.IsSuccess)
                return decided.Problem;
            decision = decided.Value;
        }

        var outcome = state is null or CommentState.Deleted ? ReportOutcome.Gone : ReportOutcome.Removed;
        var ground = outcome == ReportOutcome.Gone ? null : removal.Rule;
        var settled = new Settlement(outcome, objection.StatementAt, removal.Moderator, ground)
        {
            DecidedAt = decision?.At ?? clock.GetUtcNow(),
        };
        await ReversedReports.TellAsync(
            scope,
            outbox,
            site.Id,
            objection.AboutId,
            ReportOutcome.Kept,
            objection.StatementAt,
            settled,
            clock.GetUtcNow(),
            cancel
        );
        return decision;
    }

    // Whether nobody has decided since, and the words are the very ones that have waited: nobody has read others.
    private static async Task<bool> DoesWaitAsync(DbScope scope, SiteId site, Objection objection, CancellationToken cancel) =>
        await CommentTransition.LockAsync(scope, site, objection.AboutId, cancel) is { State: CommentState.Held } comment
        && !(comment.EditedAt > objection.StatementAt)
        && (await CaseStore.ListStatementsAsync(scope, site, [comment.Id], cancel))[comment.Id].Last().At
            == objection.StatementAt;

    // By a decision like any other.
    private async Task<Result<Decision?>> EndWaitingAsync(
        DbScope scope,
        Site site,
        Objection objection,
        Guid moderator,
        CancellationToken cancel
    )
    {
        var given = new Decide.Given(moderator, null, null);
        var decided = await decide.DecideAsync(scope, site, objection.AboutId, new(DecisionKind.Publish), given, cancel);
        return decided.IsSuccess ? decided.Value : decided.Problem;
    }

    private static Task<Origin> FindOriginAsync(DbScope scope, SiteId site, Objection objection, CancellationToken cancel) =>
        scope.FirstAsync(
            """
            SELECT r.reason, n.body FROM report r LEFT JOIN notice n ON n.site_id = r.site_id AND n.id = r.id
            WHERE r.site_id = @site AND r.id = @report
            """,
            [("@site", site), ("@report", objection.ReportId)],
            row =>
                !row.IsNull(1) ? Origin.TrustedFlagger
                : row.Text(0) == ReportComment.Notice ? Origin.Notice
                : Origin.Report,
            cancel
        );

    // Decided anew since, deleted or gone with an account: then there is nothing of the first decision left to undo.
    private async Task<Result<Decision?>> PublishAsync(
        DbScope scope,
        SiteId site,
        Objection objection,
        Guid moderator,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (
            await CommentTransition.LockAsync(scope, site, objection.AboutId, cancel)
                is not { IsErased: false, State: CommentState.Rejected or CommentState.Removed } comment
            || (await CaseStore.ListStatementsAsync(scope, site, [comment.Id], cancel))[comment.Id].Last().At
                != objection.StatementAt
        )
            return (Decision?)null;
        // What was down already when an authority ordered it: of the order itself there is no statement to object to.
        if (await DecisionStore.IsUnderOrderAsync(scope, site, comment.Id, cancel, except: objection.StatementAt))
            return Problems.CommentUnderOrder;
        var decision = new Decision(
            ids.New(),
            comment.Id,
            moderator,
            comment.State,
            CommentState.Published,
            null,
            await DecisionStore.NextTimeAsync(scope, site, comment.Id, moderator, now, cancel)
        );
        await CommentTransition.ApplyAsync(
            scope,
            site,
            comment.Id,
            decision.To,
            EventKind.CommentPublished,
            decision.At,
            cancel
        );
        await DecisionStore.AddAsync(scope, site, decision, cancel);
        // Whoever was told that it was taken down reads that it stays, and can object to that.
        var settled = new Settlement(ReportOutcome.Kept, decision.At, moderator);
        await ReversedReports.TellOfReturnAsync(scope, outbox, site, comment.Id, settled, decision.At, cancel);
        return decision;
    }

    private static async Task<Sanction?> FindSanctionAsync(
        DbScope scope,
        SiteId site,
        Objection objection,
        CancellationToken cancel
    ) =>
        objection is { IsAboutComment: false, ReaderId: { } reader }
            ? await SanctionStore.FindAsync(scope, site, reader, objection.StatementAt, cancel)
            : null;
}
