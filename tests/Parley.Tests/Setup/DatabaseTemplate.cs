using Microsoft.Data.Sqlite;
using Parley.Postgres;
using Parley.Sqlite;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

[assembly: AssemblyFixture(typeof(DatabaseTemplate))]

namespace Parley.Tests.Setup;

/// <summary>
/// One database of each engine that was brought to the present schema once; every test gets a copy of it.
/// Migrating costs half a second, copying a few hundredths.
/// </summary>
public sealed class DatabaseTemplate : IAsyncDisposable
{
    // Several suites may run on one server at once, so each process has a template of its own.
    private static readonly string Name = $"parley_template_{Environment.ProcessId}";
    private static readonly string Folder = Path.Combine(Path.GetTempPath(), Name);
    private static readonly Lazy<Task<string>> SqliteFile = new(MakeSqliteAsync);

    // With how to copy it. Its files as they are: page by page through the log, as a server does by itself, takes twice as long.
    private static readonly Lazy<Task<string>> PostgresDatabase = new(async () =>
    {
        await MakePostgresAsync();
        return await TestPostgres.VersionAsync() >= 15 ? $"{Name} STRATEGY FILE_COPY" : Name;
    });

    /// <summary>The path of the SQLite file to copy.</summary>
    internal static Task<string> SqliteAsync() => SqliteFile.Value;

    /// <summary>Makes a PostgreSQL database of that name, a copy.</summary>
    internal static async Task CopyPostgresAsync(string database) =>
        await TestPostgres.ExecuteAsync($"CREATE DATABASE {database} TEMPLATE {await PostgresDatabase.Value}");

    /// <summary>
    /// Brings an empty database to the present schema. This is the one place where the tests call the engines' migrations.
    /// </summary>
    private static async Task MigrateAsync(string engine, string connectionString)
    {
        await using IEngine migrated =
            engine == EveryDatabase.Sqlite
                ? new SqliteEngine(new SqliteConnectionStringBuilder(connectionString).DataSource)
                : new PostgresEngine(connectionString);
        await migrated.MigrateAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (SqliteFile.IsValueCreated)
            Directory.Delete(Folder, recursive: true);
        if (PostgresDatabase.IsValueCreated)
            await TestPostgres.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
    }

    private static async Task<string> MakeSqliteAsync()
    {
        Directory.CreateDirectory(Folder);
        var file = Path.Combine(Folder, "template.db");
        var connectionString = TestDatabase.SqliteString(file);
        await using (var connection = new SqliteConnection(connectionString))
            await connection.OpenAsync();

        await MigrateAsync(EveryDatabase.Sqlite, connectionString);

        await GatherAsync(connectionString);
        return file;
    }

    /// <summary>Leaves nothing in the write-ahead log: a copy of the file alone is the whole database.</summary>
    internal static async Task GatherAsync(string sqlite)
    {
        await using var connection = new SqliteConnection(sqlite);
        await connection.OpenAsync();
        await using var checkpoint = new SqliteCommand("PRAGMA wal_checkpoint(TRUNCATE)", connection);
        await checkpoint.ExecuteNonQueryAsync();
    }

    private static async Task MakePostgresAsync()
    {
        await TestPostgres.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)");
        await TestPostgres.ExecuteAsync($"CREATE DATABASE {Name}");
        await MigrateAsync(EveryDatabase.Postgres, TestPostgres.ConnectionStringTo(Name));
    }
}
