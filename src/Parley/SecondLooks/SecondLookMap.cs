using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.SecondLooks;

/// <summary>A decision that was drawn for a second look, what somebody else thinks of the same words, and how the two were settled.</summary>
internal sealed class SecondLookRow
{
    public SiteId SiteId { get; set; }

    /// <summary>The decision's own.</summary>
    public Guid Id { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>Who decided first, and is not shown it.</summary>
    public Guid FirstBy { get; set; }

    /// <summary>When it was decided first: words that were edited since are others.</summary>
    public DateTimeOffset FirstAt { get; set; }

    /// <summary>Whether the comment stays by the first decision.</summary>
    public bool FirstStays { get; set; }

    /// <summary>The rule that the first decision cites, if it does not.</summary>
    public int? FirstRule { get; set; }
    public DateTimeOffset DrawnAt { get; set; }
    public Guid? SecondBy { get; set; }
    public bool? SecondStays { get; set; }
    public int? SecondRule { get; set; }
    public DateTimeOffset? SecondAt { get; set; }

    /// <summary>Who settled it where the two differ.</summary>
    public Guid? SettledBy { get; set; }
    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Whether the first decision was overturned.</summary>
    public bool? IsOverturned { get; set; }
}

/// <summary>Up to when a site's decisions were drawn from.</summary>
internal sealed class SecondLookRoundRow
{
    public SiteId SiteId { get; set; }
    public DateTimeOffset Until { get; set; }
}

internal sealed class SecondLookMap : IEntityTypeConfiguration<SecondLookRow>, IEntityTypeConfiguration<SecondLookRoundRow>
{
    public void Configure(EntityTypeBuilder<SecondLookRow> builder)
    {
        builder.HasKey(l => new { l.SiteId, l.Id });
        builder.HasIndex(l => new { l.SiteId, l.DrawnAt }).HasFilter("second_at IS NULL");
        builder.HasIndex(l => new { l.SiteId, l.SecondAt }).HasFilter("second_at IS NOT NULL");
        builder.HasIndex(l => new { l.SiteId, l.CommentId });
        // The differences that wait to be settled.
        builder
            .HasIndex(l => new { l.SiteId, l.Id })
            .HasFilter("second_at IS NOT NULL AND settled_at IS NULL AND second_stays <> first_stays");
    }

    public void Configure(EntityTypeBuilder<SecondLookRoundRow> builder) => builder.HasKey(r => r.SiteId);
}
