using Microsoft.Data.Sqlite;
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
        private const string FindParent =
            "SELECT position, branch, depth FROM comment WHERE site_id = @site AND id = @id AND thread_id = @thread AND stands";
        private const string FindComment = "SELECT 1 FROM comment WHERE site_id = @site AND id = @id";
        private const string AddComment = """
            INSERT INTO comment (site_id, id, thread_id, branch, position, parent_id, depth, author_id, state, stands, source, format,
                html, renderer, posted_at, time_is_unknown, appreciations, is_imported)
            VALUES (@site, @id, @thread, @branch, @position, @parent, @depth, @author, @state, @stands, @source, 0,
                @html, @renderer, @at, 0, 0, 0)
            """;
        private const string AddStatement =
            "INSERT INTO statement (site_id, comment_id, at, content) VALUES (@site, @id, @at, @content)";
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
            if (IsThere(session))
                return new(AppendOutcome.IdTaken, 0, 0, 0, thread.Version);
            if (thread.IsClosed || thread.Begins <= comment.TooOldFrom?.ToMicros())
                return new(AppendOutcome.ThreadClosed, 0, 0, 0, thread.Version);
            long branch = 0;
            var depth = 0;
            if (comment.ParentId is { } parentId && !FindPlace(session, parentId, out branch, out depth))
                return new(AppendOutcome.ParentGone, 0, 0, 0, thread.Version);

            var at = comment.At.ToMicros();
            var isPublished = comment.State == CommentState.Published;
            var position = thread.Add(at, isPublished);
            Insert(session, branch, position, depth, isPublished, at);
            if (comment.Statement is not null)
                State(session, at);
            Tell(session, isPublished ? thread.Version : null, at);
            return new(AppendOutcome.Added, position, branch, depth, thread.Version);
        }

        private bool IsThere(SqliteWriterSession session)
        {
            var find = session.Prepare(FindComment, ("@site", SqliteType.Integer), ("@id", SqliteType.Blob));
            find.Parameters[0].Value = comment.Site.Value;
            find.Parameters[1].Value = comment.Id.ToByteArray(bigEndian: true);
            return find.ExecuteScalar() is not null;
        }

        private bool FindPlace(SqliteWriterSession session, Guid parentId, out long branch, out int depth)
        {
            var find = session.Prepare(
                FindParent,
                ("@site", SqliteType.Integer),
                ("@id", SqliteType.Blob),
                ("@thread", SqliteType.Blob)
            );
            find.Parameters[0].Value = comment.Site.Value;
            find.Parameters[1].Value = parentId.ToByteArray(bigEndian: true);
            find.Parameters[2].Value = comment.ThreadId.ToByteArray(bigEndian: true);
            using var reader = find.ExecuteReader();
            (branch, depth) = (0, 0);
            if (!reader.Read())
                return false;
            branch = reader.GetInt64(1) is > 0 and var above ? above : reader.GetInt64(0);
            depth = reader.GetInt32(2) + 1;
            return true;
        }

        private void Insert(SqliteWriterSession session, long branch, long position, int depth, bool stands, long at)
        {
            var add = session.Prepare(
                AddComment,
                ("@site", SqliteType.Integer),
                ("@id", SqliteType.Blob),
                ("@thread", SqliteType.Blob),
                ("@branch", SqliteType.Integer),
                ("@position", SqliteType.Integer),
                ("@parent", SqliteType.Blob),
                ("@depth", SqliteType.Integer),
                ("@author", SqliteType.Blob),
                ("@state", SqliteType.Integer),
                ("@stands", SqliteType.Integer),
                ("@source", SqliteType.Text),
                ("@html", SqliteType.Text),
                ("@renderer", SqliteType.Integer),
                ("@at", SqliteType.Integer)
            );
            var values = add.Parameters;
            values[0].Value = comment.Site.Value;
            values[1].Value = comment.Id.ToByteArray(bigEndian: true);
            values[2].Value = comment.ThreadId.ToByteArray(bigEndian: true);
            values[3].Value = branch;
            values[4].Value = position;
            values[5].Value = (object?)comment.ParentId?.ToByteArray(bigEndian: true) ?? DBNull.Value;
            values[6].Value = depth;
            values[7].Value = comment.AuthorId.ToByteArray(bigEndian: true);
            values[8].Value = (int)comment.State;
            values[9].Value = stands ? 1 : 0;
            values[10].Value = comment.Source;
            values[11].Value = comment.Html;
            values[12].Value = comment.Renderer;
            values[13].Value = at;
            add.ExecuteNonQuery();
        }

        private void State(SqliteWriterSession session, long at)
        {
            var add = session.Prepare(
                AddStatement,
                ("@site", SqliteType.Integer),
                ("@id", SqliteType.Blob),
                ("@at", SqliteType.Integer),
                ("@content", SqliteType.Text)
            );
            add.Parameters[0].Value = comment.Site.Value;
            add.Parameters[1].Value = comment.Id.ToByteArray(bigEndian: true);
            add.Parameters[2].Value = at;
            add.Parameters[3].Value = comment.Statement;
            add.ExecuteNonQuery();
        }

        private void Tell(SqliteWriterSession session, long? number, long at)
        {
            var add = session.Prepare(
                AddEvent,
                ("@site", SqliteType.Integer),
                ("@kind", SqliteType.Integer),
                ("@thread", SqliteType.Blob),
                ("@number", SqliteType.Integer),
                ("@id", SqliteType.Blob),
                ("@at", SqliteType.Integer)
            );
            add.Parameters[0].Value = comment.Site.Value;
            add.Parameters[1].Value = (int)(number is null ? EventKind.CommentHeld : EventKind.CommentPublished);
            add.Parameters[2].Value = comment.ThreadId.ToByteArray(bigEndian: true);
            add.Parameters[3].Value = (object?)number ?? DBNull.Value;
            add.Parameters[4].Value = comment.Id.ToByteArray(bigEndian: true);
            add.Parameters[5].Value = at;
            add.ExecuteNonQuery();
        }
    }
}
