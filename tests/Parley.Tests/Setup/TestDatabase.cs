using Microsoft.Data.Sqlite;

namespace Parley.Tests.Setup;

/// <summary>A database for one test alone, at the present schema and empty; gone when the test is over.</summary>
internal sealed class TestDatabase : IAsyncDisposable
{
    private string? folder;
    private readonly string? database;

    private TestDatabase(string engine, string connectionString, string? folder, string? database) =>
        (Engine, ConnectionString, this.folder, this.database) = (engine, connectionString, folder, database);

    /// <summary><see cref="EveryDatabase.Sqlite"/> or <see cref="EveryDatabase.Postgres"/>.</summary>
    public string Engine { get; }

    public string ConnectionString { get; }

    /// <summary>A folder that goes with the database, for whatever else a test's program keeps.</summary>
    public string Folder => folder ??= Directory.CreateTempSubdirectory("parley-test-").FullName;

    /// <param name="engine">As <see cref="EveryDatabase"/> names it.</param>
    public static Task<TestDatabase> CreateAsync(string engine) =>
        engine switch
        {
            EveryDatabase.Sqlite => CreateSqliteAsync(),
            EveryDatabase.Postgres => CreatePostgresAsync(),
            _ => throw new ArgumentOutOfRangeException(nameof(engine), engine, "No such engine."),
        };

    /// <summary>A SQLite file that the test has put somewhere itself, and takes away itself.</summary>
    public static TestDatabase OfFile(string file) =>
        new(EveryDatabase.Sqlite, SqliteString(file), folder: null, database: null);

    /// <summary>A PostgreSQL database that the test has made itself, and takes away itself.</summary>
    public static TestDatabase OfServer(string connectionString) =>
        new(EveryDatabase.Postgres, connectionString, folder: null, database: null);

    public async ValueTask DisposeAsync()
    {
        if (folder is not null)
            Directory.Delete(folder, recursive: true);
        if (database is not null)
            await TestPostgres.ExecuteAsync($"DROP DATABASE IF EXISTS {database} WITH (FORCE)");
    }

    // No pool: a pooled connection would hold the file of a test that is over.
    internal static string SqliteString(string file) =>
        new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString;

    private static async Task<TestDatabase> CreateSqliteAsync()
    {
        var folder = Directory.CreateTempSubdirectory("parley-test-").FullName;
        var file = Path.Combine(folder, "parley.db");
        File.Copy(await DatabaseTemplate.SqliteAsync(), file);
        return new(EveryDatabase.Sqlite, SqliteString(file), folder, database: null);
    }

    private static async Task<TestDatabase> CreatePostgresAsync()
    {
        var database = $"parley_test_{Guid.NewGuid():N}";
        await DatabaseTemplate.CopyPostgresAsync(database);
        return new(EveryDatabase.Postgres, TestPostgres.ConnectionStringTo(database), folder: null, database);
    }
}
