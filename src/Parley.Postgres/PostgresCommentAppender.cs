using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using Parley.Comments;
using Parley.Storage;

namespace Parley.Postgres;

/// <summary>
/// Step 6 on PostgreSQL: one writer a node, and what waits together goes in one statement. The threads' rows are locked before
/// it, in the order of their ids, so that two nodes never wait for each other and the statement sees what the other committed.
/// </summary>
internal sealed class PostgresCommentAppender : ICommentAppender, IAsyncDisposable
{
    private const int MostInOneCommit = 64;

    private const string LockThreads = """
        SELECT 1 FROM comment_thread t
        WHERE (t.site_id, t.id) IN (SELECT * FROM unnest(@sites, @threads))
        ORDER BY t.id FOR UPDATE
        """;

    private const string Append = """
        WITH input AS (
            SELECT *, row_number() OVER (PARTITION BY site_id, id ORDER BY ord) AS same
            FROM unnest(@sites, @threads, @ids, @parents, @authors, @states, @times, @sources, @htmls, @renderers, @statements,
                @too_old)
                WITH ORDINALITY
                AS i(site_id, thread_id, id, parent_id, author_id, state, at, source, html, renderer, statement, too_old, ord)
        ),
        judged AS (
            SELECT i.*, t.last_position, t.version,
                coalesce(CASE WHEN p.branch > 0 THEN p.branch ELSE p.position END, 0) AS branch,
                coalesce(p.depth + 1, 0) AS depth,
                CASE
                    WHEN t.id IS NULL THEN 1
                    WHEN c.id IS NOT NULL THEN 4
                    WHEN t.closed_at IS NOT NULL THEN 2
                    WHEN i.too_old >= coalesce(
                        (SELECT s.published_at FROM story s WHERE s.site_id = i.site_id AND s.id = i.thread_id), t.opened_at
                    ) THEN 2
                    WHEN i.parent_id IS NOT NULL AND p.id IS NULL THEN 3
                    WHEN i.same > 1 THEN 4
                    ELSE 0
                END AS outcome
            FROM input i
            LEFT JOIN comment_thread t ON t.site_id = i.site_id AND t.id = i.thread_id
            LEFT JOIN comment p ON p.site_id = i.site_id AND p.id = i.parent_id AND p.thread_id = i.thread_id AND p.stands
            LEFT JOIN comment c ON c.site_id = i.site_id AND c.id = i.id
        ),
        placed AS (
            SELECT *,
                greatest(last_position, min(at) OVER thread - 1) + row_number() OVER (thread ORDER BY ord) AS position,
                version + count(*) FILTER (WHERE state = 0) OVER (thread ORDER BY ord) AS number
            FROM judged WHERE outcome = 0
            WINDOW thread AS (PARTITION BY site_id, thread_id)
        ),
        added AS (
            INSERT INTO comment (site_id, id, thread_id, branch, position, parent_id, depth, author_id, state, stands, source, format,
                html, renderer, posted_at, time_is_unknown, appreciations, is_imported)
            SELECT site_id, id, thread_id, branch, position, parent_id, depth, author_id, state, state = 0, source, 0,
                html, renderer, at, false, 0, false
            FROM placed
        ),
        stated AS (
            INSERT INTO statement (site_id, comment_id, at, restriction, content)
            SELECT site_id, id, at, 0, statement FROM placed WHERE statement IS NOT NULL
        ),
        told AS (
            INSERT INTO event (site_id, kind, thread_id, number, subject_id, at, is_quiet)
            SELECT site_id, CASE WHEN state = 0 THEN 1 ELSE 2 END, thread_id, CASE WHEN state = 0 THEN number END, id, at, false
            FROM placed ORDER BY ord
        ),
        counted AS (
            UPDATE comment_thread t SET last_position = n.position, version = t.version + n.published,
                comment_count = t.comment_count + n.published, last_activity = coalesce(n.activity, t.last_activity)
            FROM (
                SELECT site_id, thread_id, max(position) AS position, count(*) FILTER (WHERE state = 0)::int AS published,
                    max(at) FILTER (WHERE state = 0) AS activity
                FROM placed GROUP BY site_id, thread_id
            ) n
            WHERE t.site_id = n.site_id AND t.id = n.thread_id
        )
        SELECT j.outcome, coalesce(p.position, 0), j.branch, j.depth, coalesce(p.number, j.version, 0)
        FROM judged j LEFT JOIN placed p ON p.ord = j.ord ORDER BY j.ord
        """;

