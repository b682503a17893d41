using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Parley.Readers;

namespace Parley.Tests.Setup;

/// <summary>A program with Parley in it, silent, on a port of its own, and on a database that other programs may share.</summary>
internal static class TestProgram
{
    public static WebApplicationBuilder On(TestDatabase database, Action<ParleyOptions>? options = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        AddParley(builder.Services, database, options);
        return builder;
    }

    public static void AddParley(IServiceCollection services, TestDatabase database, Action<ParleyOptions>? options = null)
    {
        var parley = services.AddParley(options ?? (_ => { }));
        if (database.Engine == EveryDatabase.Sqlite)
            parley.UseSqlite(new SqliteConnectionStringBuilder(database.ConnectionString).DataSource);
        else
            parley.UsePostgres(
                new NpgsqlConnectionStringBuilder(database.ConnectionString) { Pooling = true }.ConnectionString
            );
        // Real hashing takes a tenth of a second each time; PasswordsTests does it.
        services.AddSingleton(_ => new Passwords(iterations: 2));
    }
}
