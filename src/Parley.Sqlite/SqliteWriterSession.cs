using Microsoft.Data.Sqlite;
using Parley.Storage;

namespace Parley.Sqlite;

/// <summary>The writer's connection with its open transaction and its prepared statements, which live as long as it does.</summary>
internal sealed class SqliteWriterSession : IDisposable
{
    private readonly SqliteEngine engine;
    private readonly SqliteConnection connection;
    private readonly Dictionary<string, SqliteStatement> prepared = [];
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

    /// <summary>A statement of the open transaction, prepared at its first use.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!prepared.TryGetValue(sql, out var statement))
            prepared.Add(sql, statement = new SqliteStatement(connection, sql));
        return statement;
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
    }

    public void Dispose()
    {
        foreach (var statement in prepared.Values)
            statement.Dispose();
        // Rolls back what is still open.
        transaction?.Dispose();
        connection.Dispose();
    }
}
