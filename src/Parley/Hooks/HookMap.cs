using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Reasons;
using Parley.Screening;

namespace Parley.Hooks;

/// <summary>A service of the publisher's own that is asked about words before they are published.</summary>
internal sealed class HookRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public required string Url { get; set; }

    /// <summary>By which requests to it are signed; hidden, and shown to nobody again.</summary>
    public required string Secret { get; set; }
    public CheckMode Mode { get; set; }

    /// <summary>What follows where it says nothing.</summary>
    public Verdict Silence { get; set; }
    public int LimitMs { get; set; }
    public int Place { get; set; }

    /// <summary>Counts the changes; reasons name it.</summary>
    public int Version { get; set; }
    public Guid ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class HookMap : IEntityTypeConfiguration<HookRow>
{
    public void Configure(EntityTypeBuilder<HookRow> builder) => builder.HasKey(h => new { h.SiteId, h.Id });
}
