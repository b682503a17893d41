using Parley.Markup;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Comments;

/// <summary>A comment that was taken: published, or held with the reasons why.</summary>
/// <param name="Version">The thread's version with it: a page drawn for its writer shows at least this one.</param>
internal sealed record PostedComment(Comment Comment, IReadOnlyList<Reason> Reasons, long Version);

/// <summary>Posts a comment, or a reply to one, in a thread. Steps: docs/journey-of-a-comment.md.</summary>
internal sealed class PostComment(
    StoryStore stories,
    ThreadStore threads,
    CommentStore comments,
    ICommentAppender appender,
    DraftGatherer drafts,
    RecentPosts recent,
    Screener screener,
    StatementStore statements,
    Ids ids,
    TimeProvider clock
)
{
    /// <param name="Id">
    /// Made by the client (UUIDv7), so that a send repeated after a lost answer is one comment; null from a form sent without script.
    /// </param>
    internal sealed record Request(Guid? Id, string Body, Guid? ParentId);

    /// <summary>What is wrong with the words by themselves, wherever they are to stand; null where nothing is.</summary>
    public static Problem? FindFault(Site site, string body) => SourceText.Of(body, LimitsOf(site)).Problem;

    /// <summary>How long a comment may be on a site: characters as its setting says, and four bytes for each at the most.</summary>
    public static TextLimits LimitsOf(Site site) => new(site.Settings.MaxCharacters, site.Settings.MaxCharacters * 4);

    public async Task<Result<PostedComment>> HandleAsync(
        Site site,
        Guid threadId,
        Reader author,
        Request request,
        CancellationToken cancel
    )
    {
        // Step 3: may this reader write here, now, and are these words?
        var read = SourceText.Of(request.Body, LimitsOf(site));
        if (!read.IsSuccess)
            return read.Problem;
        var source = read.Value.Value;
        if (await threads.FindAsync(site.Id, threadId, cancel) is not { } thread)
            return Problems.ThreadNotFound;
        var story = await stories.FindAsync(site.Id, threadId, cancel);
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());

        var id = request.Id ?? await FindSameSendAsync(site.Id, threadId, request.ParentId, author.Id, source, now, cancel);
        if (await comments.FindAsync(site.Id, id, cancel) is { } there)
            return await AnswerAgainAsync(there, thread, author, request.ParentId, source, cancel);
        if (!thread.IsOpen(now, site.Settings.CloseAfterDays, story?.PublishedAt))
            return Problems.ThreadClosed;
        if (request.ParentId is { } parentId && await comments.FindAsync(site.Id, parentId, cancel) is not { Stands: true })
            return Problems.ParentGone;

        // Step 4: safe HTML, once.
        var html = CommentMarkup.Render(source);

        // Step 5: what do the automatic checks say? All of them, and every reason is kept.
        var draft = await drafts.GatherAsync(site, author, id, source, html, cancel);
        var findings = screener.Review(draft);
        if (findings.IsRefusal)
            return Problems.CommentRefused(findings.Reasons);

        // Step 6: keep it, and say that it happened, in one transaction.
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
        };
        var appended = await appender.AppendAsync(comment, cancel);
        switch (appended.Outcome)
        {
            case AppendOutcome.ThreadMissing:
                return Problems.ThreadNotFound;
            case AppendOutcome.ThreadClosed:
                return Problems.ThreadClosed;
            case AppendOutcome.ParentGone:
                return Problems.ParentGone;
            case AppendOutcome.IdTaken when await comments.FindAsync(site.Id, id, cancel) is { } taken:
                return await AnswerAgainAsync(taken, thread, author, request.ParentId, source, cancel);
            case AppendOutcome.IdTaken:
                return Problems.CommentIdTaken;
        }

        if (Wording.Of(draft.Folded) is { } wording)
            recent.Add(site.Id, author.Id, new RecentWords(id, wording, now));
        return new PostedComment(ToComment(comment, appended), findings.Reasons, appended.Version);
    }

    // The same send again gets the first answer again; anything else must not learn what the other one is.
    private async Task<Result<PostedComment>> AnswerAgainAsync(
        Comment there,
        CommentThread thread,
        Reader author,
        Guid? parentId,
        string source,
        CancellationToken cancel
    )
    {
        var isSame =
            there.AuthorId == author.Id && there.ThreadId == thread.Id && there.ParentId == parentId && there.Source == source;
        if (!isSame)
            return Problems.CommentIdTaken;
        var reasons = there.State == CommentState.Held ? await statements.FindReasonsAsync(there.Site, there.Id, cancel) : [];
        return new PostedComment(there, reasons, thread.Version);
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
