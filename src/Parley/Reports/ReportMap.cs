using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Reports;

/// <summary>A reader's complaint about a comment.</summary>
internal sealed class ReportRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid CommentId { get; set; }
    public Guid ReaderId { get; set; }
    public required string Reason { get; set; }
    public string? Words { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>By when somebody should have looked at the comment; the earliest of its open reports says where it stands in the queue.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>When a person decided on the comment after this report.</summary>
    public DateTimeOffset? SettledAt { get; set; }
}

internal sealed class ReportMap : IEntityTypeConfiguration<ReportRow>
{
    public void Configure(EntityTypeBuilder<ReportRow> builder)
    {
        builder.HasKey(r => new { r.SiteId, r.Id });
        builder
            .HasIndex(r => new
            {
                r.SiteId,
                r.CommentId,
                r.ReaderId,
            })
            .IsUnique();
        // What waits for a person, in its order.
        builder
            .HasIndex(r => new
            {
                r.SiteId,
                r.DueAt,
                r.CommentId,
            })
            .HasFilter("settled_at IS NULL");
    }
}
