using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Notices;

/// <summary>
/// A notice of illegal content: what it has more than a report. What it says, by when somebody should look and what came of it stand in the
/// report of the same id, so it is in the queue like any other.
/// </summary>
internal sealed class NoticeRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>When the words were written or last changed that it is about.</summary>
    public DateTimeOffset WordsAt { get; set; }

    /// <summary>Which law the sender thinks it breaks.</summary>
    public string? Law { get; set; }

    /// <summary>Who sent it, as they call themselves; forgotten half a year after the answer.</summary>
    public string? Name { get; set; }

    /// <summary>Where the answer goes; forgotten with the name.</summary>
    public string? Email { get; set; }

    /// <summary>Who was signed in when it was sent.</summary>
    public Guid? ReaderId { get; set; }

    /// <summary>It is about the sexual abuse of children: then nobody need say who they are.</summary>
    public bool IsAboutAbuse { get; set; }

    /// <summary>The trusted body for which it was given.</summary>
    public string? Body { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>When name, address and words went.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }
}

internal sealed class NoticeMap : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> builder)
    {
        builder.HasKey(n => new { n.SiteId, n.Id });
        builder.HasIndex(n => new { n.SiteId, n.CommentId });
        // Those whose sender is still known.
        builder.HasIndex(n => new { n.SiteId, n.At }).HasFilter("forgotten_at IS NULL");
        builder.HasIndex(n => new { n.SiteId, n.ReaderId }).HasFilter("reader_id IS NOT NULL");
    }
}
