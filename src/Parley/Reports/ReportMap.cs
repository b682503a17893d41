using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Reports;

/// <summary>A reader's complaint about a comment.</summary>
internal sealed class ReportRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>Null for a notice of illegal content: whose it is stands there.</summary>
    public Guid? ReaderId { get; set; }
    public required string Reason { get; set; }
    public string? Words { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>By when somebody should have looked at the comment; the earliest of its open reports says where it stands in the queue.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Opens the page on which whoever sent it objects to what came of it; of a notice, also the one on which it is followed.</summary>
    public required string Code { get; set; }

    /// <summary>Whether a letter tells whoever sent it what came of it.</summary>
    public bool WantsLetter { get; set; }

    /// <summary>When they read on their page what came of it.</summary>
    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When a person decided on the comment after this report.</summary>
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Who did; null where nobody had to.</summary>
    public Guid? SettledBy { get; set; }

    /// <summary>What came of it.</summary>
    public ReportOutcome? Outcome { get; set; }

    /// <summary>The rule or law that was named, as it was called then.</summary>
    public string? Ground { get; set; }
    public int? RuleNumber { get; set; }

    /// <summary>The version of the house's rules in which it stands.</summary>
    public int? RulesVersion { get; set; }

    /// <summary>Where the law stands, if it is one.</summary>
    public string? GroundLaw { get; set; }
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
        builder.HasIndex(r => new { r.SiteId, r.Code }).IsUnique();
        // What came of one's own, and what is unread of it.
        builder.HasIndex(r => new
        {
            r.SiteId,
            r.ReaderId,
            r.SettledAt,
        });
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
