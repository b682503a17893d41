using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Sanctions;

/// <summary>A stop: the reader's new words wait for a person until it is lifted.</summary>
internal sealed class SanctionRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid ReaderId { get; set; }
    public required string Reason { get; set; }
    public Guid ModeratorId { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
}

internal sealed class SanctionMap : IEntityTypeConfiguration<SanctionRow>
{
    public void Configure(EntityTypeBuilder<SanctionRow> builder)
    {
        builder.HasKey(s => new { s.SiteId, s.Id });
        builder.HasIndex(s => new { s.SiteId, s.ReaderId });
    }
}
