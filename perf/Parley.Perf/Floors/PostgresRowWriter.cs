using System.Threading.Channels;
using Npgsql;

namespace Parley.Perf.Floors;

/// <summary>
/// One writer on one connection. Plain: one insert for each row, all of a group in one round trip. Tuned: one statement for
/// the group (<c>unnest</c>), as we would write it.
/// </summary>
internal sealed class PostgresRowWriter : IRowWriter
{
    private readonly Channel<WaitingRow> waiting = Channel.CreateUnbounded<WaitingRow>();
    private readonly NpgsqlConnection connection;
    private readonly bool isTuned;
    private readonly Task writing;

    private PostgresRowWriter(NpgsqlConnection connection, bool isTuned)
    {
        (this.connection, this.isTuned) = (connection, isTuned);
        writing = WriteAsync();
    }

    public static async Task<PostgresRowWriter> OpenAsync(string connectionString, bool isTuned)
    {
        var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(
            "CREATE TABLE IF NOT EXISTS entry (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)",
            connection
        );
        await create.ExecuteNonQueryAsync();
        return new(connection, isTuned);
    }

    public Task KeepAsync(string body)
    {
        var row = new WaitingRow(body);
        waiting.Writer.TryWrite(row);
        return row.Kept;
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.Complete();
        await writing;
        await connection.DisposeAsync();
    }

    private async Task WriteAsync()
    {
        List<WaitingRow> batch = [];
        while (await waiting.Reader.WaitToReadAsync())
        {
            while (waiting.Reader.TryRead(out var row))
                batch.Add(row);
            await (isTuned ? InsertTogetherAsync(batch) : InsertEachAsync(batch));
            batch.ForEach(x => x.Acknowledge());
            batch.Clear();
        }
    }

    private async Task InsertEachAsync(List<WaitingRow> rows)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var row in rows)
        {
            var insert = new NpgsqlBatchCommand("INSERT INTO entry (body) VALUES ($1)");
            insert.Parameters.Add(new NpgsqlParameter<string> { TypedValue = row.Body });
            batch.BatchCommands.Add(insert);
        }
        await batch.ExecuteNonQueryAsync();
    }

    private async Task InsertTogetherAsync(List<WaitingRow> rows)
    {
        await using var insert = new NpgsqlCommand(
            "INSERT INTO entry (body) SELECT body FROM unnest($1) AS waiting (body)",
            connection
        );
        insert.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. rows.Select(x => x.Body)] });
        await insert.ExecuteNonQueryAsync();
    }
}
