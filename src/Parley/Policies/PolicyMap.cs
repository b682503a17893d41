using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Policies;

/// <summary>What is set on a site, a section, a tag or a thread, as it is kept. A thread that is merely closed needs none.</summary>
internal sealed class PolicyRow
{
    public SiteId SiteId { get; set; }
    public PolicyScopeKind Scope { get; set; }

    /// <summary>The section, the tag or the thread's id; empty for the site.</summary>
    public required string Name { get; set; }

    /// <summary><c>Policy</c> as JSON.</summary>
    public required string Content { get; set; }
}

/// <summary>A change of a policy. None is ever changed or taken out of here.</summary>
internal sealed class PolicyChangeRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public PolicyScopeKind Scope { get; set; }
    public required string Name { get; set; }

    /// <summary>What was set, as JSON; null where nothing was.</summary>
    public string? Before { get; set; }

    /// <summary>What is set since, as JSON; null where it was taken away.</summary>
    public string? After { get; set; }

    /// <summary>The reader of the site's staff who did it.</summary>
    public Guid ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class PolicyMap : IEntityTypeConfiguration<PolicyRow>, IEntityTypeConfiguration<PolicyChangeRow>
{
    public void Configure(EntityTypeBuilder<PolicyRow> builder) =>
        builder.HasKey(p => new
        {
            p.SiteId,
            p.Scope,
            p.Name,
        });

    public void Configure(EntityTypeBuilder<PolicyChangeRow> builder)
    {
        builder.HasKey(c => new { c.SiteId, c.Id });
        builder.HasIndex(c => new { c.SiteId, c.ChangedAt });
        builder.HasIndex(c => new
        {
            c.SiteId,
            c.Scope,
            c.Name,
            c.ChangedAt,
        });
    }
}
