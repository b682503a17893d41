using Parley.Readers;
using Parley.Sanctions;
using Parley.Storage;

namespace Parley.Feeds;

/// <summary>
/// Readers who let everybody see a page with their comments, and follow it. Asked of the database each time, so that what is closed
/// is closed at once: by the reader, by leaving, or by a decision of a moderator while it stands. A warning takes no page away.
/// </summary>
internal sealed class OpenReaders(Database database, TimeProvider clock)
{
    /// <summary>The reader; null where there is nobody, and where they did not open anything, which nobody can tell apart.</summary>
    public Task<OpenReader?> FindAsync(SiteId site, Guid id, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT r.id, r.name, r.created_at FROM reader_choice o
                    JOIN reader r ON r.site_id = o.site_id AND r.id = o.reader_id
                    WHERE o.site_id = @site AND o.reader_id = @id AND o.feed_is_open AND r.kind <> @deleted AND NOT EXISTS
                        (SELECT 1 FROM sanction s WHERE s.site_id = @site AND s.reader_id = @id AND s.kind <> @warning
                            AND s.lifted_at IS NULL AND (s.until IS NULL OR s.until > @now))
                    """,
                    [
                        ("@site", site),
                        ("@id", id),
                        ("@deleted", ReaderKind.Deleted),
                        ("@warning", SanctionKind.Warning),
                        ("@now", clock.GetUtcNow()),
                    ],
                    row => new OpenReader(row.Guid(0), row.Text(1), row.Time(2)),
                    cancel
                ),
            cancel
        );
}

/// <param name="Since">Since when they have been on the site.</param>
internal sealed record OpenReader(Guid Id, string Name, DateTimeOffset Since);
