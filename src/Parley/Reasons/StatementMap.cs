using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Reasons;

/// <summary>The statement that a restriction carries, as it is kept: by a machine's verdict or a person's decision.</summary>
internal sealed class StatementRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }
    public DateTimeOffset At { get; set; }

    public Restriction Restriction { get; set; }

    /// <summary>Opens the page on which its reader objects to it, signed in or not; null for what waits, until it has waited long.</summary>
    public string? Code { get; set; }

    /// <summary>The statement as JSON.</summary>
    public required string Content { get; set; }
}

internal sealed class StatementMap : IEntityTypeConfiguration<StatementRow>
{
    public void Configure(EntityTypeBuilder<StatementRow> builder)
    {
        builder.HasKey(s => new
        {
            s.SiteId,
            s.CommentId,
            s.At,
        });
        // None of those that come with a post: what is held costs it no page more than it did.
        builder.HasIndex(s => new { s.SiteId, s.Code }).IsUnique().HasFilter("code IS NOT NULL");
    }
}
