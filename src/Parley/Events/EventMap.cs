using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Events;

/// <summary>
/// Something that happened. Ids and kinds only: words, names and addresses would outlive their removal here.
/// PostgreSQL adds the number of the writing transaction (see <c>Dialect.EventsAfterBookmark</c>).
/// </summary>
internal sealed class EventRow
{
    public long Id { get; set; }
    public SiteId SiteId { get; set; }
    public EventKind Kind { get; set; }
    public Guid? ThreadId { get; set; }

    /// <summary>The number among its thread's public events, from 1 without gaps; none for what the public may not know.</summary>
    public long? Number { get; set; }

    /// <summary>The comment, reader or story that it is about.</summary>
    public Guid? SubjectId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Imported or restored: indexes follow it, mail and live streams do not.</summary>
    public bool IsQuiet { get; set; }
}

/// <summary>How far a follower has come.</summary>
internal sealed class BookmarkRow
{
    public required string Follower { get; set; }
    public long Tx { get; set; }
    public long EventId { get; set; }
}

internal sealed class EventMap : IEntityTypeConfiguration<EventRow>, IEntityTypeConfiguration<BookmarkRow>
{
    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.HasKey(e => e.Id);
        // For those who come back to a thread and ask what has happened since.
        builder.HasIndex(e => new { e.ThreadId, e.Number }).HasFilter("number IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<BookmarkRow> builder) => builder.HasKey(b => b.Follower);
}
