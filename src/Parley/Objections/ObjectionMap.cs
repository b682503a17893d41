using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Reasons;

namespace Parley.Objections;

/// <summary>What somebody says against a decision about their words or about them, and what was decided about it.</summary>
internal sealed class ObjectionRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }

    /// <summary>The comment or reader that the statement is about, which is found by this and the time below.</summary>
    public Guid AboutId { get; set; }
    public DateTimeOffset StatementAt { get; set; }

    /// <summary>Null where a comment stays that somebody reported.</summary>
    public Restriction? Restriction { get; set; }

    /// <summary>The report or notice that came to nothing; null where it is against a statement.</summary>
    public Guid? ReportId { get; set; }

    /// <summary>Who objects: whose words it is about, or whom, or who reported; null for a notice without an account.</summary>
    public Guid? ReaderId { get; set; }

    /// <summary>Who took the first decision, and is not to take the second; null where words wait, which no person has decided.</summary>
    public Guid? FirstBy { get; set; }

    /// <summary>Why it was wrong, in the reader's words; forgotten with the sender of a notice.</summary>
    public string? Words { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedBy { get; set; }

    /// <summary>Whether the first decision was reversed.</summary>
    public bool? IsReversed { get; set; }

    /// <summary>Why, in the words of whoever decided the second time.</summary>
    public string? Answer { get; set; }
}

internal sealed class ObjectionMap : IEntityTypeConfiguration<ObjectionRow>
{
    public void Configure(EntityTypeBuilder<ObjectionRow> builder)
    {
        builder.HasKey(o => new { o.SiteId, o.Id });
        // One against each statement, and one of each who reported what stays.
        builder
            .HasIndex(o => new
            {
                o.SiteId,
                o.AboutId,
                o.StatementAt,
            })
            .IsUnique()
            .HasFilter("report_id IS NULL");
        builder
            .HasIndex(o => new
            {
                o.SiteId,
                o.ReportId,
                o.StatementAt,
            })
            .IsUnique()
            .HasFilter("report_id IS NOT NULL");
        builder.HasIndex(o => new { o.SiteId, o.At }).HasFilter("decided_at IS NULL");
        builder.HasIndex(o => new { o.SiteId, o.ReaderId });
    }
}
