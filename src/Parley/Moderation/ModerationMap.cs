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
}

internal sealed class ModerationMap : IEntityTypeConfiguration<DecisionRow>
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
        // What was decided about a comment: for the share of a writer's rejections, and for what a rule would have held.
        builder.HasIndex(d => new { d.SiteId, d.CommentId });
    }
}
