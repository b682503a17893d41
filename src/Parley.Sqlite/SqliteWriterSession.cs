using Microsoft.Data.Sqlite;
using Parley.Storage;

namespace Parley.Sqlite;

/// <summary>The writer's connection with its open transaction and its prepared commands, which live as long as it does.</summary>
internal sealed class SqliteWriterSession : IDisposable
{
    private readonly SqliteEngine engine;
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteCommand> prepared = [];
    private SqliteTransaction? transaction;

    public SqliteWriterSession(SqliteEngine engine, SqliteConnection connection)
    {
        (this.engine, this.connection) = (engine, connection);
        Threads = new ThreadRows(this);
    }

    /// <summary>The threads that this transaction posts in.</summary>
    public ThreadRows Threads { get; }

    /// <summary>The transaction is gone (disk full, file lost): nothing more can be done in it.</summary>
    public bool IsBroken => transaction?.Connection is null;

    public void Begin() => transaction = connection.BeginTransaction(deferred: false);

    public void Commit()
    {
        Threads.Flush();
        transaction!.Commit();
        transaction.Dispose();
        transaction = null;
    }

    /// <summary>A command that is prepared once. Its parameters are set anew for each use.</summary>
    public SqliteCommand Prepare(string sql, params ReadOnlySpan<(string Name, SqliteType Type)> parameters)
    {
        if (!prepared.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
#pragma warning disable CA2100 // Literals of ours.
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach (var (name, type) in parameters)
                command.Parameters.Add(name, type);
            prepared.Add(sql, command);
            command.Transaction = transaction;
            command.Prepare();
        }

        command.Transaction = transaction;
        return command;
    }

    /// <summary>Runs work that may fail by itself: what it did is undone and the transaction goes on.</summary>
    public T InSavepoint<T>(Func<DbScope, Task<T>> work)
    {
        // What is kept in memory must be in the database before other work looks.
        Threads.Flush();
        transaction!.Save("job");
        var scope = new DbScope(engine, connection, transaction);
        try
        {
            // SQLite's driver has no waiting in it: the task is complete when it comes back.
            var answer = work(scope).GetAwaiter().GetResult();
            transaction.Release("job");
            return answer;
        }
        catch (Exception error) when (!IsBroken && !SqliteEngine.IsOutage(error))
        {
            // Where the disk failed, SQLite may have rolled everything back by itself, and the whole transaction is given up.
            transaction.Rollback("job");
            throw;
        }
        finally
        {
            scope.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        // Rolls back what is still open.
        transaction?.Dispose();
        connection.Dispose();
    }
}
