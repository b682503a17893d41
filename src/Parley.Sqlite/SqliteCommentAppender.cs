using Parley.Comments;
using Parley.Events;

namespace Parley.Sqlite;

/// <summary>Step 6 on SQLite: prepared statements on the writer's connection, each thread's row written once a commit.</summary>
internal sealed class SqliteCommentAppender(SqliteEngine engine) : ICommentAppender
{
    public async Task<Appended> AppendAsync(NewComment comment, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var job = new AppendJob(comment);
        engine.Writer.Enqueue(job);
        var appended = await job.Answer;
        engine.Ring();
        return appended;
    }

    private sealed class AppendJob(NewComment comment) : SqliteWriter.Job
    {
        private const string FindStanding =
            "SELECT position, branch, depth FROM comment WHERE site_id = @site AND id = @id AND thread_id = @thread AND stands";
        private const string FindComment = "SELECT 1 FROM comment WHERE site_id = @site AND id = @id";
        private const string AddComment = """
            INSERT INTO comment (site_id, id, thread_id, branch, position, parent_id, depth, author_id, state, stands, source, format,
                html, renderer, posted_at, time_is_unknown, appreciations, is_imported)
            VALUES (@site, @id, @thread, @branch, @position, @parent, @depth, @author, @state, @stands, @source, 0,
                @html, @renderer, @at, 0, 0, 0)
            """;
        private const string AddStatement =
            "INSERT INTO statement (site_id, comment_id, at, restriction, content) VALUES (@site, @id, @at, 0, @content)";
        private const string AddPlace = """
            INSERT INTO comment_place (site_id, comment_id, story_id, passage_id, claim_id)
            VALUES (@site, @id, @thread, @passage, @claim)
            """;
        private const string AddEvent = """
            INSERT INTO event (site_id, kind, thread_id, number, subject_id, at, is_quiet)
            VALUES (@site, @kind, @thread, @number, @id, @at, 0)
            """;

        private readonly TaskCompletionSource<Appended> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Appended answer;

        public Task<Appended> Answer => done.Task;

        public override void Run(SqliteWriterSession session) => answer = Append(session);

        public override void Acknowledge() => done.TrySetResult(answer);

        public override void Fail(Exception error) => done.TrySetException(error);

        private Appended Append(SqliteWriterSession session)
        {
            // The thread's row first, as everywhere.
            var thread = session.Threads.Find(comment.Site, comment.ThreadId);
            if (thread is null)
                return new(AppendOutcome.ThreadMissing, 0, 0, 0, 0);
            if (session.Prepare(FindComment).Any(comment.Site, comment.Id))
                return new(AppendOutcome.IdTaken, 0, 0, 0, thread.Version);
            if (thread.IsClosed || thread.Begins <= comment.TooOldFrom?.ToMicros())
                return new(AppendOutcome.ThreadClosed, 0, 0, 0, thread.Version);
            var under = comment.ParentId is null ? Under.Nothing : FindParent(session);
            if (under is null)
                return new(AppendOutcome.ParentGone, 0, 0, 0, thread.Version);

            var at = comment.At.ToMicros();
            var isPublished = comment.State == CommentState.Published;
            var position = thread.Add(at, isPublished);
            session
                .Prepare(AddComment)
                .Run(
                    comment.Site,
                    comment.Id,
                    comment.ThreadId,
                    under.Branch,
                    position,
                    comment.ParentId,
                    under.Depth,
                    comment.AuthorId,
                    (int)comment.State,
                    isPublished,
                    comment.Source,
                    comment.Html,
                    comment.Renderer,
                    at
                );
            if (comment.Place is { } place)
                session.Prepare(AddPlace).Run(comment.Site, comment.Id, comment.ThreadId, place.PassageId, place.ClaimId);
            if (comment.Statement is { } statement)
                session.Prepare(AddStatement).Run(comment.Site, comment.Id, at, statement.ToJson());
            var kind = isPublished ? EventKind.CommentPublished : EventKind.CommentHeld;
            long? number = isPublished ? thread.Version : null;
            session.Prepare(AddEvent).Run(comment.Site, (int)kind, comment.ThreadId, number, comment.Id, at);
            return new(AppendOutcome.Added, position, under.Branch, under.Depth, thread.Version);
        }

        private Under? FindParent(SqliteWriterSession session) =>
            session
                .Prepare(FindStanding)
                .First(
                    parent => new Under(parent.Long(1) is > 0 and var above ? above : parent.Long(0), (int)parent.Long(2) + 1),
                    comment.Site,
                    comment.ParentId,
                    comment.ThreadId
                );

        /// <summary>Where a comment hangs: the top of its branch, and how deep.</summary>
        private sealed record Under(long Branch, int Depth)
        {
            public static readonly Under Nothing = new(0, 0);
        }
    }
}
