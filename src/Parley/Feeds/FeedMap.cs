using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Feeds;

/// <summary>
/// A comment that was published once, in the order in which that happened: filled from the events, because feeds list a whole site
/// and a whole thread by time, and an index for that would cost every post.
/// </summary>
internal sealed class FeedEntryRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }
    public Guid ThreadId { get; set; }
    public Guid AuthorId { get; set; }

    /// <summary>When it was published. Of an imported one: when it was written.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When it ceased to be public; none while it is.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class FeedMap : IEntityTypeConfiguration<FeedEntryRow>
{
    public void Configure(EntityTypeBuilder<FeedEntryRow> builder)
    {
        builder.HasKey(f => new { f.SiteId, f.CommentId });
        builder.HasIndex(f => new
        {
            f.SiteId,
            f.At,
            f.CommentId,
        });
        builder.HasIndex(f => new
        {
            f.SiteId,
            f.ThreadId,
            f.At,
            f.CommentId,
        });
        builder.HasIndex(f => new
        {
            f.SiteId,
            f.AuthorId,
            f.At,
            f.CommentId,
        });
    }
}
