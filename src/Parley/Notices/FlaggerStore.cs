using Parley.Reports;
using Parley.Storage;

namespace Parley.Notices;

/// <summary>The trusted flaggers of a site, with what came of their notices.</summary>
internal sealed class FlaggerStore(Database database)
{
    /// <summary>The body for which a reader gives notice; null for everybody else.</summary>
    public static Task<string?> FindBodyAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.FirstAsync(
            "SELECT body FROM trusted_flagger WHERE site_id = @site AND reader_id = @reader",
            [("@site", site), ("@reader", reader)],
            row => row.TextOrNull(0),
            cancel
        );

    /// <summary>All of them, by the names of their bodies.</summary>
    public Task<List<Flagger>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
            {
                var flaggers = await scope.ListAsync(
                    """
                    SELECT f.reader_id, r.name, f.body, f.since FROM trusted_flagger f
                    JOIN reader r ON r.site_id = f.site_id AND r.id = f.reader_id
                    WHERE f.site_id = @site ORDER BY f.body, r.name
                    """,
                    [("@site", site)],
                    row => new Flagger(row.Guid(0), row.Text(1), row.Text(2), row.Time(3)),
                    cancel
                );
                var given = await scope.ListAsync(
                    """
                    SELECT n.body, n.at, r.settled_at, r.outcome FROM notice n JOIN report r ON r.site_id = n.site_id AND r.id = n.id
                    WHERE n.site_id = @site AND n.body IS NOT NULL
                    """,
                    [("@site", site)],
                    row =>
                        (
                            Body: row.Text(0),
                            Took: row.TimeOrNull(2) - row.Time(1),
                            IsRemoved: !row.IsNull(3) && (ReportOutcome)row.Int(3) == ReportOutcome.Removed
                        ),
                    cancel
                );
                var byBody = given.ToLookup(one => one.Body, one => (one.Took, one.IsRemoved));
                return flaggers.ConvertAll(flagger => flagger with { Figures = FiguresOf([.. byBody[flagger.Body]]) });
            },
            cancel
        );

    /// <summary>Names a reader, or the body of one who is named already.</summary>
    public static Task SaveAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        string body,
        Guid by,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO trusted_flagger (site_id, reader_id, body, since, named_by) VALUES (@site, @reader, @body, @at, @by)
            ON CONFLICT (site_id, reader_id) DO UPDATE SET body = excluded.body, since = excluded.since, named_by = excluded.named_by
            """,
            [("@site", site), ("@reader", reader), ("@body", body), ("@at", at), ("@by", by)],
            cancel
        );

    /// <returns>Whether there was one.</returns>
    public static async Task<bool> RemoveAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        await scope.ExecuteAsync(
            "DELETE FROM trusted_flagger WHERE site_id = @site AND reader_id = @reader",
            [("@site", site), ("@reader", reader)],
            cancel
        ) == 1;

    /// <summary>The one reader with an account of a name; null where there is none, or more than one.</summary>
    public Task<Guid?> FindReaderAsync(SiteId site, string name, CancellationToken cancel) =>
        database.ReadAsync(
            async scope =>
                await scope.ListAsync(
                    "SELECT id FROM reader WHERE site_id = @site AND name = @name AND kind IN (0, 3) LIMIT 2",
                    [("@site", site), ("@name", name)],
                    row => row.Guid(0),
                    cancel
                )
                    is [var one]
                    ? one
                    : (Guid?)null,
            cancel
        );

    private static FlaggerFigures FiguresOf(List<(TimeSpan? Took, bool IsRemoved)> given)
    {
        var took = given.Select(one => one.Took).OfType<TimeSpan>().Order().ToList();
        return new(given.Count, took.Count, given.Count(one => one.IsRemoved), NearestRank.Of(took, 0.5));
    }
}
