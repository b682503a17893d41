using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.ComingBack;

/// <summary>Up to where a reader has read a thread, by the numbers of its public events.</summary>
internal sealed class ThreadVisitRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }
    public Guid ThreadId { get; set; }

    /// <summary>What they had seen when the visit before this one ended: what is newer is new to them. Null on the first visit.</summary>
    public long? SinceNumber { get; set; }

    /// <summary>When the visit before this one ended.</summary>
    public DateTimeOffset? SinceAt { get; set; }

    /// <summary>The last event that they were shown.</summary>
    public long SeenNumber { get; set; }

    /// <summary>When they were last here.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>The comments whose replies they folded: their ids with blanks between; null where none.</summary>
    public string? Folded { get; set; }
}

/// <summary>What a reader has begun to write at one place of a thread, and not sent.</summary>
internal sealed class DraftRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }
    public Guid ThreadId { get; set; }

    /// <summary>The comment that it answers; all zeros for one that stands by itself.</summary>
    public Guid ParentId { get; set; }

    /// <summary>The id that the comment will have: once there is one, the draft has been sent.</summary>
    public Guid CommentId { get; set; }
    public required string Body { get; set; }
    public DateTimeOffset KeptAt { get; set; }
}

internal sealed class ComingBackMap : IEntityTypeConfiguration<ThreadVisitRow>, IEntityTypeConfiguration<DraftRow>
{
    public void Configure(EntityTypeBuilder<ThreadVisitRow> builder) =>
        builder.HasKey(v => new
        {
            v.SiteId,
            v.ReaderId,
            v.ThreadId,
        });

    public void Configure(EntityTypeBuilder<DraftRow> builder)
    {
        builder.HasKey(d => new
        {
            d.SiteId,
            d.ReaderId,
            d.ThreadId,
            d.ParentId,
        });
        // Those that nobody came back to go by their age.
        builder.HasIndex(d => new { d.SiteId, d.KeptAt });
    }
}
