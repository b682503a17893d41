using System.Data.Common;
using Npgsql;
using Parley.Storage;

namespace Parley.Postgres;

internal sealed class PostgresDialect : Dialect
{
    public override string ForUpdate => " FOR UPDATE";

    // Ids are given out before their transactions commit, so "id > last" would step over whatever commits late. Read only what no
    // open transaction can still be in front of.
    public override string EventsAfterBookmark =>
        "(tx, id) > (@tx::text::xid8, @id) AND tx < pg_snapshot_xmin(pg_current_snapshot())";

    // Whatever is committed, and not only what has yet to wait: an event whose turn has come since the last look would be in neither,
    // and be told of twice.
    public override string? EventsOutOfOrder => "(tx, id) > (@tx::text::xid8, @id)";

    public override string EventTransaction => "tx::text::bigint";

    // With the table's name: the bare "tx" is the answer's column, a number made from it, and not what the index is sorted by. All
    // that a follower has yet to read would then be sorted at each of its steps.
    public override string EventOrder => "event.tx, event.id";

    public override string LatestEventsFirst => "event.tx DESC, event.id DESC";

    public override string LastEvent => "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1, 9223372036854775807";

    public override string SearchFrom => "search_text t";

    public override string SearchMatch => "t.vector @@ to_tsquery('simple', @query)";

    public override string SearchPlace => "t.id";

    public override string SearchText(IEnumerable<IReadOnlyList<string>> wanted, IEnumerable<IReadOnlyList<string>> unwanted) =>
        string.Join(" & ", [.. wanted.Select(Phrase), .. unwanted.Select(words => "!" + Phrase(words))]);

    private static string Phrase(IReadOnlyList<string> words) => $"({string.Join(" <-> ", words)})";

    public override object Value(object value) =>
        value switch
        {
            DateTimeOffset time => time.ToMicros(),
            SiteId site => site.Value,
            Enum other => Convert.ToInt32(other, System.Globalization.CultureInfo.InvariantCulture),
            _ => value,
        };

    public override Guid ReadGuid(DbDataReader reader, int column) => reader.GetGuid(column);

    public override bool IsPassing(DbException error) =>
        error.SqlState
            is PostgresErrorCodes.DeadlockDetected
                or PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.LockNotAvailable;

    public override bool IsDuplicate(DbException error) => error.SqlState == PostgresErrorCodes.UniqueViolation;
}
