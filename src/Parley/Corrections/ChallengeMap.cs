using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Sourcing;

namespace Parley.Corrections;

/// <summary>A comment that challenges a fact of the report, for the newsroom to answer.</summary>
internal sealed class ChallengeRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }
    public Guid StoryId { get; set; }

    /// <summary>What shows that it is so, in a sentence. The newsroom's alone.</summary>
    public string? Evidence { get; set; }

    /// <summary>Where that is to be seen. The newsroom's alone.</summary>
    public string? EvidenceUrl { get; set; }

    /// <summary>Its writer, or the moderator who handed it on.</summary>
    public Guid RaisedBy { get; set; }
    public DateTimeOffset RaisedAt { get; set; }

    /// <summary>None as long as the newsroom owes an answer.</summary>
    public DateTimeOffset? AnsweredAt { get; set; }
    public Guid? AnsweredBy { get; set; }

    /// <summary>What is known now and why, or why nothing changes; for everyone.</summary>
    public string? Answer { get; set; }

    /// <summary>What the claim became by it; none where nothing changed.</summary>
    public ClaimStatus? Status { get; set; }
}

internal sealed class ChallengeMap : IEntityTypeConfiguration<ChallengeRow>
{
    public void Configure(EntityTypeBuilder<ChallengeRow> builder)
    {
        builder.HasKey(c => new { c.SiteId, c.CommentId });
        builder
            .HasIndex(c => new
            {
                c.SiteId,
                c.RaisedAt,
                c.CommentId,
            })
            .HasFilter("answered_at IS NULL");
    }
}
