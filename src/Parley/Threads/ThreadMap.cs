using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Threads;

/// <summary>
/// The discussion of a story, with the story's id. The row is small because every post writes it, and locked first by every
/// change in the thread, so that events of one thread are numbered in the order in which they are committed.
/// </summary>
internal sealed class CommentThreadRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>How many comments the public sees.</summary>
    public int CommentCount { get; set; }

    /// <summary>The number of its last public event.</summary>
    public long Version { get; set; }

    /// <summary>The greatest <c>comment.position</c> given out.</summary>
    public long LastPosition { get; set; }

    /// <summary>When a comment was last published here.</summary>
    public DateTimeOffset? LastActivity { get; set; }
}

internal sealed class ThreadMap : IEntityTypeConfiguration<CommentThreadRow>
{
    public void Configure(EntityTypeBuilder<CommentThreadRow> builder) => builder.HasKey(t => new { t.SiteId, t.Id });
}
