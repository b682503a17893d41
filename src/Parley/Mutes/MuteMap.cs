using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Mutes;

/// <summary>That a reader wants to read nothing more of another. It is theirs alone: the other never learns of it.</summary>
internal sealed class MuteRow
{
    public SiteId SiteId { get; set; }

    /// <summary>Who mutes.</summary>
    public Guid ReaderId { get; set; }

    /// <summary>Whose words fold away.</summary>
    public Guid MutedId { get; set; }
    public DateTimeOffset MutedAt { get; set; }
}

internal sealed class MuteMap : IEntityTypeConfiguration<MuteRow>
{
    public void Configure(EntityTypeBuilder<MuteRow> builder)
    {
        builder.HasKey(m => new
        {
            m.SiteId,
            m.ReaderId,
            m.MutedId,
        });
        // Whoever goes is muted by nobody any more.
        builder.HasIndex(m => new { m.SiteId, m.MutedId });
    }
}
