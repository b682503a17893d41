using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Screening;

/// <summary>A site's list of words, as its staff typed it.</summary>
internal sealed class WordListRow
{
    public SiteId SiteId { get; set; }

    /// <summary><c>banned</c>, <c>suspect</c> or <c>allowed</c>.</summary>
    public required string Kind { get; set; }
    public required string Text { get; set; }

    /// <summary>Counts the changes; reasons name it.</summary>
    public int Version { get; set; }
    public Guid? ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

internal sealed class WordListMap : IEntityTypeConfiguration<WordListRow>
{
    public void Configure(EntityTypeBuilder<WordListRow> builder) => builder.HasKey(w => new { w.SiteId, w.Kind });
}
