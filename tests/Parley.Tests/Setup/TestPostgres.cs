using Npgsql;

namespace Parley.Tests.Setup;

/// <summary>The PostgreSQL server that <c>./test</c> starts, or that a developer names.</summary>
internal static class TestPostgres
{
    private static readonly Lazy<NpgsqlDataSource> Server = new(() =>
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ServerString) { Database = "postgres" })
    );

    /// <summary>Why nothing can be asked of PostgreSQL, or null where it can. <c>./test</c> knows its beginning.</summary>
    public static string? Absence { get; } =
        ServerString is null ? "PostgreSQL is not here: PARLEY_TEST_POSTGRES is not set, run ./test" : null;

    /// <summary>How to reach one database of that server. No pool: a pooled connection would keep the database from being dropped.</summary>
    public static string ConnectionStringTo(string database) =>
        new NpgsqlConnectionStringBuilder(ServerString) { Database = database, Pooling = false }.ConnectionString;

    /// <summary>Runs one statement that concerns the server as a whole, such as the making of a database.</summary>
    public static async Task ExecuteAsync(string statement)
    {
        await using var command = Server.Value.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The server's version, such as 15.</summary>
    public static async Task<int> VersionAsync()
    {
        await using var connection = await Server.Value.OpenConnectionAsync();
        return connection.PostgreSqlVersion.Major;
    }

    private static string? ServerString =>
        Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES") is { Length: > 0 } set ? set : null;
}
