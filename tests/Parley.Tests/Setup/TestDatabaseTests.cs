using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit;

namespace Parley.Tests.Setup;

public sealed class TestDatabaseTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_one_test_writes_no_other_test_sees(string engine)
    {
        await using var mine = await TestDatabase.CreateAsync(engine);
        await using var yours = await TestDatabase.CreateAsync(engine);

        await ExecuteAsync(mine, "CREATE TABLE note (id int); INSERT INTO note VALUES (1)");

        Assert.Equal(1L, Convert.ToInt64(await ExecuteAsync(mine, "SELECT count(*) FROM note"), null));
        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync(yours, "SELECT count(*) FROM note"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_database_is_gone_when_its_test_is_over(string engine)
    {
        var database = await TestDatabase.CreateAsync(engine);
        await ExecuteAsync(database, "SELECT 1");

        await database.DisposeAsync();

        await Assert.ThrowsAnyAsync<DbException>(() => ExecuteAsync(database, "SELECT 1"));
    }

    private static async Task<object?> ExecuteAsync(TestDatabase database, string sql)
    {
        await using DbConnection connection =
            database.Engine == EveryDatabase.Sqlite
                ? new SqliteConnection(database.ConnectionString)
                : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
