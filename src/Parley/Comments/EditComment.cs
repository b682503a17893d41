using Parley.Events;
using Parley.Hooks;
using Parley.Markup;
using Parley.Policies;
using Parley.Readers;
using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Comments;

/// <summary>
/// Mends one's own comment within the site's window. The new words go through every check: checks belong to words, not to
/// comments, so an edit that would be held takes the whole comment out of sight until a person has looked.
/// </summary>
internal sealed class EditComment(
    Database database,
    CommentStore comments,
    DraftGatherer drafts,
    Screener screener,
    AskHooks hooks,
    PolicyDirectory policies,
    StatementStore statements,
    NudgeWriter nudge,
    IOverride overrides,
    Ids ids,
    TimeProvider clock
)
{
    internal sealed record Request(string Body)
    {
        /// <inheritdoc cref="PostComment.Request.Nudge"/>
        public Guid? Nudge { get; init; }

        /// <inheritdoc cref="PostComment.Request.Network"/>
        public UInt128? Network { get; init; }

        /// <inheritdoc cref="PostComment.Request.Override"/>
        public string? Override { get; init; }
    }

    public async Task<Result<PostedComment>> HandleAsync(
        Site site,
        Guid id,
        Reader author,
        Request request,
        CancellationToken cancel
    )
    {
        var because = IOverride.ReadReason(author, request.Override);
        if (because.Problem is { } noReason)
            return noReason;
        var now = Micros.FromMicros(clock.GetUtcNow().ToMicros());
        var window = TimeSpan.FromMinutes(site.Settings.EditWindowMinutes);
        // Someone else's held comment answers like one that is not there.
        if (await comments.FindAsync(site.Id, id, cancel) is not { } comment || !comment.IsVisibleTo(author.Id))
            return Problems.CommentNotFound;
        if (comment.AuthorId != author.Id)
            return Problems.NotAllowed;
        if (!comment.CanBeEditedBy(author.Id, now, window))
            return Problems.EditTooLate;
        var policy = await policies.FindAsync(site, comment.ThreadId, cancel);
        if (policy is { State: PolicyState.Stopped, Refusal: { } stopped })
            return stopped;
        var read = SourceText.Of(request.Body, PostComment.LimitsOf(site));
        if (!read.IsSuccess)
            return read.Problem;
        var source = read.Value.Value;
        if (source == comment.Source)
            return new PostedComment(comment, await ReasonsAsync(comment, cancel), 0);

        var html = CommentMarkup.Render(source);
        var draft = await drafts.GatherAsync(site, author, id, source, html, policy, null, cancel);
        var findings = screener.Review(draft);
        if (!findings.IsRefusal && await hooks.AreAnyAsync(site.Id, cancel))
        {
            var subject = new AskHooks.Subject(
                AskHooks.Edit,
                id,
                html,
                comment.ParentId,
                author,
                comment.ThreadId,
                request.Network
            );
            var heard = await hooks.HandleAsync(site, subject, cancel);
            policy = await policies.FindAsync(site, comment.ThreadId, cancel);
            if (policy is { State: PolicyState.Stopped, Refusal: { } stoppedSince })
                return stoppedSince;
            draft = await drafts.RenewAsync(site, author, draft, policy, cancel);
            findings = screener.Review(draft).With(heard);
        }

        if (findings.IsRefusal)
            return Problems.CommentRefused(findings.Reasons);
        var isOverride = because.Value is not null && NudgeWriter.MayOverride(draft, findings);
        // What waits already waits on, whatever its writer is asked.
        if (
            !isOverride
            && comment.State == CommentState.Published
            && NudgeWriter.IsDue(draft, findings)
            && await nudge.HandleAsync(site.Id, author.Id, comment.ThreadId, request.Nudge, draft, findings, cancel)
                is { } again
        )
            return again;

        var edited = await KeepAsync(site, author, comment, draft, html, findings, request.Nudge, window, now, cancel);
        if (
            edited.Value is not { Comment.State: CommentState.Held } held
            || !isOverride
            || await overrides.PublishAsync(site, held.Comment, author, because.Value!, cancel) is not null
        )
            return edited;
        return await comments.FindAsync(site.Id, id, cancel) is { } published ? new PostedComment(published, [], 0) : edited;
    }

    private Task<Result<PostedComment>> KeepAsync(
        Site site,
        Reader author,
        Comment comment,
        Draft draft,
        SafeHtml html,
        Findings findings,
        Guid? told,
        TimeSpan window,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var (id, source) = (comment.Id, draft.Source);
        return database.WriteAsync<Result<PostedComment>>(
            async scope =>
            {
                // Read again behind the lock: it may have been removed, or the window closed, while the checks ran.
                if (
                    await CommentTransition.LockAsync(scope, site.Id, id, cancel) is not { } current
                    || !current.CanBeEditedBy(author.Id, now, window)
                )
                    return Problems.EditTooLate;
                await KeepRevisionAsync(scope, current, now, cancel);
                // The newsroom picked other words than these.
                await scope.ExecuteAsync(
                    """
                    UPDATE comment SET source = @source, format = 0, html = @html, renderer = @renderer, edited_at = @at,
                        picked_at = NULL, picked_by = NULL, pinned_at = NULL, pinned_by = NULL
                    WHERE site_id = @site AND id = @id
                    """,
                    [
                        ("@source", source),
                        ("@html", html.Value),
                        ("@renderer", SafeHtml.Version),
                        ("@at", now),
                        ("@site", site.Id),
                        ("@id", id),
                    ],
                    cancel
                );
                var edited = current with
                {
                    Source = source,
                    Html = html.Value,
                    Format = CommentFormat.Markdown,
                    EditedAt = now,
                };
                await ShadowFindings.AddAsync(scope, site.Id, id, findings, now, cancel);
                if (told is { } read)
                    await NudgeStore.SettleAsync(scope, site.Id, read, author.Id, comment.ThreadId, id, draft.Wording, cancel);
                if (findings.IsHold)
                {
                    await StatementStore.AddAsync(
                        scope,
                        site.Id,
                        author.Id,
                        Statement.OfVerdict(ids.New(), id, findings.Reasons, site.Language, now),
                        cancel
                    );
                    edited =
                        await CommentTransition.ApplyAsync(
                            scope,
                            site.Id,
                            id,
                            CommentState.Held,
                            EventKind.CommentHeld,
                            now,
                            cancel
                        ) ?? edited;
                }
                else
                {
                    await CommentTransition.TellAsync(scope, current, current.State, EventKind.CommentEdited, now, cancel);
                }

                return new PostedComment(edited, findings.Reasons, 0);
            },
            cancel
        );
    }

    private async Task<IReadOnlyList<Reason>> ReasonsAsync(Comment comment, CancellationToken cancel) =>
        comment.State == CommentState.Held ? await statements.FindReasonsAsync(comment.Site, comment.Id, cancel) : [];

    private static Task KeepRevisionAsync(DbScope scope, Comment before, DateTimeOffset now, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO revision (site_id, comment_id, number, source, html, format, replaced_at)
            VALUES (@site, @id, (SELECT coalesce(max(number), 0) + 1 FROM revision WHERE site_id = @site AND comment_id = @id),
                @source, @html, @format, @at)
            """,
            [
                ("@site", before.Site),
                ("@id", before.Id),
                ("@source", before.Source),
                ("@html", before.Html),
                ("@format", before.Format),
                ("@at", now),
            ],
            cancel
        );
}
