using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Readers;

namespace Parley.Staff;

/// <summary>An invitation to work on a site that was not answered yet. The code of its link is kept elsewhere, by its hash.</summary>
internal sealed class InvitationRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }

    /// <summary>The e-mail address of whoever is invited, in lower case.</summary>
    public required string Email { get; set; }
    public ReaderRole Role { get; set; }

    /// <summary>The sections to which a moderator is to be limited, as a JSON list; null for the whole site.</summary>
    public string? Sections { get; set; }

    /// <summary>The reader who invited: when they lose their role, it holds no longer.</summary>
    public Guid InviterId { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}

internal sealed class InvitationMap : IEntityTypeConfiguration<InvitationRow>
{
    public void Configure(EntityTypeBuilder<InvitationRow> builder)
    {
        builder.HasKey(i => new { i.SiteId, i.Id });
        builder.HasIndex(i => new { i.SiteId, i.Email }).IsUnique();
    }
}