    // Beside the statement for all, where any of them hangs on words or a claim. Of a comment whose id was taken nothing is kept: the
    // time of the one that is there is another.
    private const string AddPlaces = """
        INSERT INTO comment_place (site_id, comment_id, story_id, passage_id, claim_id)
        SELECT DISTINCT ON (c.site_id, c.id) c.site_id, c.id, c.thread_id, i.passage_id, i.claim_id
        FROM unnest(@sites, @threads, @ids, @authors, @times, @passages, @claims)
            WITH ORDINALITY AS i(site_id, thread_id, id, author_id, at, passage_id, claim_id, ord)
        JOIN comment c ON c.site_id = i.site_id AND c.id = i.id
            AND c.thread_id = i.thread_id AND c.author_id = i.author_id AND c.posted_at = i.at
        WHERE i.passage_id IS NOT NULL OR i.claim_id IS NOT NULL
        ORDER BY c.site_id, c.id, i.ord
        ON CONFLICT DO NOTHING
        """;

    private readonly PostgresEngine engine;
    private readonly Channel<Waiting> queue = Channel.CreateUnbounded<Waiting>(new() { SingleReader = true });
    private readonly Lazy<Task> loop;

    // Kept from one commit to the next: a plan is made for a connection, and the pool would give another each time.
    private NpgsqlConnection? connection;

    public PostgresCommentAppender(PostgresEngine engine)
    {
        this.engine = engine;
        loop = new(() => Task.Run(RunAsync));
    }

    private sealed record Waiting(NewComment Comment, TaskCompletionSource<Appended> Done);

    public async Task<Appended> AppendAsync(NewComment comment, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _ = loop.Value;
        var waiting = new Waiting(comment, new(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!queue.Writer.TryWrite(waiting))
            throw new StorageUnavailableException("The program is stopping.");
        return await waiting.Done.Task;
    }

    private async Task RunAsync()
    {
        var batch = new List<Waiting>(MostInOneCommit);
        while (await queue.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < MostInOneCommit && queue.Reader.TryRead(out var waiting))
                batch.Add(waiting);
            await CommitTogetherAsync(batch);
        }
    }

    private async Task CommitTogetherAsync(List<Waiting> batch)
    {
        List<Appended> answers;
        try
        {
            answers = await CommitAsync(batch);
        }
        catch (Exception) when (batch.Count > 1)
        {
            // One of them is at fault and took the statement along. Each by itself, so that only that one fails.
            foreach (var waiting in batch)
                await CommitTogetherAsync([waiting]);
            return;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            // Another node kept the id at this moment, in another thread: one in the same thread would have waited.
            batch[0].Done.TrySetResult(new(AppendOutcome.IdTaken, 0, 0, 0, 0));
            return;
        }
        catch (NpgsqlException error)
        {
            batch[0].Done.TrySetException(engine.AsOutage(error) ?? (Exception)error);
            return;
        }
        catch (Exception error)
        {
            batch[0].Done.TrySetException(error);
            return;
        }

        engine.Ring();
        for (var i = 0; i < batch.Count; i++)
            batch[i].Done.TrySetResult(answers[i]);
    }

    private async Task<List<Appended>> CommitAsync(List<Waiting> batch)
    {
        var isKept = connection is not null;
        connection ??= (NpgsqlConnection)await engine.OpenAsync(CancellationToken.None);
        try
        {
            return await CommitAsync(connection, batch);
        }
        catch (NpgsqlException error) when (isKept && error is not PostgresException)
        {
            // The kept one was cut while nobody wrote. A comment that was committed all the same is found by its id.
            await ForgetConnectionAsync();
        }
        catch
        {
            // Begin again with another: this one may be in the middle of anything.
            await ForgetConnectionAsync();
            throw;
        }

        return await CommitAsync(batch);
    }

