using Parley.Storage;

namespace Parley.Newsroom;

/// <summary>The opening questions of threads, with all that stood there before.</summary>
internal sealed class QuestionStore(Database database)
{
    private const int MostInRecord = 50;

    private const string Select = """
        SELECT q.number, q.source, q.html, r.name, q.asked_at FROM question q
        JOIN reader r ON r.site_id = q.site_id AND r.id = q.asked_by
        WHERE q.site_id = @site AND q.thread_id = @thread ORDER BY q.number DESC LIMIT @most
        """;

    /// <summary>The question that stands at the top of a thread now; null where there is none.</summary>
    public Task<Question?> FindAsync(SiteId site, Guid thread, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, thread, cancel), cancel);

    /// <inheritdoc cref="FindAsync(SiteId, Guid, CancellationToken)"/>
    public static async Task<Question?> FindAsync(DbScope scope, SiteId site, Guid thread, CancellationToken cancel) =>
        await FindLastAsync(scope, site, thread, cancel) is { Source.Length: > 0 } question ? question : null;

    /// <summary>The last that was said about it, also where that was to take it away.</summary>
    public static Task<Question?> FindLastAsync(DbScope scope, SiteId site, Guid thread, CancellationToken cancel) =>
        scope.FirstAsync(Select, [("@site", site), ("@thread", thread), ("@most", 1)], Read, cancel);

    /// <summary>Who asked what, and when, the latest first: the moderators' record.</summary>
    public Task<List<Question>> ListAsync(SiteId site, Guid thread, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    Select,
                    [("@site", site), ("@thread", thread), ("@most", MostInRecord)],
                    row => Read(row)!,
                    cancel
                ),
            cancel
        );

    private static Question? Read(Row row) => new(row.Int(0), row.Text(1), row.Text(2), row.Text(3), row.Time(4));
}
