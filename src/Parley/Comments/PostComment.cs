using Parley.Hooks;
using Parley.Markup;
using Parley.Policies;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Comments;

/// <summary>A comment that was taken: published, or held with the reasons why.</summary>
/// <param name="Version">The thread's version with it: a page drawn for its writer shows at least this one.</param>
internal sealed record PostedComment(Comment Comment, IReadOnlyList<Reason> Reasons, long Version)
{
    /// <summary>The words or the claim on which it hangs.</summary>
    public CommentPlace? Place { get; init; }
}

/// <summary>Posts a comment, or a reply to one, in a thread. Steps: docs/journey-of-a-comment.md.</summary>
internal sealed class PostComment(
    ThreadStore threads,
    CommentStore comments,
    ICommentAppender appender,
    CommentPlaces places,
    DraftGatherer drafts,
    RecentPosts recent,
    PostingPace pace,
    Screener screener,
    AskHooks hooks,
    PolicyDirectory policies,
    WhoMayWrite who,
    StoryStore stories,
    StatementStore statements,
    ShadowFindings shadows,
    NudgeWriter nudge,
    NudgeStore nudges,
    IOverride overrides,
    Ids ids,
    TimeProvider clock
)
{
    /// <param name="Id">
    /// Made by the client (UUIDv7), so that a send repeated after a lost answer is one comment; null from a form sent without script.
    /// </param>
    internal sealed record Request(Guid? Id, string Body, Guid? ParentId)
    {
        /// <summary>The writer's sign-in, by which the site says what they have a right to.</summary>
        public Session? Session { get; init; }

        /// <summary>The block of addresses that it comes from; null where nobody knows.</summary>
        public UInt128? Network { get; init; }

        /// <summary>What the writer was told before, where the words came back once.</summary>
        public Guid? Nudge { get; init; }

        /// <summary>Why the words are published though a check would hold them: for staff alone.</summary>
        public string? Override { get; init; }

        /// <summary>The words of the report, or the claim, that it is about; null for the story as a whole.</summary>
        public PlaceAsked? Place { get; init; }
    }

    /// <summary>
    /// What keeps words from being the first under a page, before a story is made for them: what is wrong with them by themselves, or
    /// how the discussion is kept. Null where nothing does.
    /// </summary>
    /// <param name="author">Null for a guest who has not come in yet.</param>
    public async Task<Problem?> FindFaultAsync(
        Site site,
        PageClaim page,
        Reader? author,
        Session? session,
        string body,
        CancellationToken cancel
    )
    {
        if (SourceText.Of(body, LimitsOf(site)).Problem is { } fault)
            return fault;
        // Where there is a story, its thread is asked, and nothing is made.
        if (await stories.FindAsync(site.Id, page, cancel) is not null)
            return null;
        var policy = await policies.FindAsync(site, page, cancel);
        return policy.Refusal ?? (author is null ? null : await who.FindObstacleAsync(policy.Who, author, session, cancel));
    }

    /// <summary>How long a comment may be on a site: characters as its setting says, and four bytes for each at the most.</summary>
    public static TextLimits LimitsOf(Site site) => TextLimits.Of(site.Settings.MaxCharacters);

    public async Task<Result<PostedComment>> HandleAsync(
        Site site,
        Guid threadId,
        Reader author,
        Request request,
        CancellationToken cancel
    )
    {
        // Step 3: are these words, and do they go by the policy of this place? That is in memory. Whether the thread was closed is asked
        // where they are kept: a read of its own for it would cost more than all else, and another could close it before the write.
        var read = SourceText.Of(request.Body, LimitsOf(site));
        if (!read.IsSuccess)
            return read.Problem;
        var because = IOverride.ReadReason(author, request.Override);
        if (because.Problem is { } noReason)
            return noReason;
        var source = read.Value.Value;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var id = request.Id ?? await FindSameSendAsync(site.Id, threadId, request, author.Id, source, now, cancel);

        var policy = await policies.FindAsync(site, threadId, cancel);

        // Step 4: safe HTML, once.
        var html = CommentMarkup.Render(source);

        // Step 5: what do the automatic checks say? All of them, and every reason is kept.
        var arrival = new DraftGatherer.Arrival(threadId, request.Network);
        var draft = await drafts.GatherAsync(site, author, id, source, html, policy, arrival, cancel);
        using var saying = recent.Begin(site.Id, author.Id, new RecentWords(id, draft.Wording, now) { Thread = threadId });
        draft = draft with { Recent = saying.Before };
        var findings = screener.Review(draft);
        var refused =
            policy.Refusal
            ?? await who.FindObstacleAsync(policy.Who, author, request.Session, cancel)
            ?? FindHaste(policy, threadId, author, draft)
            ?? RefusalOf(findings);
        // Nothing leaves the house of words that are not taken anyway; beside a service, one more question to the database is no matter.
        if (refused is null && await hooks.AreAnyAsync(site.Id, cancel))
        {
            refused = await FindPlaceFaultAsync(site, threadId, request.ParentId, cancel);
            if (refused is null)
            {
                var subject = new AskHooks.Subject("NEW", id, html, request.ParentId, author, threadId, request.Network);
                var heard = await hooks.HandleAsync(site, subject, cancel);
                // A service takes its time: what people decided meanwhile about the place or the writer counts.
                policy = await policies.FindAsync(site, threadId, cancel);
                draft = await drafts.RenewAsync(site, author, draft, policy, cancel);
                findings = screener.Review(draft).With(heard);
                refused = policy.Refusal ?? RefusalOf(findings);
            }
        }

        var comment = new NewComment
        {
            Site = site.Id,
            Id = id,
            ThreadId = threadId,
            ParentId = request.ParentId,
            AuthorId = author.Id,
            State = findings.IsHold ? CommentState.Held : CommentState.Published,
            Source = source,
            Html = html.Value,
            Renderer = SafeHtml.Version,
            At = now,
            TooOldFrom = !policy.IsAgeless && site.Settings.CloseAfterDays is > 0 and var days ? now.AddDays(-days) : null,
            Statement = findings.IsHold ? Statement.OfVerdict(ids.New(), id, findings.Reasons, site.Language, now) : null,
        };
        var isOverride = because.Value is not null && NudgeWriter.MayOverride(draft, findings);
        var mayComeBack = refused is null && !isOverride && NudgeWriter.IsDue(draft, findings);
        // Refused, but published at the first send: the rules may have changed since, or it is its own pause that it meets.
        if ((refused is not null || mayComeBack) && await FindFirstAnswerAsync(comment, cancel) is { } before)
            return before;
        if (refused is not null)
            return await threads.FindAsync(site.Id, threadId, cancel) is null ? Problems.ThreadNotFound : refused;
        if (request.Place is { } asked)
        {
            var place = await places.ChooseAsync(site.Id, threadId, asked, cancel);
            // The same send again is not refused because the text has changed since.
            if (!place.IsSuccess)
                return await FindFirstAnswerAsync(comment, cancel) is { } sent ? sent : place.Problem;
            comment = comment with { Place = place.Value };
        }

        if (mayComeBack && await FindPlaceFaultAsync(site, threadId, request.ParentId, cancel) is { } nowhere)
            return nowhere;
        if (
            mayComeBack
            && await nudge.HandleAsync(site.Id, author.Id, threadId, request.Nudge, draft, findings, cancel) is { } again
        )
            return again;

        // Step 6: keep it, and say that it happened, in one transaction.
        var appended = await appender.AppendAsync(comment, cancel);
        switch (appended.Outcome)
        {
            case AppendOutcome.ThreadMissing:
                return Problems.ThreadNotFound;
            case AppendOutcome.ThreadClosed:
                return Problems.ThreadClosed with { Sentence = policy.Sentence };
            case AppendOutcome.ParentGone:
                return Problems.ParentGone;
            case AppendOutcome.IdTaken:
                if (await FindFirstAnswerAsync(comment, cancel) is not { } first)
                    return Problems.CommentIdTaken;
                return isOverride ? await OverrideAsync(site, author, first, because.Value!, cancel) : first;
        }

        saying.Keep();
        pace.Keep(site.Id, threadId, draft.At);
        await shadows.AddAsync(site.Id, id, findings, now, cancel);
        if (request.Nudge is { } told)
            await nudges.SettleAsync(site.Id, told, author.Id, threadId, id, draft.Wording, cancel);
        var posted = new PostedComment(ToComment(comment, appended), findings.Reasons, appended.Version)
        {
            Place = comment.Place,
        };
        return isOverride ? await OverrideAsync(site, author, posted, because.Value!, cancel) : posted;
    }

    // It is kept as one that waits, with what was found, and published by a decision: whatever fails between, it waits.
    private async Task<PostedComment> OverrideAsync(
        Site site,
        Reader author,
        PostedComment posted,
        string because,
        CancellationToken cancel
    )
    {
        if (
            posted.Comment.State != CommentState.Held
            || await overrides.PublishAsync(site, posted.Comment, author, because, cancel) is not null
            || await comments.FindAsync(site.Id, posted.Comment.Id, cancel) is not { } published
        )
            return posted;
        var thread = await threads.FindAsync(site.Id, published.ThreadId, cancel);
        return posted with { Comment = published, Reasons = [], Version = thread?.Version ?? 0 };
    }

    // Nobody is asked to mend words for a place that takes none.
    private async Task<Problem?> FindPlaceFaultAsync(Site site, Guid threadId, Guid? parentId, CancellationToken cancel)
    {
        if (
            await stories.FindAsync(site.Id, threadId, cancel) is not { } story
            || await threads.FindAsync(site.Id, threadId, cancel) is not { } thread
        )
            return Problems.ThreadNotFound;
        if ((await policies.FindAsync(site, story, thread, clock.GetUtcNow(), cancel)).Refusal is { } closed)
            return closed;
        return parentId is { } parent && await comments.FindAsync(site.Id, parent, cancel) is not { Stands: true }
            ? Problems.ParentGone
            : null;
    }

    private static Problem? RefusalOf(Findings findings) =>
        findings.IsRefusal ? Problems.CommentRefused(findings.Reasons) : null;

    // A slowed discussion: one comment of each reader in so many seconds. Those who keep it answer whenever that is needed.
    private static Problem? FindHaste(PolicyInForce policy, Guid thread, Reader author, Draft draft)
    {
        if (policy.State != PolicyState.Slowed || author.IsStaff)
            return null;
        var last = draft
            .Recent.Where(words => words.Thread == thread && words.Comment != draft.Comment)
            .Select(words => words.At)
            .DefaultIfEmpty(DateTimeOffset.MinValue)
            .Max();
        var pause = TimeSpan.FromSeconds(policy.Seconds) - (draft.At - last);
        return pause > TimeSpan.Zero ? Problems.ThreadSlowed(policy.Seconds, (int)Math.Ceiling(pause.TotalSeconds)) : null;
    }

    // The same send again gets the first answer again; anything else must not learn what the other one is.
    private async Task<PostedComment?> FindFirstAnswerAsync(NewComment sent, CancellationToken cancel)
    {
        var there = await comments.FindAsync(sent.Site, sent.Id, cancel);
        var isSame =
            there is not null
            && there.AuthorId == sent.AuthorId
            && there.ThreadId == sent.ThreadId
            && there.ParentId == sent.ParentId
            && there.Source == sent.Source;
        if (!isSame)
            return null;
        var thread = await threads.FindAsync(sent.Site, sent.ThreadId, cancel);
        var reasons = there!.State == CommentState.Held ? await statements.FindReasonsAsync(sent.Site, sent.Id, cancel) : [];
        return new PostedComment(there, reasons, thread?.Version ?? 0) { Place = sent.Place };
    }

    private async Task<Guid> FindSameSendAsync(
        SiteId site,
        Guid thread,
        Request request,
        Guid author,
        string source,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var window = RepeatedSend.WindowAt(now);
        // The same words about other words are another comment. No comment holds the sign between.
        if (request.Place is { } place)
            source += '\0' + place.ToString();
        foreach (var one in (long[])[window, window - 1])
        {
            var id = RepeatedSend.IdOf(site, thread, request.ParentId, author, source, one);
            if (await comments.FindAsync(site, id, cancel) is not { } there || now - there.PostedAt >= RepeatedSend.Window)
                continue;
            // Taken down meanwhile: then it is said anew.
            return there.State is CommentState.Published or CommentState.Held ? id : ids.New();
        }

        return RepeatedSend.IdOf(site, thread, request.ParentId, author, source, window);
    }

    private static Comment ToComment(NewComment comment, Appended appended) =>
        new()
        {
            Site = comment.Site,
            Id = comment.Id,
            ThreadId = comment.ThreadId,
            ParentId = comment.ParentId,
            Branch = appended.Branch,
            Position = appended.Position,
            Depth = appended.Depth,
            AuthorId = comment.AuthorId,
            State = comment.State,
            Stands = comment.State == CommentState.Published,
            Source = comment.Source,
            Format = CommentFormat.Markdown,
            Html = comment.Html,
            PostedAt = comment.At,
            TimeIsUnknown = false,
            EditedAt = null,
            Appreciations = 0,
            IsImported = false,
        };
}
