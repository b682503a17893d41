using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Storage;

namespace Parley.Screening;

/// <summary>
/// A comment that was published, and that a person looks at all the same: chance drew it from what the site's own model let through, or a
/// service asks for it.
/// </summary>
internal sealed class DrawnCommentRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>When somebody should have looked at it.</summary>
    public DateTimeOffset DueAt { get; set; }
}

internal sealed class DrawnCommentMap : IEntityTypeConfiguration<DrawnCommentRow>
{
    public void Configure(EntityTypeBuilder<DrawnCommentRow> builder)
    {
        builder.HasKey(d => new { d.SiteId, d.CommentId });
        // Where they stand in the queue, and which are too old to matter.
        builder.HasIndex(d => new { d.SiteId, d.DueAt });
    }
}

/// <summary>
/// Which published comments wait for a person because chance drew them (<see cref="OwnModelCheck"/>), or a service flagged them.
/// </summary>
internal sealed class DrawnComments(Database database, TimeProvider clock) : IKeptForATime
{
    // Everybody reads it meanwhile, and most of them are harmless: whatever waits for a better reason comes first.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    // Nobody has looked for two weeks: then nobody will, and new ones are drawn each day.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(14);

    /// <summary>How the reason of a service begins that asks that a person looks.</summary>
    public const string Flagged = "reason.hook.flagged";

    /// <summary>Those that nobody has looked at, as a condition on the rows <c>n</c>; a comment that was reported stands where that puts it.</summary>
    public const string AreWaiting = """
        n.site_id = @site AND c.state = 0
            AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.site_id = n.site_id AND d.comment_id = n.comment_id
                AND d.taken_back_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM report r WHERE r.site_id = n.site_id AND r.comment_id = n.comment_id
                AND r.settled_at IS NULL)
        """;

    /// <summary>Keeps that a comment was drawn or flagged, where it was and is public.</summary>
    public static Task AddAsync(
        DbScope scope,
        SiteId site,
        Guid comment,
        Findings findings,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        findings.IsPass
        && findings.Shadow.Any(reason =>
            reason.Rule == OwnModelCheck.Drawn || reason.Rule.StartsWith(Flagged, StringComparison.Ordinal)
        )
            ? scope.ExecuteAsync(
                """
                INSERT INTO drawn_comment (site_id, comment_id, due_at) VALUES (@site, @comment, @due) ON CONFLICT DO NOTHING
                """,
                [("@site", site), ("@comment", comment), ("@due", at + Patience)],
                cancel
            )
            : Task.CompletedTask;

    /// <inheritdoc/>
    public Task SweepAsync(CancellationToken cancel) =>
        database.WriteAsync(
            scope =>
                scope.ExecuteAsync(
                    "DELETE FROM drawn_comment WHERE site_id IN (SELECT id FROM site) AND due_at < @old",
                    [("@old", clock.GetUtcNow() - KeptFor)],
                    cancel
                ),
            cancel
        );
}
