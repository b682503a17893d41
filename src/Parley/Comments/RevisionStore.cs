using Parley.Storage;

namespace Parley.Comments;

/// <summary>Earlier words of a comment.</summary>
/// <param name="Number">From 1, the oldest.</param>
internal sealed record Revision(int Number, string Source, string Html, DateTimeOffset ReplacedAt);

/// <summary>The earlier words of edited comments. Who may see them is asked by the caller.</summary>
internal sealed class RevisionStore(Database database)
{
    private const int Most = 100;

    /// <summary>Newest first, at most a hundred.</summary>
    public Task<List<Revision>> ListAsync(SiteId site, Guid comment, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT number, source, html, replaced_at FROM revision
                    WHERE site_id = @site AND comment_id = @comment ORDER BY number DESC LIMIT @most
                    """,
                    [("@site", site), ("@comment", comment), ("@most", Most)],
                    row => new Revision(row.Int(0), row.Text(1), row.Text(2), row.Time(3)),
                    cancel
                ),
            cancel
        );
}
