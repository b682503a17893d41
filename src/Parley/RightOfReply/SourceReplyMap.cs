using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.RightOfReply;

/// <inheritdoc cref="SourceReply"/>
internal sealed class SourceReplyRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid StoryId { get; set; }
    public Guid PassageId { get; set; }
    public Guid SourceId { get; set; }
    public required string Name { get; set; }

    /// <summary>The hash of what its link carries; the link itself is shown once and kept nowhere.</summary>
    public required string CodeHash { get; set; }
    public DateTimeOffset OfferedAt { get; set; }
    public Guid OfferedBy { get; set; }
    public DateTimeOffset Until { get; set; }
    public SourceReplyState State { get; set; }
    public string? Words { get; set; }
    public DateTimeOffset? SentAt { get; set; }
    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedBy { get; set; }
    public string? Reason { get; set; }
    public string? Response { get; set; }
    public Guid? ResponseBy { get; set; }
    public DateTimeOffset? ResponseAt { get; set; }
}

internal sealed class SourceReplyMap : IEntityTypeConfiguration<SourceReplyRow>
{
    public void Configure(EntityTypeBuilder<SourceReplyRow> builder)
    {
        builder.HasKey(r => new { r.SiteId, r.Id });
        builder.HasIndex(r => new { r.SiteId, r.CodeHash }).IsUnique();
        builder.HasIndex(r => new { r.SiteId, r.StoryId });
        builder.HasIndex(r => new
        {
            r.SiteId,
            r.State,
            r.OfferedAt,
            r.Id,
        });
    }
}
