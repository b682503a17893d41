using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Reactions;

/// <summary>"Adds something, even if I disagree", by one reader on one comment.</summary>
internal sealed class ReactionRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }
    public Guid ReaderId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The order in which the reader saw the thread: what one sees first is appreciated more often.</summary>
    public required string Order { get; set; }

    /// <summary>Where the comment stood in that order, from 1; 0 where it was seen by itself.</summary>
    public int Place { get; set; }
}

internal sealed class ReactionMap : IEntityTypeConfiguration<ReactionRow>
{
    public void Configure(EntityTypeBuilder<ReactionRow> builder)
    {
        builder.HasKey(r => new
        {
            r.SiteId,
            r.CommentId,
            r.ReaderId,
        });
        // What one reader found worthwhile, the latest first.
        builder.HasIndex(r => new
        {
            r.SiteId,
            r.ReaderId,
            r.At,
            r.CommentId,
        });
    }
}
