using Parley.Storage;

namespace Parley.Record;

/// <summary>Adds to the record, as the last thing of the change that is recorded. Nothing here changes or takes out a row.</summary>
internal static class RecordStore
{
    /// <summary>
    /// Adds a row when everything else of this change is done: the end of the record is held from then to the commit alone, and whoever
    /// holds it waits for nothing more.
    /// </summary>
    public static void Add(DbScope scope, SiteId site, RecordEntry entry) =>
        scope.AtEnd(cancel => AppendAsync(scope, site, entry, cancel));

    private static async Task AppendAsync(DbScope scope, SiteId site, RecordEntry entry, CancellationToken cancel)
    {
        var (last, before) = await LockHeadAsync(scope, site, cancel);
        var salt = entry.Words is null ? null : Ids.Secret();
        var line = new RecordLine(
            last + 1,
            entry.Kind,
            entry.Subject,
            Micros.FromMicros(entry.At.ToMicros()),
            entry.Content.ToJsonString(),
            entry.Words is { } words ? RecordLine.SealOf(salt!, words.Text) : null,
            ""
        );
        var hash = line.HashAfter(before, site);
        await scope.ExecuteAsync(
            """
            INSERT INTO recorded (site_id, number, kind, subject_id, at, content, seal, hash)
            VALUES (@site, @number, @kind, @subject, @at, @content, @seal, @hash)
            """,
            [
                ("@site", site),
                ("@number", line.Number),
                ("@kind", line.Kind),
                ("@subject", line.Subject),
                ("@at", line.At),
                ("@content", line.Content),
                ("@seal", line.Seal),
                ("@hash", hash),
            ],
            cancel
        );
        if (entry.Words is { } kept)
            await scope.ExecuteAsync(
                """
                INSERT INTO recorded_words (site_id, number, reader_id, salt, words)
                VALUES (@site, @number, @reader, @salt, @words)
                """,
                [("@site", site), ("@number", line.Number), ("@reader", kept.Reader), ("@salt", salt), ("@words", kept.Text)],
                cancel
            );
        await scope.ExecuteAsync(
            "UPDATE record_head SET number = @number, hash = @hash WHERE site_id = @site",
            [("@number", line.Number), ("@hash", hash), ("@site", site)],
            cancel
        );
    }

    private static async Task<(long Number, string Hash)> LockHeadAsync(DbScope scope, SiteId site, CancellationToken cancel)
    {
        if (await FindHeadAsync(scope, site, scope.Dialect.ForUpdate, cancel) is { } head)
            return head;
        await scope.ExecuteAsync(
            "INSERT INTO record_head (site_id, number, hash) VALUES (@site, 0, @hash) ON CONFLICT (site_id) DO NOTHING",
            [("@site", site), ("@hash", RecordLine.Beginning)],
            cancel
        );
        return (await FindHeadAsync(scope, site, scope.Dialect.ForUpdate, cancel))!.Value;
    }

    /// <summary>The end of the record; null where it has no row.</summary>
    public static Task<(long Number, string Hash)?> FindHeadAsync(
        DbScope scope,
        SiteId site,
        string locking,
        CancellationToken cancel
    ) =>
        scope.FirstAsync<(long, string)?>(
            "SELECT number, hash FROM record_head WHERE site_id = @site" + locking,
            [("@site", site)],
            row => (row.Long(0), row.Text(1)),
            cancel
        );
}
