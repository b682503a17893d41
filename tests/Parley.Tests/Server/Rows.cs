using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parley.Tests.Setup;

namespace Parley.Tests.Server;

/// <summary>What lies in a database, looked at beside the program.</summary>
internal sealed class Rows(TestDatabase database)
{
    private static readonly string[] ImportedTables =
    [
        "story",
        "story_address",
        "comment_thread",
        "comment",
        "reader",
        "report_text",
        "report_revision",
        "statement",
    ];

    // The moment of the import, which is another each time.
    private static readonly string[] Moments = ["story.created_at", "story_address.claimed_at", "comment_thread.closed_at"];

    public async Task<long> CountAsync(string table, string where = "1 = 1") =>
        Convert.ToInt64(await AskAsync($"SELECT count(*) FROM {table} WHERE {where}"), CultureInfo.InvariantCulture);

    /// <summary>Everything that an import writes, but for the moment at which it did.</summary>
    public async Task<List<string>> ImportedAsync()
    {
        var all = new List<string>();
        foreach (var table in ImportedTables)
            all.AddRange(await ReadAsync(table));
        // A comment has come once, and whoever follows has heard of it once.
        all.Add($"events {await CountAsync("event", "thread_id IS NOT NULL")}");
        return all;
    }

    public async Task ExecuteAsync(string sql) => await AskAsync(sql);

    private async Task<object?> AskAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }

    /// <summary>A table's rows as text, in some order that is always the same.</summary>
    public async Task<List<string>> ReadAsync(string table)
    {
        await using var connection = await OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table}";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            var cells = Enumerable
                .Range(0, reader.FieldCount)
                .Select(column =>
                    $"{reader.GetName(column)}={Text($"{table}.{reader.GetName(column)}", reader.GetValue(column))}"
                );
            rows.Add($"{table}: {string.Join(", ", cells)}");
        }

        rows.Sort(StringComparer.Ordinal);
        return rows;
    }

    private async Task<DbConnection> OpenAsync()
    {
        DbConnection connection =
            database.Engine == EveryDatabase.Sqlite
                ? new SqliteConnection(database.ConnectionString)
                // Our tables lie in a schema of their own.
                : new NpgsqlConnection(database.ConnectionString + ";Search Path=parley");
        await connection.OpenAsync();
        return connection;
    }

    private static string Text(string column, object value) =>
        value switch
        {
            DBNull => "",
            _ when Moments.Contains(column) => "(a moment)",
            byte[] bytes => Convert.ToHexString(bytes),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
}
