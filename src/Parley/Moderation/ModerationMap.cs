using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Comments;

namespace Parley.Moderation;

/// <summary>What a person decided about a comment.</summary>
internal sealed class DecisionRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid CommentId { get; set; }
    public Guid ModeratorId { get; set; }
    public CommentState From { get; set; }
    public CommentState To { get; set; }

    /// <summary>What the rule that was named was called then.</summary>
    public string? Reason { get; set; }
    public int? RuleNumber { get; set; }

    /// <summary>The version of the house's rules in which it stands.</summary>
    public int? RulesVersion { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? TakenBackAt { get; set; }

    /// <summary>What it was taken together with, by one press of a button; null where it was taken by itself.</summary>
    public Guid? BatchId { get; set; }

    /// <summary>Why whoever wrote the comment published it past a check.</summary>
    public string? Because { get; set; }
}

/// <summary>That a comment is in front of a moderator, so that no other is shown it meanwhile.</summary>
internal sealed class LeaseRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }
    public Guid ModeratorId { get; set; }
    public DateTimeOffset Until { get; set; }
}

/// <summary>What a moderator wrote down for the others: about a reader, about a comment, or for the next shift.</summary>
internal sealed class DeskNoteRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }

    /// <summary>The reader whom it is about.</summary>
    public Guid? ReaderId { get; set; }

    /// <summary>The comment that it is about. What is about neither is for the next shift.</summary>
    public Guid? CommentId { get; set; }
    public Guid ModeratorId { get; set; }
    public required string Words { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>When the desk of a site was last called because something waited for long.</summary>
internal sealed class DeskCallRow
{
    public SiteId SiteId { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class ModerationMap
    : IEntityTypeConfiguration<DecisionRow>,
        IEntityTypeConfiguration<LeaseRow>,
        IEntityTypeConfiguration<DeskNoteRow>,
        IEntityTypeConfiguration<DeskCallRow>
{
    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        builder.HasKey(d => new { d.SiteId, d.Id });
        builder.HasIndex(d => new
        {
            d.SiteId,
            d.ModeratorId,
            d.At,
        });
        // What was decided about one comment: shown beside it, and counted for the share of a writer's rejections.
        builder.HasIndex(d => new
        {
            d.SiteId,
            d.CommentId,
            d.At,
        });
        // How the desk keeps up.
        builder.HasIndex(d => new { d.SiteId, d.At });
        builder.HasIndex(d => new { d.SiteId, d.BatchId }).HasFilter("batch_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<DeskCallRow> builder) => builder.HasKey(c => c.SiteId);

    public void Configure(EntityTypeBuilder<LeaseRow> builder) => builder.HasKey(l => new { l.SiteId, l.CommentId });

    public void Configure(EntityTypeBuilder<DeskNoteRow> builder)
    {
        builder.HasKey(n => new { n.SiteId, n.Id });
        builder.HasIndex(n => new
        {
            n.SiteId,
            n.ReaderId,
            n.At,
        });
        builder.HasIndex(n => new
        {
            n.SiteId,
            n.CommentId,
            n.At,
        });
    }
}
