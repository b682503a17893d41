using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Comments;

/// <summary>A comment, as it is kept.</summary>
internal sealed class CommentRow
{
    public SiteId SiteId { get; set; }

    /// <summary>Made by the client (UUIDv7). Its time is never believed.</summary>
    public Guid Id { get; set; }
    public Guid ThreadId { get; set; }

    /// <summary>The position of the top-level comment above it; 0 for a top-level comment.</summary>
    public long Branch { get; set; }

    /// <summary>Microseconds since 1970 at which it stands in its thread. Unique there, and greater than its parent's.</summary>
    public long Position { get; set; }
    public Guid? ParentId { get; set; }

    /// <summary>0 for a top-level comment, 1 for a reply to one, and so on.</summary>
    public int Depth { get; set; }
    public Guid AuthorId { get; set; }
    public CommentState State { get; set; }

    /// <summary>Whether it has a place in the thread: it is published, or a gap under which something stands.</summary>
    public bool Stands { get; set; }

    /// <summary>The words as they were written.</summary>
    public required string Source { get; set; }
    public CommentFormat Format { get; set; }

    /// <summary>The words as safe HTML, made once.</summary>
    public required string Html { get; set; }

    /// <summary>The version of the renderer that made the HTML.</summary>
    public int Renderer { get; set; }
    public DateTimeOffset PostedAt { get; set; }

    /// <summary>True where the import could not say when it was written.</summary>
    public bool TimeIsUnknown { get; set; }
    public DateTimeOffset? EditedAt { get; set; }
    public int Appreciations { get; set; }
    public bool IsImported { get; set; }

    /// <summary>When the newsroom picked it, and who did; no two of a site at one moment, so that a list can go on from it.</summary>
    public DateTimeOffset? PickedAt { get; set; }
    public Guid? PickedBy { get; set; }

    /// <summary>When it was pinned to the top of its thread, and by whom.</summary>
    public DateTimeOffset? PinnedAt { get; set; }
    public Guid? PinnedBy { get; set; }
}

/// <summary>Earlier words of an edited comment.</summary>
internal sealed class RevisionRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>From 1, the oldest.</summary>
    public int Number { get; set; }
    public required string Source { get; set; }
    public required string Html { get; set; }
    public CommentFormat Format { get; set; }
    public DateTimeOffset ReplacedAt { get; set; }
}

/// <summary>
/// Who wrote what, newest first: filled from the events, because one index more in the posting transaction costs a page for
/// every comment.
/// </summary>
internal sealed class AuthoredRow
{
    public SiteId SiteId { get; set; }
    public Guid AuthorId { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid CommentId { get; set; }
    public Guid ThreadId { get; set; }
}

/// <summary>On which words of a report, or which claim, a comment hangs: one of the two. None for a comment on a story as a whole.</summary>
internal sealed class CommentPlaceRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>The story in whose discussion it stands.</summary>
    public Guid StoryId { get; set; }
    public Guid? PassageId { get; set; }
    public Guid? ClaimId { get; set; }
}

internal sealed class CommentMap
    : IEntityTypeConfiguration<CommentRow>,
        IEntityTypeConfiguration<CommentPlaceRow>,
        IEntityTypeConfiguration<RevisionRow>,
        IEntityTypeConfiguration<AuthoredRow>
{
    public void Configure(EntityTypeBuilder<CommentRow> builder)
    {
        builder.HasKey(c => new { c.SiteId, c.Id });
        // Top-level comments are branch 0, in either direction; a branch's replies come in the order of their positions, so that
        // the first so many of them always hold their own parents.
        builder.HasIndex(c => new
        {
            c.SiteId,
            c.ThreadId,
            c.Branch,
            c.Stands,
            c.Position,
        });
        // What waits for a person. A list, not a number beside one.
        builder
            .HasIndex(c => new
            {
                c.SiteId,
                c.State,
                c.PostedAt,
                c.Id,
            })
            .HasFilter("state = 1");
        // One discussion's, and in which anything waits. Both engines find all they ask for in it.
        builder
            .HasIndex(c => new
            {
                c.SiteId,
                c.ThreadId,
                c.State,
                c.PostedAt,
                c.Id,
            })
            .HasFilter("state = 1");
        // One writer's: of many that wait, theirs are few.
        builder.HasIndex(c => new { c.SiteId, c.AuthorId }).HasFilter("state = 1");
        // What the newsroom marked: a comment that is only posted is in none of them, so they cost a post nothing.
        builder.HasIndex(c => new { c.SiteId, c.PickedAt }).HasFilter("picked_at IS NOT NULL");
        builder
            .HasIndex(c => new
            {
                c.SiteId,
                c.ThreadId,
                c.PickedAt,
            })
            .HasFilter("picked_at IS NOT NULL");
        builder
            .HasIndex(c => new
            {
                c.SiteId,
                c.ThreadId,
                c.PinnedAt,
            })
            .HasFilter("pinned_at IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<CommentPlaceRow> builder)
    {
        builder.HasKey(p => new { p.SiteId, p.CommentId });
        builder.HasIndex(p => new { p.SiteId, p.StoryId });
        builder.HasIndex(p => new { p.SiteId, p.PassageId }).HasFilter("passage_id IS NOT NULL");
        builder.HasIndex(p => new { p.SiteId, p.ClaimId }).HasFilter("claim_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<RevisionRow> builder) =>
        builder.HasKey(r => new
        {
            r.SiteId,
            r.CommentId,
            r.Number,
        });

    public void Configure(EntityTypeBuilder<AuthoredRow> builder)
    {
        builder.HasKey(a => new
        {
            a.SiteId,
            a.AuthorId,
            a.At,
            a.CommentId,
        });
        // What certain readers wrote in one thread: asked for whom one has muted, on each page that one opens.
        builder.HasIndex(a => new
        {
            a.SiteId,
            a.ThreadId,
            a.AuthorId,
        });
        // The latest of a whole site. Here it costs no post anything.
        builder.HasIndex(a => new { a.SiteId, a.At });
    }
}
