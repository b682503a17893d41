using Parley.Comments;
using Parley.Events;
using Parley.Markup;
using Parley.Readers;
using Parley.Storage;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Transfer;

/// <summary>
/// Writes what a plan says, batch by batch. It adds and never takes away; killed anywhere, the same command goes on from there,
/// since every id follows from the file.
/// </summary>
internal sealed class ApplyImport(Database database, StoryStore stories, TimeProvider clock)
{
    /// <param name="progress">Told of the rows written so far.</param>
    public async Task HandleAsync(SiteId site, ImportPlan plan, Words words, IProgress<int>? progress, CancellationToken cancel)
    {
        var done = 0;
        foreach (var batch in plan.Batches())
        {
            cancel.ThrowIfCancellationRequested();
            // Not the caller's token: a batch that has begun ends whole, whatever is pressed meanwhile.
            await database.WriteAsync(
                scope => WriteAsync(scope, site, batch, words, CancellationToken.None),
                CancellationToken.None
            );
            progress?.Report(done += batch.Count);
        }
    }

    private async Task WriteAsync(DbScope scope, SiteId site, ImportBatch batch, Words words, CancellationToken cancel)
    {
        foreach (var story in batch.Stories)
            await WriteAsync(scope, site, story, cancel);
        foreach (var author in batch.Comments.DistinctBy(comment => comment.AuthorId))
            await WriteAuthorAsync(scope, site, author, words, cancel);
        // In the order of their ids, like everyone who locks several threads.
        foreach (var thread in batch.Comments.GroupBy(comment => comment.StoryId).OrderBy(thread => thread.Key))
            await WriteAsync(scope, site, thread.Key, [.. thread], cancel);
    }

    private async Task WriteAsync(DbScope scope, SiteId site, StoryToMake story, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        if (story.IsHere)
        {
            await stories.PutAddressAsync(scope, site, story.Address.Key, story.Id, cancel);
            return;
        }

        await stories.AddAsync(
            scope,
            site,
            story.Id,
            new StoryFacts
            {
                Identifier = story.Identifier,
                Url = story.Address.Display,
                // A report that came along has a page here; its name must be nobody else's.
                Slug = story.Text is null ? null : Slugs.Of(story.Title, story.Id),
                Title = story.Title.Length == 0 ? null : story.Title,
                PublishedAt = story.PublishedAt,
                AddressKeys = story.ClaimsAddress ? [story.Address.Key] : [],
                Place = story.Address.Key,
            },
            cancel
        );
        await ThreadStore.AddAsync(scope, site, story.Id, story.PublishedAt ?? now, cancel);
        if (story.IsClosed)
        {
            await scope.ExecuteAsync(
                "UPDATE comment_thread SET closed_at = @at WHERE site_id = @site AND id = @id",
                [("@at", now), ("@site", site), ("@id", story.Id)],
                cancel
            );
        }

        if (story.Text is { } text)
        {
            await ReportTextStore.AddPublicAsync(
                scope,
                site,
                story.Id,
                Slugs.Of(story.Title, story.Id),
                story.Title,
                ToReport(text),
                story.PublishedAt ?? now,
                cancel
            );
        }
    }

    private static ReportText ToReport(StoryText text) =>
        new()
        {
            Picture =
                text.Caption.Length == 0 && text.Credit.Length == 0
                    ? null
                    : new ReportPicture(null, 0, 0, null, text.Caption, text.Credit),
            Paragraphs = ReportText.Numbered(text.Paragraphs),
        };

    private static Task WriteAuthorAsync(
        DbScope scope,
        SiteId site,
        CommentToMake comment,
        Words words,
        CancellationToken cancel
    )
    {
        var name = Unseen.IsNothingToSee(comment.Author.Name) ? words["author.unnamed"] : comment.Author.Name;
        return scope.ExecuteAsync(
            """
            INSERT INTO reader (site_id, id, kind, role, name, skeleton, email, published_count, created_at)
            VALUES (@site, @id, @kind, @role, @name, @skeleton, @email, 0, @at) ON CONFLICT DO NOTHING
            """,
            [
                ("@site", site),
                ("@id", comment.AuthorId),
                ("@kind", ReaderKind.Imported),
                ("@role", ReaderRole.Reader),
                ("@name", name),
                ("@skeleton", Skeleton.Of(name)),
                ("@email", comment.Author.Email),
                ("@at", comment.PostedAt),
            ],
            cancel
        );
    }

