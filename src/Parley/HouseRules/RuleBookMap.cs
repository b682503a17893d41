using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.HouseRules;

/// <summary>A version of a site's rules. Each change is a row more and none is ever changed: decisions of years ago cite them.</summary>
internal sealed class RuleBookRow
{
    public SiteId SiteId { get; set; }

    /// <summary>From 1.</summary>
    public int Version { get; set; }

    /// <summary>The rules in their order, as JSON: <c>number</c>, <c>name</c>, <c>meaning</c>.</summary>
    public required string Rules { get; set; }

    /// <summary>The highest number that any rule has had so far.</summary>
    public int Highest { get; set; }

    /// <summary>The reader of the site's staff who wrote them.</summary>
    public Guid ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class RuleBookMap : IEntityTypeConfiguration<RuleBookRow>
{
    public void Configure(EntityTypeBuilder<RuleBookRow> builder) => builder.HasKey(r => new { r.SiteId, r.Version });
}
