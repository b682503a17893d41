using Parley.Readers;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Sourcing;

/// <summary>That the newsroom has seen what became of a claim, and left a report as it is.</summary>
/// <param name="Number">Of the change that was seen.</param>
internal sealed record SeenStatus(Guid Claim, int Number, DateTimeOffset At)
{
    /// <summary>Who has seen it, by name.</summary>
    public string? By { get; init; }
}

/// <summary>What the newsroom has seen of the claims of its reports. Rows are added, never changed.</summary>
internal sealed class SeenStatusStore(Database database)
{
    /// <summary>What was seen for one report.</summary>
    public Task<List<SeenStatus>> ListAsync(SiteId site, Guid story, CancellationToken cancel) =>
        database.ReadAsync(
            scope =>
                scope.ListAsync(
                    """
                    SELECT s.claim_id, s.number, s.at, r.name
                    FROM seen_status s LEFT JOIN reader r ON r.site_id = s.site_id AND r.id = s.by_id
                    WHERE s.site_id = @site AND s.story_id = @story ORDER BY s.at, s.claim_id
                    """,
                    [("@site", site), ("@story", story)],
                    row => new SeenStatus(row.Guid(0), row.Int(1), row.Time(2)) { By = row.TextOrNull(3) },
                    cancel
                ),
            cancel
        );

    /// <summary>Keeps who saw it first.</summary>
    public static Task AddAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        Guid claim,
        int number,
        Guid by,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        scope.ExecuteAsync(
            """
            INSERT INTO seen_status (site_id, story_id, claim_id, number, at, by_id)
            VALUES (@site, @story, @claim, @number, @at, @by) ON CONFLICT DO NOTHING
            """,
            [("@site", site), ("@story", story), ("@claim", claim), ("@number", number), ("@at", at), ("@by", by)],
            cancel
        );
}

/// <summary>Says that the newsroom has seen what became of a claim, and that a report which carries it stays as it is.</summary>
internal sealed class SeeStatus(Database database, TimeProvider clock)
{
    /// <param name="number">Of the change that was seen: whoever has seen an earlier one is refused.</param>
    public Task<Result<Claim>> HandleAsync(
        SiteId site,
        Guid story,
        Guid claim,
        int? number,
        Reader by,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Result<Claim>>(
            async scope =>
            {
                if (await ReportTextStore.LockAsync(scope, site, story, cancel) is null)
                    return Problems.ReportNotFound;
                if (
                    !await SourcingStore.IsClaimedAsync(scope, site, story, claim, cancel)
                    || await SourcingStore.LockClaimAsync(scope, site, claim, cancel) is not { } found
                )
                    return Problems.ClaimNotFound;
                if (number is not > 0 || await SourcingStore.CountStatusAsync(scope, site, claim, cancel) != number)
                    return Problems.StatusChanged;
                await SeenStatusStore.AddAsync(scope, site, story, claim, number.Value, by.Id, clock.GetUtcNow(), cancel);
                return found;
            },
            cancel
        );
}
