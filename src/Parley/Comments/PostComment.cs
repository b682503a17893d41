using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Threads;

namespace Parley.Comments;

/// <summary>A comment that was taken: published, or held with the reasons why.</summary>
/// <param name="Version">The thread's version with it: a page drawn for its writer shows at least this one.</param>
internal sealed record PostedComment(Comment Comment, IReadOnlyList<Reason> Reasons, long Version);

/// <summary>Posts a comment, or a reply to one, in a thread. Steps: docs/journey-of-a-comment.md.</summary>
internal sealed class PostComment(
    ThreadStore threads,
    CommentStore comments,
    ICommentAppender appender,
    DraftGatherer drafts,
    RecentPosts recent,
    Screener screener,
    StatementStore statements,
    ShadowFindings shadows,
    Ids ids,
    TimeProvider clock
)
{
    /// <param name="Id">
    /// Made by the client (UUIDv7), so that a send repeated after a lost answer is one comment; null from a form sent without script.
    /// </param>
    internal sealed record Request(Guid? Id, string Body, Guid? ParentId)
    {
        /// <summary>The block of addresses that it comes from; null where nobody knows.</summary>
        public UInt128? Network { get; init; }
    }

    /// <summary>What is wrong with the words by themselves, wherever they are to stand; null where nothing is.</summary>
    public static Problem? FindFault(Site site, string body) => SourceText.Of(body, LimitsOf(site)).Problem;

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
        // Step 3: are these words? Whether they may stand here, now, is asked where they are kept: a read of its own for it would
        // cost more than all else, and another could close the thread before the write.
        var read = SourceText.Of(request.Body, LimitsOf(site));
        if (!read.IsSuccess)
            return read.Problem;
        var source = read.Value.Value;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var id = request.Id ?? await FindSameSendAsync(site.Id, threadId, request.ParentId, author.Id, source, now, cancel);

        // Step 4: safe HTML, once.
        var html = CommentMarkup.Render(source);

        // Step 5: what do the automatic checks say? All of them, and every reason is kept.
        var draft = await drafts.GatherAsync(site, author, id, source, html, new(threadId, request.Network), cancel);
        var findings = screener.Review(draft);
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
            Statement = findings.IsHold ? Statement.OfVerdict(ids.New(), id, findings.Reasons, now).ToJson() : null,
            TooOldFrom = site.Settings.CloseAfterDays is > 0 and var days ? now.AddDays(-days) : null,
        };
        // Refused, but published at the first send: the rules may have changed since.
        if (findings.IsRefusal && await FindFirstAnswerAsync(comment, cancel) is { } before)
            return before;
        if (findings.IsRefusal)
            return await threads.FindAsync(site.Id, threadId, cancel) is null
                ? Problems.ThreadNotFound
                : Problems.CommentRefused(findings.Reasons);

        // Step 6: keep it, and say that it happened, in one transaction.
        var appended = await appender.AppendAsync(comment, cancel);
        switch (appended.Outcome)
        {
            case AppendOutcome.ThreadMissing:
                return Problems.ThreadNotFound;
            case AppendOutcome.ThreadClosed:
                return Problems.ThreadClosed;
            case AppendOutcome.ParentGone:
                return Problems.ParentGone;
            case AppendOutcome.IdTaken:
                return await FindFirstAnswerAsync(comment, cancel) is { } first ? first : Problems.CommentIdTaken;
        }

        recent.Add(site.Id, author.Id, new RecentWords(id, draft.Wording, now));
        await shadows.AddAsync(site.Id, id, findings, now, cancel);
        return new PostedComment(ToComment(comment, appended), findings.Reasons, appended.Version);
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
        return new PostedComment(there, reasons, thread?.Version ?? 0);
    }

    private async Task<Guid> FindSameSendAsync(
        SiteId site,
        Guid thread,
        Guid? parent,
        Guid author,
        string source,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var window = RepeatedSend.WindowAt(now);
        foreach (var one in (long[])[window, window - 1])
        {
            var id = RepeatedSend.IdOf(site, thread, parent, author, source, one);
            if (await comments.FindAsync(site, id, cancel) is not { } there || now - there.PostedAt >= RepeatedSend.Window)
                continue;
            // Taken down meanwhile: then it is said anew.
            return there.State is CommentState.Published or CommentState.Held ? id : ids.New();
        }

        return RepeatedSend.IdOf(site, thread, parent, author, source, window);
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
