using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Sites;

/// <summary>A publication, as it is kept.</summary>
internal sealed class SiteRow
{
    public SiteId Id { get; set; }

    /// <summary>The name in addresses and commands: lower case letters, digits and hyphens.</summary>
    public required string Name { get; set; }

    /// <summary>The name that readers see.</summary>
    public required string Title { get; set; }
    public required string Language { get; set; }
    public required string TimeZone { get; set; }

    /// <summary><c>SiteSettings</c> as JSON.</summary>
    public required string Settings { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>An origin, with or without a path prefix, whose pages are the site's. No two sites share one.</summary>
internal sealed class SiteOriginRow
{
    public SiteId SiteId { get; set; }
    public required string Origin { get; set; }
}

internal sealed class SiteMap : IEntityTypeConfiguration<SiteRow>, IEntityTypeConfiguration<SiteOriginRow>
{
    public void Configure(EntityTypeBuilder<SiteRow> builder)
    {
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SiteOriginRow> builder)
    {
        builder.HasKey(o => o.Origin);
        builder.HasIndex(o => o.SiteId);
    }
}
