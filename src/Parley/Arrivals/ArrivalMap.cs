using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Arrivals;

/// <summary>How many came to a discussion from one outside host in a minute: numbers, kept for some hours, and nothing of who they were.</summary>
internal sealed class ArrivalRow
{
    public SiteId SiteId { get; set; }
    public Guid ThreadId { get; set; }

    /// <summary>From where, as browsers say it: a host without path.</summary>
    public required string Host { get; set; }

    /// <summary>The minute in which they were written down.</summary>
    public DateTimeOffset At { get; set; }
    public int Count { get; set; }
}

internal sealed class ArrivalMap : IEntityTypeConfiguration<ArrivalRow>
{
    public void Configure(EntityTypeBuilder<ArrivalRow> builder) =>
        builder.HasKey(a => new
        {
            a.SiteId,
            a.At,
            a.ThreadId,
            a.Host,
        });
}
