using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Parley.Storage;

namespace Parley.Sqlite;

/// <summary>
/// The one writer of the process, on a thread of its own: as a task of the pool it would hold one of few threads during each
/// sync of the disk, and starve the requests. Work that waits together shares one commit, and is acknowledged after it.
/// </summary>
internal sealed class SqliteWriter : IDisposable
{
    // Enough to make a sync cheap for each, few enough that the first of them does not wait long.
    private const int MostInOneCommit = 128;

    private readonly SqliteEngine engine;
    private readonly BlockingCollection<Job> jobs = new(new ConcurrentQueue<Job>());
    private readonly Thread thread;
    private SqliteWriterSession? session;

    public SqliteWriter(SqliteEngine engine)
    {
        this.engine = engine;
        thread = new Thread(Run) { IsBackground = true, Name = "parley-writer" };
        thread.Start();
    }

    /// <summary>Work that a commit carries. A job that fails takes none of its neighbours with it.</summary>
    public abstract class Job
    {
        /// <summary>Called on the writer's thread, inside its transaction. May be called again after a rollback.</summary>
        public abstract void Run(SqliteWriterSession session);

        /// <summary>Called after the commit, off the writer's path.</summary>
        public abstract void Acknowledge();

        /// <summary>Called where the work or the commit failed.</summary>
        public abstract void Fail(Exception error);
    }

    public void Enqueue(Job job)
    {
        try
        {
            jobs.Add(job);
        }
        catch (Exception error) when (error is ObjectDisposedException or InvalidOperationException)
        {
            job.Fail(new StorageUnavailableException("The program is stopping.", error));
        }
    }

    private void Run()
    {
        var batch = new List<Job>(MostInOneCommit);
        foreach (var first in jobs.GetConsumingEnumerable())
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < MostInOneCommit && jobs.TryTake(out var another))
                batch.Add(another);

            if (TryCommit(batch, out var error))
                continue;
            if (batch.Count == 1 || SqliteEngine.IsOutage(error))
            {
                foreach (var job in batch)
                    job.Fail(engine.AsOutage(error) ?? error);
                continue;
            }

            // One of them is at fault and took the transaction along. Each by itself, so that only that one fails.
            foreach (var job in batch)
            {
                if (!TryCommit([job], out var own))
                    job.Fail(engine.AsOutage(own) ?? own);
            }
        }

        session?.Dispose();
    }

    private bool TryCommit(List<Job> batch, [NotNullWhen(false)] out Exception? error)
    {
        try
        {
            session ??= new SqliteWriterSession(engine, engine.OpenForWriting());
            session.Begin();
            foreach (var job in batch)
                job.Run(session);
            session.Commit();
        }
        catch (Exception thrown)
        {
            error = thrown;
            // Begin again with a fresh connection: this one may be in the middle of anything.
            session?.Dispose();
            session = null;
            return false;
        }

        // Outside the try: whatever an acknowledgement throws must not tell innocent neighbours that they failed.
        foreach (var job in batch)
            job.Acknowledge();
        error = null;
        return true;
    }

    public void Dispose()
    {
        jobs.CompleteAdding();
        thread.Join();
        jobs.Dispose();
    }
}
