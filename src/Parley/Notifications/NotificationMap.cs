using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Notifications;

/// <summary>Why somebody is told of a comment. The numbers stand in databases.</summary>
internal enum NotificationKind
{
    /// <summary>It answers theirs.</summary>
    Reply = 1,

    /// <summary>It names them.</summary>
    Mention = 2,

    /// <summary>It is theirs, and the newsroom picked it.</summary>
    Picked = 3,

    /// <summary>It is theirs and challenges a fact, and the newsroom answered.</summary>
    Answered = 4,

    /// <summary>It is theirs and about a claim, and what is known of that is something else since.</summary>
    Claim = 5,
}

/// <summary>That a reader is told of a comment: once for each, and for each thing that is said of their own, whatever becomes of it. What is shown is asked of the comment.</summary>
internal sealed class NotificationRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }
    public Guid CommentId { get; set; }
    public Guid ThreadId { get; set; }
    public NotificationKind Kind { get; set; }

    /// <summary>What of the comment is told, where that is more than the comment: the claim, or the comment itself where it was answered.</summary>
    public Guid AboutId { get; set; }

    /// <summary>When it was noticed, by the clock of the node that did.</summary>
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? ReadAt { get; set; }
}

/// <summary>How letters to a reader about a thread stand.</summary>
internal sealed class ThreadLettersRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }
    public Guid ThreadId { get; set; }

    /// <summary>When the last letter is or was due. It tells what was noticed until then; the next one is due a day later at the earliest.</summary>
    public DateTimeOffset DueAt { get; set; }
    public bool IsStopped { get; set; }

    /// <summary>What the link in each letter carries. All that it opens is a way to get fewer letters, so it may lie here.</summary>
    public required string StopCode { get; set; }
}

internal sealed class NotificationMap : IEntityTypeConfiguration<NotificationRow>, IEntityTypeConfiguration<ThreadLettersRow>
{
    public void Configure(EntityTypeBuilder<NotificationRow> builder)
    {
        builder.HasKey(n => new
        {
            n.SiteId,
            n.ReaderId,
            n.CommentId,
            n.AboutId,
        });
        builder.HasIndex(n => new
        {
            n.SiteId,
            n.ReaderId,
            n.At,
            n.CommentId,
        });
        // The count in the page's head: few are unread, and all are asked for.
        builder.HasIndex(n => new { n.ReaderId, n.SiteId }).HasFilter("read_at IS NULL");
        // What has been kept for long enough: each stands in one of the two.
        builder.HasIndex(n => new { n.SiteId, n.ReadAt }).HasFilter("read_at IS NOT NULL");
        builder.HasIndex(n => new { n.SiteId, n.At }).HasFilter("read_at IS NULL");
    }

    public void Configure(EntityTypeBuilder<ThreadLettersRow> builder)
    {
        builder.HasKey(l => new
        {
            l.SiteId,
            l.ReaderId,
            l.ThreadId,
        });
        builder.HasIndex(l => new { l.SiteId, l.StopCode }).IsUnique();
    }
}
