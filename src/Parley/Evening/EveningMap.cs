using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Evening;

/// <summary>What somebody of the newsroom said of a comment on the evening's list. The order is learned from these alone.</summary>
internal sealed class EveningMarkRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>Who of the staff said so.</summary>
    public Guid ReaderId { get; set; }
    public bool IsUseful { get; set; }

    /// <summary>What the rules found in the comment then.</summary>
    public EveningKind Kind { get; set; }

    /// <summary>How sure they were: from 0 to 1.</summary>
    public double Strength { get; set; }
    public DateTimeOffset At { get; set; }
}

/// <summary>The last evening of a site for which its letters were asked for.</summary>
internal sealed class EveningCallRow
{
    public SiteId SiteId { get; set; }

    /// <summary>When that evening began.</summary>
    public DateTimeOffset Evening { get; set; }
}

internal sealed class EveningMap : IEntityTypeConfiguration<EveningMarkRow>, IEntityTypeConfiguration<EveningCallRow>
{
    public void Configure(EntityTypeBuilder<EveningMarkRow> builder)
    {
        builder.HasKey(m => new
        {
            m.SiteId,
            m.CommentId,
            m.ReaderId,
        });
        builder.HasIndex(m => new { m.SiteId, m.At });
    }

    public void Configure(EntityTypeBuilder<EveningCallRow> builder) => builder.HasKey(c => c.SiteId);
}
