using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Parley.Storage;

namespace Parley.Sqlite;

/// <summary>SQLite in one file: readers beside one writer (WAL), and every acknowledged write safe from a power cut (FULL).</summary>
internal sealed class SqliteEngine : IEngine
{
    private readonly string readString;
    private readonly string writeString;
    private readonly Lazy<SqliteWriter> writer;
    private readonly Bell bell = new();
    private bool isDisposed;

    public SqliteEngine(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        readString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWrite,
            DefaultTimeout = 10,
        }.ToString();
        writeString = new SqliteConnectionStringBuilder
        {
            DataSource = Path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 10,
        }.ToString();
        writer = new(() => new SqliteWriter(this));
    }

    public string Path { get; }
    public string Name => "SQLite";
    public Dialect Dialect { get; } = new SqliteDialect();
    public SqliteWriter Writer => writer.Value;

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancel)
    {
        var connection = new SqliteConnection(readString);
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch (SqliteException error)
        {
            await connection.DisposeAsync();
            throw AsOutage(error) ?? (Exception)error;
        }
    }

    public Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var job = new ScopeJob<T>(work);
        Writer.Enqueue(job);
        return job.Answer;
    }

    // The disk is read-only, full, unreadable, or locked too long.
    public StorageUnavailableException? AsOutage(Exception error) =>
        IsOutage(error) ? new StorageUnavailableException($"SQLite cannot write or read: {error.Message}", error) : null;

    public async Task<SchemaState> FindSchemaAsync(CancellationToken cancel)
    {
        if (!System.IO.Path.Exists(Path))
            return SchemaState.Missing;
        await using var connection = await OpenAsync(cancel);
        try
        {
            return await SchemaVersion.CompareAsync(connection, typeof(SqliteEngine).Assembly, cancel);
        }
        catch (SqliteException error) when (AsOutage(error) is { } outage)
        {
            throw outage;
        }
    }

    public async Task MigrateAsync(CancellationToken cancel, IProgress<MigrationStep>? progress = null)
    {
        try
        {
            await new SqliteMigration(this).RunAsync(progress, cancel);
        }
        catch (Exception error) when (AsOutage(error) is { } outage)
        {
            throw outage;
        }
        // Files are moved and deleted here, not only read and written by SQLite.
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageUnavailableException($"SQLite's file cannot be put in its place: {error.Message}", error);
        }
    }

    public Task WaitForBellAsync(CancellationToken cancel) => bell.WaitAsync(cancel);

    public void Ring() => bell.Ring();

    // The container knows it under two types, and disposes what each of them gave.
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        if (writer.IsValueCreated)
            await Task.Run(writer.Value.Dispose);
        using var connection = new SqliteConnection(readString);
        SqliteConnection.ClearPool(connection);
    }

    internal SqliteConnection OpenForWriting()
    {
        var connection = new SqliteConnection(writeString);
        try
        {
            connection.Open();
            using var pragmas = connection.CreateCommand();
            pragmas.CommandText =
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=8000; PRAGMA foreign_keys=OFF;"
                // 8 MB: the pages of the threads that are being written in.
                + "PRAGMA cache_size=-8000;"
                // A commit carries many writes, each in a savepoint of its own: what undoes them is not for the disk. The
                // largest are batches of an import and of a deletion, some hundred rows.
                + "PRAGMA temp_store=MEMORY;";
            pragmas.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    internal static ParleyDb CreateContext(DbContextOptionsBuilder<ParleyDb> builder) =>
        new(builder.Options, new SqliteModel());

    internal static void Options(Microsoft.EntityFrameworkCore.Infrastructure.SqliteDbContextOptionsBuilder options) =>
        options.MigrationsAssembly(typeof(SqliteEngine).Assembly.GetName().Name);

    // EF wraps it.
    internal static bool IsOutage(Exception error) =>
        (error as SqliteException ?? error.InnerException as SqliteException)
            is { SqliteErrorCode: 5 or 6 or 8 or 10 or 11 or 13 or 14 or 26 };

    private sealed class ScopeJob<T>(Func<DbScope, Task<T>> work) : SqliteWriter.Job
    {
        private readonly TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? answer;
        private Exception? failure;

        public Task<T> Answer => done.Task;

        public override void Run(SqliteWriterSession session)
        {
            failure = null;
            try
            {
                answer = session.InSavepoint(work);
            }
            catch (Exception error) when (!session.IsBroken && !IsOutage(error))
            {
                // Undone by itself; the neighbours' work stands.
                failure = error;
            }
        }

        public override void Acknowledge()
        {
            if (failure is null)
                done.TrySetResult(answer!);
            else
                done.TrySetException(failure);
        }

        public override void Fail(Exception error) => done.TrySetException(error);
    }
}
