using Parley.Storage;

namespace Parley.Reactions;

/// <summary>The reactions of readers.</summary>
internal sealed class ReactionStore(Database database)
{
    private const int Most = 1_000;

    /// <summary>The comments of a thread that a reader appreciates.</summary>
    public Task<List<Guid>> FindByReaderAsync(SiteId site, Guid thread, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT r.comment_id FROM reaction r JOIN comment c ON c.site_id = r.site_id AND c.id = r.comment_id
                    WHERE r.site_id = @site AND r.reader_id = @reader AND c.thread_id = @thread ORDER BY r.at DESC LIMIT @most
                    """,
                    [("@site", site), ("@reader", reader), ("@thread", thread), ("@most", Most)],
                    row => row.Guid(0),
                    cancel
                ),
            cancel
        );

    public Task<bool> HasAsync(SiteId site, Guid comment, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                await scope.FirstAsync(
                    "SELECT 1 FROM reaction WHERE site_id = @site AND comment_id = @comment AND reader_id = @reader",
                    [("@site", site), ("@comment", comment), ("@reader", reader)],
                    row => row.Int(0),
                    cancel
                ) == 1,
            cancel
        );
}