    private async Task WriteAsync(
        DbScope scope,
        SiteId site,
        Guid thread,
        IReadOnlyList<CommentToMake> comments,
        CancellationToken cancel
    )
    {
        var version = await scope.FirstAsync(
            "SELECT version FROM comment_thread WHERE site_id = @site AND id = @thread" + scope.Dialect.ForUpdate,
            [("@site", site), ("@thread", thread)],
            row => row.Long(0),
            cancel
        );
        var published = 0;
        foreach (var comment in comments)
        {
            var state = StateOf(comment.State);
            var added = await InsertAsync(scope, site, comment, state, cancel);
            if (added == 0)
                continue;
            var isPublic = state == CommentState.Published;
            if (isPublic && comment.ParentId is { } parent)
                await CommentTransition.StandAsync(scope, site, parent, cancel);
            await EventLog.AppendAsync(
                scope,
                site,
                KindOf(state),
                clock.GetUtcNow(),
                cancel,
                thread,
                isPublic ? version + ++published : null,
                comment.Id,
                isQuiet: true
            );
        }

        await scope.ExecuteAsync(
            """
            UPDATE comment_thread SET version = version + @published, comment_count = comment_count + @published,
                last_position = CASE WHEN last_position > @position THEN last_position ELSE @position END,
                last_activity = (SELECT max(posted_at) FROM comment WHERE site_id = @site AND thread_id = @thread AND state = 0)
            WHERE site_id = @site AND id = @thread
            """,
            [
                ("@published", published),
                ("@position", comments.Max(comment => comment.Position)),
                ("@site", site),
                ("@thread", thread),
            ],
            cancel
        );
    }

    private static Task<int> InsertAsync(
        DbScope scope,
        SiteId site,
        CommentToMake comment,
        CommentState state,
        CancellationToken cancel
    )
    {
        var (format, html) = comment.Format switch
        {
            WordsFormat.Html => (CommentFormat.Html, ImportedHtml.Clean(comment.Body)),
            WordsFormat.Markdown => (CommentFormat.Markdown, CommentMarkup.Render(comment.Body)),
            _ => (CommentFormat.Text, CommentMarkup.AsTyped(comment.Body)),
        };
        return scope.ExecuteAsync(
            """
            INSERT INTO comment (site_id, id, thread_id, branch, position, parent_id, depth, author_id, state, stands, source, format,
                html, renderer, posted_at, time_is_unknown, appreciations, is_imported)
            VALUES (@site, @id, @thread, @branch, @position, @parent, @depth, @author, @state, @stands, @source, @format,
                @html, @renderer, @at, @unknown, 0, @imported)
            ON CONFLICT DO NOTHING
            """,
            [
                ("@site", site),
                ("@id", comment.Id),
                ("@thread", comment.StoryId),
                ("@branch", comment.Branch),
                ("@position", comment.Position),
                ("@parent", comment.ParentId),
                ("@depth", comment.Depth),
                ("@author", comment.AuthorId),
                ("@state", state),
                ("@stands", state == CommentState.Published),
                ("@source", comment.Body),
                ("@format", format),
                ("@html", html.Value),
                ("@renderer", SafeHtml.Version),
                ("@at", comment.PostedAt),
                ("@unknown", !comment.TimeIsKnown),
                ("@imported", true),
            ],
            cancel
        );
    }

    // What the other system took for spam was decided there: it is kept for staff and is not public.
    private static CommentState StateOf(ImportedState state) =>
        state switch
        {
            ImportedState.Held => CommentState.Held,
            ImportedState.Spam => CommentState.Rejected,
            ImportedState.Deleted => CommentState.Deleted,
            _ => CommentState.Published,
        };

    private static EventKind KindOf(CommentState state) =>
        state switch
        {
            CommentState.Held => EventKind.CommentHeld,
            CommentState.Rejected => EventKind.CommentRejected,
            CommentState.Deleted => EventKind.CommentDeleted,
            _ => EventKind.CommentPublished,
        };
}
