using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Pictures;

/// <summary>The picture of a report, as its newsroom gave it, with what its file says of itself.</summary>
internal sealed class PictureRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid StoryId { get; set; }

    /// <summary>What its file says of itself, as JSON.</summary>
    public required string File { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid ById { get; set; }

    /// <summary>Whether it stands in what the public reads.</summary>
    public bool IsPublic { get; set; }

    /// <summary>The file itself. The last column: what stands behind it costs reading it.</summary>
    public required byte[] Bytes { get; set; }
}

internal sealed class PictureMap : IEntityTypeConfiguration<PictureRow>
{
    public void Configure(EntityTypeBuilder<PictureRow> builder)
    {
        builder.HasKey(p => new { p.SiteId, p.Id });
        builder.HasIndex(p => new { p.SiteId, p.StoryId });
    }
}
