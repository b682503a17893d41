using System.Data.Common;

namespace Parley.Storage;

/// <summary>A row of an answer, read by position: the same on both engines.</summary>
internal readonly struct Row(DbDataReader reader, Dialect dialect)
{
    public bool IsNull(int column) => reader.IsDBNull(column);

    public Guid Guid(int column) => dialect.ReadGuid(reader, column);

    public Guid? GuidOrNull(int column) => reader.IsDBNull(column) ? null : dialect.ReadGuid(reader, column);

    public long Long(int column) => reader.GetInt64(column);

    public long? LongOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);

    public int Int(int column) => reader.GetInt32(column);

    public bool Bool(int column) => reader.GetBoolean(column);

    public double Double(int column) => reader.GetDouble(column);

    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    /// <summary>A time that is kept as microseconds since 1970.</summary>
    public DateTimeOffset Time(int column) => Micros.FromMicros(reader.GetInt64(column));

    public DateTimeOffset? TimeOrNull(int column) => reader.IsDBNull(column) ? null : Time(column);
}
