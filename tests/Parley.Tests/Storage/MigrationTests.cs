using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Parley.Postgres;
using Parley.Sqlite;
using Parley.Storage;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Storage;

public sealed class MigrationTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_database_newer_than_the_program_is_known_as_such(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await using var opened = Open(database);
        Assert.Equal(SchemaState.Current, await opened.FindSchemaAsync(default));

        await ExecuteAsync(database, """INSERT INTO {0}"__EFMigrationsHistory" VALUES ('29990101000000_Later', '99.0')""");

        Assert.Equal(SchemaState.Newer, await opened.FindSchemaAsync(default));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Migrating_again_changes_nothing(string engine)
    {
        await using var database = await TestDatabase.CreateAsync(engine);
        await ExecuteAsync(database, "INSERT INTO {0}bookmark (follower, tx, event_id) VALUES ('kept', 1, 2)");
        await using var opened = Open(database);

        await opened.MigrateAsync(default);

        Assert.Equal(SchemaState.Current, await opened.FindSchemaAsync(default));
        Assert.Equal("kept", await ExecuteAsync(database, "SELECT follower FROM {0}bookmark"));
    }

    [Fact]
    public async Task A_migration_that_is_cut_off_anywhere_leaves_the_old_file_whole()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await ExecuteAsync(database, "INSERT INTO {0}bookmark (follower, tx, event_id) VALUES ('kept', 1, 2)");
        var chance = new Random(20_270_511);
        var cut = 0;
        for (var round = 0; round < 20; round++)
        {
            await using var opened = Open(database);
            using var stop = new CancellationTokenSource();
            stop.CancelAfter(TimeSpan.FromMilliseconds(chance.Next(0, 40)));
            try
            {
                await opened.MigrateAsync(stop.Token);
            }
            catch (Exception error) when (error is OperationCanceledException or SqliteException)
            {
                cut++;
            }

            Assert.Equal("ok", await ExecuteAsync(database, "PRAGMA integrity_check"));
            Assert.Equal("kept", await ExecuteAsync(database, "SELECT follower FROM {0}bookmark"));
            Assert.Equal(SchemaState.Current, await opened.FindSchemaAsync(default));
        }

        Assert.InRange(cut, 1, 20);
    }

    [Fact]
    public async Task What_a_killed_migration_left_behind_does_no_harm()
    {
        await using var database = await TestDatabase.CreateAsync(EveryDatabase.Sqlite);
        await ExecuteAsync(database, "INSERT INTO {0}bookmark (follower, tx, event_id) VALUES ('kept', 1, 2)");
        var path = new SqliteConnectionStringBuilder(database.ConnectionString).DataSource;
        await File.WriteAllTextAsync(path + ".next", "half a file");
        await File.WriteAllTextAsync(path + ".next-journal", "half a journal");
        await using var opened = Open(database);

        await opened.MigrateAsync(default);

        Assert.Equal("kept", await ExecuteAsync(database, "SELECT follower FROM {0}bookmark"));
        Assert.False(File.Exists(path + ".next"));
    }

    private static IEngine Open(TestDatabase database) =>
        database.Engine == EveryDatabase.Sqlite
            ? new SqliteEngine(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource)
            : new PostgresEngine(database.ConnectionString);

    // Our tables lie in a schema of their own on PostgreSQL.
    private static async Task<object?> ExecuteAsync(TestDatabase database, string sql)
    {
        var isSqlite = database.Engine == EveryDatabase.Sqlite;
        await using DbConnection connection = isSqlite
            ? new SqliteConnection(database.ConnectionString)
            : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql.Replace("{0}", isSqlite ? "" : "parley.", StringComparison.Ordinal);
        return await command.ExecuteScalarAsync();
    }
}
