using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Parley.Storage;

namespace Parley.Postgres;

/// <summary>PostgreSQL: any number of nodes beside each other, the database is the truth.</summary>
internal sealed class PostgresEngine : IEngine
{
    // A passing refusal (a deadlock with another node) is gone after a few tries, or it is none.
    private const int MostTries = 5;

    private readonly NpgsqlDataSource source;
    private readonly PostgresBell bell;
    private bool isDisposed;

    public PostgresEngine(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            // Tables of ours in a database that may also be the host's.
            SearchPath = "parley",
            ApplicationName = "parley",
            // The same few statements again and again.
            MaxAutoPrepare = 50,
            AutoPrepareMinUsages = 2,
            // What is set for a connection comes with its address. Resetting it would be seven statements before each of ours.
            NoResetOnClose = true,
        };
        // A hundred connections a node would be all that the server has. Said otherwise, it stays as said.
        if (
            !connectionString.Contains("Pool Size", StringComparison.OrdinalIgnoreCase)
            && !connectionString.Contains("MaxPoolSize", StringComparison.OrdinalIgnoreCase)
        )
            builder.MaxPoolSize = 30;
        source = NpgsqlDataSource.Create(builder);
        bell = new PostgresBell(source);
    }

    public string Name => "PostgreSQL";
    public Dialect Dialect { get; } = new PostgresDialect();

    public async ValueTask<DbConnection> OpenAsync(CancellationToken cancel)
    {
        try
        {
            return await source.OpenConnectionAsync(cancel);
        }
        catch (Exception error) when (AsOutage(error) is { } outage)
        {
            throw outage;
        }
    }

    public async Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var connection = await OpenAsync(cancel);
                await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
                var scope = new DbScope(this, connection, transaction);
                var answer = await work(scope);
                await transaction.CommitAsync(cancel);
                return answer;
            }
            catch (Exception error) when (attempt < MostTries && Cause(error) is { } cause && Dialect.IsPassing(cause)) { }
            catch (Exception error) when (AsOutage(error) is { } outage)
            {
                throw outage;
            }
        }
    }

    // A server that does not answer, has no room, or goes down, that does not know the database or does not let us in; EF wraps it.
    public StorageUnavailableException? AsOutage(Exception error) =>
        Cause(error) is NpgsqlException cause
        && (
            cause is not PostgresException postgres
            || postgres.SqlState[..2] is "08" or "25" or "28" or "3D" or "53" or "57" or "58"
            || postgres.SqlState == PostgresErrorCodes.InsufficientPrivilege
        )
            ? new StorageUnavailableException($"PostgreSQL cannot write or read: {cause.Message}", error)
            : null;

    public async Task<SchemaState> FindSchemaAsync(CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        try
        {
            return await SchemaVersion.CompareAsync(connection, typeof(PostgresEngine).Assembly, cancel);
        }
        catch (NpgsqlException error) when (AsOutage(error) is { } outage)
        {
            throw outage;
        }
    }

    public async Task MigrateAsync(CancellationToken cancel, IProgress<MigrationStep>? progress = null)
    {
        try
        {
            await MigrateInTurnAsync(progress, cancel);
        }
        catch (Exception error) when (AsOutage(error) is { } outage)
        {
            throw outage;
        }
    }

    private async Task MigrateInTurnAsync(IProgress<MigrationStep>? progress, CancellationToken cancel)
    {
        await using var connection = await OpenAsync(cancel);
        await using var schema = connection.CreateCommand();
        // Two nodes that start at the same moment: one waits here until the other has finished.
        schema.CommandText = "SELECT pg_advisory_lock(hashtext('parley-migrate'))";
        await schema.ExecuteNonQueryAsync(cancel);
        try
        {
            schema.CommandText = "CREATE SCHEMA IF NOT EXISTS parley";
            await schema.ExecuteNonQueryAsync(cancel);
            var options = new DbContextOptionsBuilder<ParleyDb>().UseNpgsql(connection, Options);
            await MigrationStep.MakeAllAsync(options, CreateContext, progress, cancel);
        }
        finally
        {
            schema.CommandText = "SELECT pg_advisory_unlock(hashtext('parley-migrate'))";
            await schema.ExecuteNonQueryAsync(CancellationToken.None);
        }
    }

    public Task WaitForBellAsync(CancellationToken cancel) => bell.WaitAsync(cancel);

    public void Ring() => bell.Ring();

    // The container knows it under two types, and disposes what each of them gave.
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref isDisposed, true))
            return;
        await bell.DisposeAsync();
        await source.DisposeAsync();
    }

    internal static ParleyDb CreateContext(DbContextOptionsBuilder<ParleyDb> builder) =>
        new(builder.Options, new PostgresModel());

    internal static void Options(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder options) =>
        options
            .MigrationsAssembly(typeof(PostgresEngine).Assembly.GetName().Name)
            .MigrationsHistoryTable("__EFMigrationsHistory", "parley");

    private static DbException? Cause(Exception error) =>
        error is OperationCanceledException ? null : error as DbException ?? error.InnerException as DbException;
}