    private async Task ForgetConnectionAsync()
    {
        var old = connection!;
        connection = null;
        await old.DisposeAsync();
    }

    private static async Task<List<Appended>> CommitAsync(NpgsqlConnection connection, List<Waiting> batch)
    {
        // Two statements in one round trip and one implicit transaction; the second sees what was committed while the first waited.
        await using var commands = new NpgsqlBatch(connection);
        var threads = new NpgsqlBatchCommand(LockThreads);
        Add(threads, "sites", NpgsqlDbType.Integer, batch, c => c.Site.Value);
        Add(threads, "threads", NpgsqlDbType.Uuid, batch, c => c.ThreadId);
        commands.BatchCommands.Add(threads);
        var append = new NpgsqlBatchCommand(Append);
        Add(append, "sites", NpgsqlDbType.Integer, batch, c => c.Site.Value);
        Add(append, "threads", NpgsqlDbType.Uuid, batch, c => c.ThreadId);
        Add(append, "ids", NpgsqlDbType.Uuid, batch, c => c.Id);
        Add(append, "parents", NpgsqlDbType.Uuid, batch, c => c.ParentId);
        Add(append, "authors", NpgsqlDbType.Uuid, batch, c => c.AuthorId);
        Add(append, "states", NpgsqlDbType.Integer, batch, c => (int)c.State);
        Add(append, "times", NpgsqlDbType.Bigint, batch, c => c.At.ToMicros());
        Add(append, "sources", NpgsqlDbType.Text, batch, c => c.Source);
        Add(append, "htmls", NpgsqlDbType.Text, batch, c => c.Html);
        Add(append, "renderers", NpgsqlDbType.Integer, batch, c => c.Renderer);
        Add(append, "statements", NpgsqlDbType.Text, batch, c => c.Statement?.ToJson());
        Add(append, "too_old", NpgsqlDbType.Bigint, batch, c => c.TooOldFrom?.ToMicros());
        commands.BatchCommands.Add(append);
        if (batch.Exists(waiting => waiting.Comment.Place is not null))
            commands.BatchCommands.Add(PlacesOf(batch));

        await using var reader = await commands.ExecuteReaderAsync();
        await reader.NextResultAsync();
        var answers = new List<Appended>(batch.Count);
        while (await reader.ReadAsync())
        {
            answers.Add(
                new(
                    (AppendOutcome)reader.GetInt32(0),
                    reader.GetInt64(1),
                    reader.GetInt64(2),
                    reader.GetInt32(3),
                    reader.GetInt64(4)
                )
            );
        }

        return answers;
    }

    private static NpgsqlBatchCommand PlacesOf(List<Waiting> batch)
    {
        var places = new NpgsqlBatchCommand(AddPlaces);
        Add(places, "sites", NpgsqlDbType.Integer, batch, c => c.Site.Value);
        Add(places, "threads", NpgsqlDbType.Uuid, batch, c => c.ThreadId);
        Add(places, "ids", NpgsqlDbType.Uuid, batch, c => c.Id);
        Add(places, "authors", NpgsqlDbType.Uuid, batch, c => c.AuthorId);
        Add(places, "times", NpgsqlDbType.Bigint, batch, c => c.At.ToMicros());
        Add(places, "passages", NpgsqlDbType.Uuid, batch, c => c.Place?.PassageId);
        Add(places, "claims", NpgsqlDbType.Uuid, batch, c => c.Place?.ClaimId);
        return places;
    }

    private static void Add<T>(
        NpgsqlBatchCommand command,
        string name,
        NpgsqlDbType type,
        List<Waiting> batch,
        Func<NewComment, T> value
    )
    {
        var values = new T[batch.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(batch[i].Comment);
        command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Array | type) { Value = values });
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        if (loop.IsValueCreated)
            await loop.Value;
        if (connection is not null)
            await connection.DisposeAsync();
    }
}
