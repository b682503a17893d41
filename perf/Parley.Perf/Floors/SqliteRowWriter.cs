using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Parley.Perf.Floors;

/// <summary>
/// One writer on a thread of its own, WAL, <c>synchronous=FULL</c>, checkpoints as SQLite makes them by default.
/// </summary>
internal sealed class SqliteRowWriter : IRowWriter
{
    private readonly BlockingCollection<WaitingRow> waiting = [];
    private readonly SqliteConnection connection;
    private readonly Thread thread;

    public SqliteRowWriter(string file)
    {
        connection = new(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        Execute("PRAGMA journal_mode=WAL");
        Execute("PRAGMA synchronous=FULL");
        Execute("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, body TEXT NOT NULL)");
        thread = new(Write) { IsBackground = true, Name = "rows" };
        thread.Start();
    }

    public Task KeepAsync(string body)
    {
        var row = new WaitingRow(body);
        waiting.Add(row);
        return row.Kept;
    }

    public ValueTask DisposeAsync()
    {
        waiting.CompleteAdding();
        thread.Join();
        waiting.Dispose();
        return connection.DisposeAsync();
    }

    private void Write()
    {
        using var insert = new SqliteCommand("INSERT INTO entry (body) VALUES (@body)", connection);
        var body = insert.Parameters.Add("@body", SqliteType.Text);
        insert.Prepare();
        List<WaitingRow> batch = [];
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            batch.Add(first);
            while (waiting.TryTake(out var next))
                batch.Add(next);
            using (var transaction = connection.BeginTransaction())
            {
                insert.Transaction = transaction;
                foreach (var row in batch)
                {
                    body.Value = row.Body;
                    insert.ExecuteNonQuery();
                }
                transaction.Commit();
            }
            batch.ForEach(x => x.Acknowledge());
            batch.Clear();
        }
    }

    private void Execute(string sql)
    {
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
