using Parley.Readers;
using Parley.Storage;

namespace Parley.Sanctions;

/// <summary>The stops that stand.</summary>
internal sealed class SanctionStore(Database database)
{
    private const string Select = """
        SELECT s.id, s.reader_id, r.name, s.reason, m.name, s.at FROM sanction s
        JOIN reader r ON r.site_id = s.site_id AND r.id = s.reader_id
        JOIN reader m ON m.site_id = s.site_id AND m.id = s.moderator_id
        WHERE s.site_id = @site AND s.lifted_at IS NULL
        """;

    /// <summary>Everyone who is stopped, the latest first.</summary>
    public Task<List<Sanction>> ListAsync(SiteId site, CancellationToken cancel) =>
        database.ReadAsync(
            scope => scope.ListAsync($"{Select} ORDER BY s.at DESC LIMIT 1000", [("@site", site)], Read, cancel),
            cancel
        );

    public Task<Sanction?> FindAsync(SiteId site, Guid reader, CancellationToken cancel) =>
        database.ReadAsync(scope => FindAsync(scope, site, reader, cancel), cancel);

    public static Task<Sanction?> FindAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel) =>
        scope.FirstAsync(
            $"{Select} AND s.reader_id = @reader ORDER BY s.at LIMIT 1",
            [("@site", site), ("@reader", reader)],
            Read,
            cancel
        );

    /// <summary>Locks a reader, so that two moderators who stop one at once make one stop.</summary>
    public static async Task<Reader?> LockReaderAsync(DbScope scope, SiteId site, Guid reader, CancellationToken cancel)
    {
        await ReaderStore.LockAsync(scope, site, reader, cancel);
        return await ReaderStore.FindAsync(scope, site, reader, cancel);
    }

    /// <summary>The time of a stop that is made now: after the reader's last statement, whatever the clock says.</summary>
    public static async Task<DateTimeOffset> NextTimeAsync(
        DbScope scope,
        SiteId site,
        Guid reader,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var last = await scope.FirstAsync(
            "SELECT max(at) FROM statement WHERE site_id = @site AND comment_id = @reader",
            [("@site", site), ("@reader", reader)],
            row => row.LongOrNull(0) ?? 0,
            cancel
        );
        return Micros.FromMicros(Math.Max(now.ToMicros(), last + 1));
    }

    public static Task AddAsync(DbScope scope, SiteId site, Sanction sanction, Guid moderator, CancellationToken cancel) =>
        scope.ExecuteAsync(
            """
            INSERT INTO sanction (site_id, id, reader_id, reason, moderator_id, at)
            VALUES (@site, @id, @reader, @reason, @moderator, @at)
            """,
            [
                ("@site", site),
                ("@id", sanction.Id),
                ("@reader", sanction.ReaderId),
                ("@reason", sanction.Reason),
                ("@moderator", moderator),
                ("@at", sanction.At),
            ],
            cancel
        );

    /// <returns>How many stops were lifted: none where nobody was stopped.</returns>
    public static Task<int> LiftAsync(DbScope scope, SiteId site, Guid reader, DateTimeOffset at, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "UPDATE sanction SET lifted_at = @at WHERE site_id = @site AND reader_id = @reader AND lifted_at IS NULL",
            [("@at", at), ("@site", site), ("@reader", reader)],
            cancel
        );

    private static Sanction Read(Row row) => new(row.Guid(0), row.Guid(1), row.Text(2), row.Text(3), row.Text(4), row.Time(5));
}
