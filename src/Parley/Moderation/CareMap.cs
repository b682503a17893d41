using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Moderation;

/// <summary>How a moderator wants to meet what is hard to read. Theirs alone.</summary>
internal sealed class CareRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }
    public bool Veils { get; set; }
    public int PerHour { get; set; }
    public int PerShift { get; set; }
}

/// <summary>That a moderator leaves a class of what is hard to read to colleagues, for a while.</summary>
internal sealed class LeftClassRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }
    public int RuleNumber { get; set; }
    public DateTimeOffset Until { get; set; }
}

/// <summary>That a comment which may be hard to read came before a moderator; for their own eyes, and forgotten after four weeks.</summary>
internal sealed class ExposureRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }
    public Guid CommentId { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class CareMap
    : IEntityTypeConfiguration<CareRow>,
        IEntityTypeConfiguration<LeftClassRow>,
        IEntityTypeConfiguration<ExposureRow>
{
    public void Configure(EntityTypeBuilder<CareRow> builder) => builder.HasKey(c => new { c.SiteId, c.ReaderId });

    public void Configure(EntityTypeBuilder<LeftClassRow> builder) =>
        builder.HasKey(l => new
        {
            l.SiteId,
            l.ReaderId,
            l.RuleNumber,
        });

    public void Configure(EntityTypeBuilder<ExposureRow> builder)
    {
        builder.HasKey(e => new
        {
            e.SiteId,
            e.ReaderId,
            e.CommentId,
        });
        builder.HasIndex(e => new { e.SiteId, e.At });
    }
}
