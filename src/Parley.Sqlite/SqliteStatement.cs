using Microsoft.Data.Sqlite;
using SQLitePCL;
using static SQLitePCL.raw;

namespace Parley.Sqlite;

/// <summary>
/// A statement of the hot path, prepared once for a connection. It goes round the driver's commands, which look for each parameter by
/// its name every time; what fails is thrown as the driver throws it.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly sqlite3 connection;
    private readonly sqlite3_stmt statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        this.connection = connection.Handle!;
        Check(sqlite3_prepare_v3(this.connection, sql, SQLITE_PREPARE_PERSISTENT, out statement));
    }

    /// <param name="values">For the parameters, in the order in which the text first names them.</param>
    public void Run(params ReadOnlySpan<SqliteValue> values)
    {
        Bind(values);
        Step();
    }

    /// <summary>The first row, or null where there is none.</summary>
    /// <param name="read">Reads the row. It is gone afterwards.</param>
    /// <param name="values">As for <see cref="Run"/>.</param>
    public T? First<T>(Func<SqliteStatement, T> read, params ReadOnlySpan<SqliteValue> values)
        where T : class
    {
        Bind(values);
        if (!Step())
            return null;
        try
        {
            return read(this);
        }
        finally
        {
            sqlite3_reset(statement);
        }
    }

    /// <summary>True where there is a row.</summary>
    /// <param name="values">As for <see cref="Run"/>.</param>
    public bool Any(params ReadOnlySpan<SqliteValue> values) => First(row => row, values) is not null;

    public long Long(int column) => sqlite3_column_int64(statement, column);

    public void Dispose() => statement.Dispose();

    private void Bind(ReadOnlySpan<SqliteValue> values)
    {
        for (var i = 0; i < values.Length; i++)
            Check(values[i].Bind(statement, i + 1));
    }

    // True where it stands on a row.
    private bool Step()
    {
        if (sqlite3_step(statement) == SQLITE_ROW)
            return true;
        // Done or failed: this says which, and lets it run again.
        Check(sqlite3_reset(statement));
        return false;
    }

    private void Check(int code) => SqliteException.ThrowExceptionForRC(code, connection);
}

/// <summary>What is bound to a parameter: a number, an id as 16 bytes in the order of time, a text, or nothing.</summary>
internal readonly struct SqliteValue
{
    private readonly long? number;
    private readonly Guid? id;
    private readonly string? text;

    private SqliteValue(long? number, Guid? id, string? text) => (this.number, this.id, this.text) = (number, id, text);

    public static implicit operator SqliteValue(long? number) => new(number, null, null);

    public static implicit operator SqliteValue(bool flag) => new(flag ? 1 : 0, null, null);

    public static implicit operator SqliteValue(SiteId site) => new(site.Value, null, null);

    public static implicit operator SqliteValue(Guid? id) => new(null, id, null);

    public static implicit operator SqliteValue(string? text) => new(null, null, text);

    public int Bind(sqlite3_stmt statement, int place)
    {
        if (number is { } integer)
            return sqlite3_bind_int64(statement, place, integer);
        if (text is not null)
            return sqlite3_bind_text(statement, place, text);
        if (id is null)
            return sqlite3_bind_null(statement, place);
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return sqlite3_bind_blob(statement, place, bytes);
    }
}
