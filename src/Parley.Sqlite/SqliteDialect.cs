using System.Data.Common;
using Microsoft.Data.Sqlite;
using Parley.Storage;

namespace Parley.Sqlite;

internal sealed class SqliteDialect : Dialect
{
    public override string ForUpdate => "";

    // One process writes at a time, so ids are committed in their order.
    public override string EventsAfterBookmark => "id > @id AND @tx = @tx";

    public override string? EventsOutOfOrder => null;

    public override string EventTransaction => "0";

    public override string EventOrder => "id";

    public override string LatestEventsFirst => "id DESC";

    public override string LastEvent => "SELECT 0, coalesce(max(id), 0) FROM event";

    // In this order, so that the index gives the newest first and is left as soon as there are enough.
    public override string SearchFrom => "search_index CROSS JOIN search_text t ON t.id = search_index.rowid";

    public override string SearchMatch => "search_index MATCH @query";

    public override string SearchPlace => "search_index.rowid";

    public override string SearchText(IEnumerable<IReadOnlyList<string>> wanted, IEnumerable<IReadOnlyList<string>> unwanted) =>
        $"({string.Join(" AND ", wanted.Select(Phrase))}){string.Concat(unwanted.Select(words => " NOT " + Phrase(words)))}";

    private static string Phrase(IReadOnlyList<string> words) => $"\"{string.Join(' ', words)}\"";

    // Bytes in the order of time: half the size of text, and new ids land beside each other.
    public override object Value(object value) =>
        value switch
        {
            Guid id => id.ToByteArray(bigEndian: true),
            DateTimeOffset time => time.ToMicros(),
            SiteId site => site.Value,
            Enum other => Convert.ToInt32(other, System.Globalization.CultureInfo.InvariantCulture),
            _ => value,
        };

    // Not GetStream: for a row of a table it opens a handle on the blob, which costs more than the query.
    public override Guid ReadGuid(DbDataReader reader, int column) =>
        new(reader.GetFieldValue<byte[]>(column), bigEndian: true);

    // BUSY and LOCKED: another process holds the file.
    public override bool IsPassing(DbException error) => error is SqliteException { SqliteErrorCode: 5 or 6 };

    public override bool IsDuplicate(DbException error) => error is SqliteException { SqliteExtendedErrorCode: 1555 or 2067 };
}
