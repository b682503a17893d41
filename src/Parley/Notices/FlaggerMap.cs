using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Notices;

/// <summary>That a reader gives notice for a body that is trusted. Who is no longer trusted has no row.</summary>
internal sealed class TrustedFlaggerRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }

    /// <summary>The body, by its name.</summary>
    public required string Body { get; set; }
    public DateTimeOffset Since { get; set; }

    /// <summary>Who of the staff said so.</summary>
    public Guid NamedBy { get; set; }
}

internal sealed class TrustedFlaggerMap : IEntityTypeConfiguration<TrustedFlaggerRow>
{
    public void Configure(EntityTypeBuilder<TrustedFlaggerRow> builder) => builder.HasKey(f => new { f.SiteId, f.ReaderId });
}
