using Parley.Storage;

namespace Parley.Record;

/// <summary>Walks the record of a site from its first row to its end, and says where it does not hold.</summary>
internal sealed class VerifyRecord(Database database)
{
    private const int AtOnce = 500;

    /// <param name="known">A row and its hash, noted down earlier: whoever could write a whole new chain could not make it end there.</param>
    public async Task<RecordVerdict> HandleAsync(SiteId site, (long Number, string Hash)? known, CancellationToken cancel)
    {
        // Rows that come while it walks are behind this end, and the next walk's.
        var end =
            await database.ReadAsync(scope => RecordStore.FindHeadAsync(scope, site, "", cancel), cancel)
            ?? (0, RecordLine.Beginning);
        var (number, hash, forgotten) = (0L, RecordLine.Beginning, 0L);
        while (number < end.Number)
        {
            var part = await ListAsync(site, number, end.Number, cancel);
            foreach (var (line, words) in part)
            {
                number++;
                RecordFault? fault =
                    line.Number != number ? RecordFault.Missing
                    : line.HashAfter(hash, site) != line.Hash ? RecordFault.Changed
                    : words is { } kept && RecordLine.SealOf(kept.Salt, kept.Text) != line.Seal ? RecordFault.WordsChanged
                    : known is { } noted && noted.Number == number && noted.Hash != line.Hash ? RecordFault.NotAsNoted
                    : null;
                if (fault is { } found)
                    return new(number, hash, forgotten, found);
                hash = line.Hash;
                if (line.Seal is not null && words is null)
                    forgotten++;
            }

            if (part.Count == 0)
                return new(number + 1, hash, forgotten, RecordFault.Missing);
        }

        if (await HasMoreAsync(site, cancel))
            return new(number + 1, hash, forgotten, RecordFault.SlippedIn);
        if (hash != end.Hash)
            return new(number, hash, forgotten, RecordFault.Changed);
        return known?.Number > number
            ? new(number + 1, hash, forgotten, RecordFault.Missing)
            : new(number, hash, forgotten, null);
    }

    private Task<List<(RecordLine Line, (string Salt, string Text)? Words)>> ListAsync(
        SiteId site,
        long after,
        long until,
        CancellationToken cancel
    ) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT r.number, r.kind, r.subject_id, r.at, r.content, r.seal, r.hash, w.salt, w.words
                    FROM recorded r LEFT JOIN recorded_words w ON w.site_id = r.site_id AND w.number = r.number
                    WHERE r.site_id = @site AND r.number > @after AND r.number <= @until ORDER BY r.number LIMIT @most
                    """,
                    [("@site", site), ("@after", after), ("@until", until), ("@most", AtOnce)],
                    row =>
                        (
                            new RecordLine(
                                row.Long(0),
                                (RecordKind)row.Int(1),
                                row.GuidOrNull(2),
                                row.Time(3),
                                row.Text(4),
                                row.TextOrNull(5),
                                row.Text(6)
                            ),
                            row.IsNull(7) ? ((string, string)?)null : (row.Text(7), row.Text(8))
                        ),
                    cancel
                ),
            cancel
        );

    // A row behind the end that no end knows. One that came while it was walked has moved the end too.
    private async Task<bool> HasMoreAsync(SiteId site, CancellationToken cancel) =>
        await database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    """
                    SELECT 1 FROM recorded WHERE site_id = @site AND (number < 1 OR number >
                        coalesce((SELECT h.number FROM record_head h WHERE h.site_id = @site), 0)) LIMIT 1
                    """,
                    [("@site", site)],
                    row => row.Int(0),
                    cancel
                ),
            cancel
        ) == 1;
}

/// <summary>What a walk along the record found.</summary>
/// <param name="Rows">How many rows hold; where one does not, its number.</param>
/// <param name="Hash">Of the last row that holds.</param>
/// <param name="Forgotten">How many rows have lost their words with an account.</param>
internal sealed record RecordVerdict(long Rows, string Hash, long Forgotten, RecordFault? Fault);

/// <summary>Why a row of the record does not hold.</summary>
internal enum RecordFault
{
    /// <summary>Its content or its place is not what its hash says.</summary>
    Changed,

    /// <summary>There is no row of that number.</summary>
    Missing,

    /// <summary>It stands where the record has no end.</summary>
    SlippedIn,

    /// <summary>The words beside it are not those that it seals.</summary>
    WordsChanged,

    /// <summary>It is not the row whose hash was noted down.</summary>
    NotAsNoted,
}
