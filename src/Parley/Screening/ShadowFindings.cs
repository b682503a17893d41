using System.Text.Json;
using Parley.Reasons;
using Parley.Storage;

namespace Parley.Screening;

/// <summary>What checks in shadow found: kept, so that staff can see what would have been held.</summary>
internal sealed class ShadowFindings(Database database)
{
    /// <summary>Keeps what was found in a comment that was taken.</summary>
    public Task AddAsync(SiteId site, Guid comment, Findings findings, DateTimeOffset at, CancellationToken cancel) =>
        findings.Shadow.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(
                async scope =>
                {
                    await AddAsync(scope, site, comment, findings, at, cancel);
                    return true;
                },
                cancel
            );

    /// <inheritdoc cref="AddAsync(SiteId, Guid, Findings, DateTimeOffset, CancellationToken)"/>
    public static async Task AddAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        Findings findings,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        if (findings.Shadow.Count == 0)
            return;
        await scope.ExecuteAsync(
            """
            INSERT INTO shadow_finding (site_id, comment_id, at, reasons) VALUES (@site, @comment, @at, @reasons)
            ON CONFLICT DO NOTHING
            """,
            [
                ("@site", site),
                ("@comment", comment),
                ("@at", at),
                ("@reasons", JsonSerializer.Serialize(findings.Shadow, StatementJson.Default.IReadOnlyListReason)),
            ],
            cancel
        );
        await DrawnComments.AddAsync(scope, site, comment, findings, at, cancel);
    }

    /// <summary>What was found in a comment as its words are now.</summary>
    /// <param name="editedAt">When the words became what they are; null where they never changed.</param>
    public static async Task<IReadOnlyList<Reason>> FindAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        DateTimeOffset? editedAt,
        CancellationToken cancel
    ) =>
        await scope.FirstAsync(
            """
            SELECT reasons FROM shadow_finding WHERE site_id = @site AND comment_id = @comment AND at >= @since
            ORDER BY at DESC LIMIT 1
            """,
            [("@site", site), ("@comment", comment), ("@since", editedAt ?? DateTimeOffset.UnixEpoch)],
            row => Read(row.Text(0)),
            cancel
        ) ?? [];

    public static IReadOnlyList<Reason> Read(string json) =>
        JsonSerializer.Deserialize(json, StatementJson.Default.IReadOnlyListReason) ?? [];

    /// <summary>Forgets what was found in a comment whose words are erased.</summary>
    public static Task EraseAsync(DbScope scope, SiteId site, Guid comment, CancellationToken cancel) =>
        scope.ExecuteAsync(
            "DELETE FROM shadow_finding WHERE site_id = @site AND comment_id = @comment",
            [("@site", site), ("@comment", comment)],
            cancel
        );
}
