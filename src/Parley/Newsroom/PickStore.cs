using Parley.Comments;
using Parley.Storage;

namespace Parley.Newsroom;

/// <summary>
/// What the newsroom picked and pinned. Every list asks for the state as well, so that nothing which is not public can be in one,
/// whatever its marks say.
/// </summary>
internal sealed class PickStore(Database database)
{
    /// <summary>How many stand on a page of them, for people and for programs.</summary>
    public const int OnPage = 50;

    /// <summary>Picks, the latest first: of a site, or of one of its threads.</summary>
    /// <param name="before">When the last one of the page before was picked; null for the first page.</param>
    public Task<List<ReadComment>> ListAsync(
        SiteId site,
        Guid? thread,
        DateTimeOffset? before,
        int most,
        CancellationToken cancel
    ) => database.ReadAsync(scope => ListAsync(scope, site, thread, before, most, cancel), cancel);

    /// <inheritdoc cref="ListAsync(SiteId, Guid?, DateTimeOffset?, int, CancellationToken)"/>
    public static Task<List<ReadComment>> ListAsync(
        DbScope scope,
        SiteId site,
        Guid? thread,
        DateTimeOffset? before,
        int most,
        CancellationToken cancel
    ) =>
        scope.ListAsync(
            $"""
            {AuthoredComments.Select} AND c.state = 0 AND c.picked_at IS NOT NULL AND c.picked_at < @before
                {(thread is null ? "" : "AND c.thread_id = @thread")}
            ORDER BY c.picked_at DESC LIMIT @most
            """,
            [
                ("@site", site),
                ("@before", before ?? DateTimeOffset.MaxValue),
                .. thread is { } id ? [("@thread", (object?)id)] : Array.Empty<(string, object?)>(),
                ("@most", most),
            ],
            AuthoredComments.Read,
            cancel
        );

    /// <summary>How many of a thread's comments are picked.</summary>
    public static Task<int> CountAsync(DbScope scope, SiteId site, Guid thread, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT count(*) FROM comment WHERE site_id = @site AND thread_id = @thread AND picked_at IS NOT NULL AND state = 0",
            [("@site", site), ("@thread", thread)],
            row => row.Int(0),
            cancel
        );

    /// <summary>What is pinned to the top of a thread, in the order in which it was pinned.</summary>
    public static Task<List<ReadComment>> ListPinnedAsync(DbScope scope, SiteId site, Guid thread, CancellationToken cancel) =>
        scope.ListAsync(
            $"""
            {AuthoredComments.Select} AND c.thread_id = @thread AND c.state = 0 AND c.pinned_at IS NOT NULL
            ORDER BY c.pinned_at, c.position LIMIT @most
            """,
            [("@site", site), ("@thread", thread), ("@most", MarkComment.MostPins)],
            AuthoredComments.Read,
            cancel
        );
}
