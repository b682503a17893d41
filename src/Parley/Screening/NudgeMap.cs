using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Screening;

/// <summary>That words came back to their writer once, before they would have waited. The words are not in it.</summary>
internal sealed class NudgeRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid ReaderId { get; set; }
    public Guid ThreadId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>What the checks had found, as statements have it.</summary>
    public required string Reasons { get; set; }

    /// <summary>The fingerprint of what was said, so that one can tell whether other words were sent then.</summary>
    public long Wording { get; set; }

    /// <summary>The comment that came of it; null where nothing did.</summary>
    public Guid? CommentId { get; set; }
    public bool? HasChanged { get; set; }
}

internal sealed class NudgeMap : IEntityTypeConfiguration<NudgeRow>
{
    public void Configure(EntityTypeBuilder<NudgeRow> builder)
    {
        builder.HasKey(n => new { n.SiteId, n.Id });
        // What was asked about a comment, at the desk.
        builder.HasIndex(n => new { n.SiteId, n.CommentId }).HasFilter("comment_id IS NOT NULL");
        // What the last days brought, and what is old enough to be forgotten.
        builder.HasIndex(n => new { n.SiteId, n.At });
        // With an account its nudges go.
        builder.HasIndex(n => new { n.SiteId, n.ReaderId });
    }
}
