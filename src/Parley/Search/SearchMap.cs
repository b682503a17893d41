using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Search;

/// <summary>The words of a public comment, cut and folded: what is searched. Each engine indexes <c>words</c> in its own way.</summary>
internal sealed class SearchTextRow
{
    /// <summary>When it was posted, in milliseconds, and twenty bits that tell equals apart: the newest has the greatest.</summary>
    public long Id { get; set; }
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>The pieces that <c>SearchWords</c> made of it, with blanks between; first those of its site and its thread.</summary>
    public required string Words { get; set; }
}

internal sealed class SearchMap : IEntityTypeConfiguration<SearchTextRow>
{
    public void Configure(EntityTypeBuilder<SearchTextRow> builder)
    {
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => new { t.SiteId, t.CommentId }).IsUnique();
    }
}
