using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Parley.Comments;
using Parley.Postgres;
using Parley.Storage;

namespace Parley;

/// <summary>Parley on PostgreSQL: any number of nodes beside each other.</summary>
public static class PostgresParley
{
    /// <summary>Keeps everything in a PostgreSQL database, in a schema of its own called <c>parley</c>.</summary>
    /// <param name="parley">What <c>AddParley()</c> gave.</param>
    /// <param name="connectionString">As Npgsql reads it, for example <c>Host=db;Database=parley;Username=parley;Password=…</c>.</param>
    /// <exception cref="ArgumentException">That is no connection string.</exception>
    public static ParleyBuilder UsePostgres(this ParleyBuilder parley, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(parley);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        // What is no connection string is told here, to the one who wrote it, and not at the first question to the database.
        _ = new NpgsqlConnectionStringBuilder(connectionString);
        parley.Services.AddSingleton<PostgresEngine>(_ => new PostgresEngine(connectionString));
        parley.Services.AddSingleton<IEngine>(services => services.GetRequiredService<PostgresEngine>());
        parley.Services.AddSingleton<ICommentAppender, PostgresCommentAppender>();
        return parley;
    }
}
