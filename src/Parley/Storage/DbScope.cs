using System.Data.Common;

namespace Parley.Storage;

/// <summary>A connection in use, and the transaction on it if this is a write.</summary>
internal sealed class DbScope(IEngine engine, DbConnection connection, DbTransaction? transaction)
{
    private readonly List<Func<CancellationToken, Task>> last = [];

    public DbConnection Connection => connection;
    public DbTransaction? Transaction => transaction;
    public Dialect Dialect => engine.Dialect;

    /// <summary>What this transaction changes, for those in this process who must know before anybody is answered.</summary>
    public List<Change> Changes { get; } = [];

    /// <summary>Has something done when everything else of this transaction is, in the order in which it was asked for.</summary>
    public void AtEnd(Func<CancellationToken, Task> work) => last.Add(work);

    /// <summary>Does what was to be done at the end.</summary>
    public async Task EndAsync(CancellationToken cancel)
    {
        foreach (var work in last)
            await work(cancel);
    }

    /// <summary>A command with its parameters. Values go through the dialect, so ids and times are bound as they are kept.</summary>
    public DbCommand Command(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // Every text is a literal of ours with parameters; a rule test reads them all.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value is null ? DBNull.Value : engine.Dialect.Value(value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    public async Task<int> ExecuteAsync(string sql, (string, object?)[] parameters, CancellationToken cancel)
    {
        await using var command = Command(sql, parameters);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public async Task<List<T>> ListAsync<T>(
        string sql,
        (string, object?)[] parameters,
        Func<Row, T> read,
        CancellationToken cancel
    )
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var row = new Row(reader, engine.Dialect);
        var list = new List<T>();
        while (await reader.ReadAsync(cancel))
            list.Add(read(row));
        return list;
    }

    /// <summary>The first row, or the default where there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, (string, object?)[] parameters, Func<Row, T> read, CancellationToken cancel)
    {
        await using var command = Command(sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? read(new Row(reader, engine.Dialect)) : default;
    }

    /// <summary>
    /// Parameters for a list of values, and the text that stands for them between the brackets of an <c>IN</c>: the engines have no
    /// common way to bind a list. Nothing is in an empty one; of what is not in one, ask only with values.
    /// </summary>
    public static (string Names, (string, object?)[] Parameters) In<T>(string name, IReadOnlyCollection<T> values)
    {
        var parameters = new (string, object?)[values.Count];
        var i = 0;
        foreach (var value in values)
            parameters[i] = ($"@{name}{i++}", value);
        return (i == 0 ? "NULL" : string.Join(',', parameters.Select(p => p.Item1)), parameters);
    }
}
