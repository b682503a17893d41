using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Dossiers;

/// <summary>What a newsroom keeps of a matter across its stories.</summary>
internal sealed class DossierRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }

    /// <summary>Its name in its address.</summary>
    public required string Slug { get; set; }
    public required string Title { get; set; }
    public string? Lead { get; set; }

    /// <summary>Who keeps it: a timeline is somebody's reading of what happened.</summary>
    public Guid KeptBy { get; set; }

    /// <summary>None as long as it is a draft.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A story that belongs to a dossier.</summary>
internal sealed class DossierStoryRow
{
    public SiteId SiteId { get; set; }
    public Guid DossierId { get; set; }
    public Guid StoryId { get; set; }
    public DateTimeOffset AddedAt { get; set; }
}

/// <summary>Somebody who acts in a dossier: a person, a government, a movement.</summary>
internal sealed class ActorRow
{
    public SiteId SiteId { get; set; }
    public Guid DossierId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }

    /// <summary>What it is, in a word or two.</summary>
    public string? What { get; set; }
}

/// <summary>Something that happened, or is said to have.</summary>
internal sealed class DossierEventRow
{
    public SiteId SiteId { get; set; }
    public Guid DossierId { get; set; }
    public Guid Id { get; set; }
    public required string What { get; set; }

    /// <summary>As EDTF.</summary>
    public required string HappenedOn { get; set; }
    public string? Place { get; set; }
}

/// <summary>What an actor was in an event.</summary>
internal sealed class EventRoleRow
{
    public SiteId SiteId { get; set; }
    public Guid DossierId { get; set; }
    public Guid Id { get; set; }
    public Guid EventId { get; set; }
    public Guid ActorId { get; set; }

    /// <summary>In a word or two.</summary>
    public required string Part { get; set; }
}

/// <summary>What is between two actors.</summary>
internal sealed class TieRow
{
    public SiteId SiteId { get; set; }
    public Guid DossierId { get; set; }
    public Guid Id { get; set; }
    public Guid ActorId { get; set; }
    public Guid OtherId { get; set; }
    public TieKind Kind { get; set; }

    /// <summary>As EDTF.</summary>
    public string? HeldFrom { get; set; }

    /// <summary>As EDTF.</summary>
    public string? HeldTo { get; set; }
}

/// <summary>A claim on which a line of a dossier rests. Each event, role and tie has at least one.</summary>
internal sealed class DossierClaimRow
{
    public SiteId SiteId { get; set; }
    public Guid DossierId { get; set; }

    /// <summary>The event, the role or the tie.</summary>
    public Guid LineId { get; set; }
    public Guid ClaimId { get; set; }
}

internal sealed class DossierMap
    : IEntityTypeConfiguration<DossierRow>,
        IEntityTypeConfiguration<DossierStoryRow>,
        IEntityTypeConfiguration<ActorRow>,
        IEntityTypeConfiguration<DossierEventRow>,
        IEntityTypeConfiguration<EventRoleRow>,
        IEntityTypeConfiguration<TieRow>,
        IEntityTypeConfiguration<DossierClaimRow>
{
    public void Configure(EntityTypeBuilder<DossierRow> builder)
    {
        builder.HasKey(d => new { d.SiteId, d.Id });
        builder.HasIndex(d => new { d.SiteId, d.Slug }).IsUnique();
        builder.HasIndex(d => new { d.SiteId, d.ChangedAt });
    }

    public void Configure(EntityTypeBuilder<DossierStoryRow> builder)
    {
        builder.HasKey(s => new
        {
            s.SiteId,
            s.DossierId,
            s.StoryId,
        });
        builder.HasIndex(s => new { s.SiteId, s.StoryId });
    }

    // A dossier is read whole, so each of its lines lies beside the others.
    public void Configure(EntityTypeBuilder<ActorRow> builder) =>
        builder.HasKey(a => new
        {
            a.SiteId,
            a.DossierId,
            a.Id,
        });

    public void Configure(EntityTypeBuilder<DossierEventRow> builder) =>
        builder.HasKey(e => new
        {
            e.SiteId,
            e.DossierId,
            e.Id,
        });

    public void Configure(EntityTypeBuilder<EventRoleRow> builder) =>
        builder.HasKey(r => new
        {
            r.SiteId,
            r.DossierId,
            r.Id,
        });

    public void Configure(EntityTypeBuilder<TieRow> builder) =>
        builder.HasKey(t => new
        {
            t.SiteId,
            t.DossierId,
            t.Id,
        });

    public void Configure(EntityTypeBuilder<DossierClaimRow> builder) =>
        builder.HasKey(c => new
        {
            c.SiteId,
            c.DossierId,
            c.LineId,
            c.ClaimId,
        });
}
