using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Parley.Reasons;
using Parley.Screening;

namespace Parley.Hooks;

/// <summary>A service of the publisher's own that is asked about words before they are published.</summary>
internal sealed class HookRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public required string Name { get; set; }
    public required string Url { get; set; }

    /// <summary>By which requests to it are signed, or by which it knows the site; hidden, and shown to nobody again.</summary>
    public required string Secret { get; set; }

    /// <summary>0 by Coral's contract, 1 by Akismet's interface.</summary>
    public HookKind Kind { get; set; }

    /// <summary>Whether it is told the writer's e-mail address.</summary>
    public bool GivesEmail { get; set; }
    public CheckMode Mode { get; set; }

    /// <summary>When its time in shadow is over.</summary>
    public DateTimeOffset? ShadowUntil { get; set; }

    /// <summary>What follows where it says nothing.</summary>
    public Verdict Silence { get; set; }
    public int LimitMs { get; set; }
    public int Place { get; set; }

    /// <summary>Counts the changes; reasons name it.</summary>
    public int Version { get; set; }
    public Guid ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What a service against spam said of a comment, until it is known whether people say the same.</summary>
internal sealed class HookAnswerRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }
    public Guid HookId { get; set; }

    /// <summary>What it takes the comment for: what it said, or what it was told since.</summary>
    public bool IsSpam { get; set; }

    /// <summary>When it was asked.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>When it is to be told what people decided; null where there is nothing to tell.</summary>
    public DateTimeOffset? DueAt { get; set; }

    /// <summary>How often it was told in vain.</summary>
    public int Tries { get; set; }
}

internal sealed class HookMap : IEntityTypeConfiguration<HookRow>, IEntityTypeConfiguration<HookAnswerRow>
{
    public void Configure(EntityTypeBuilder<HookRow> builder) => builder.HasKey(h => new { h.SiteId, h.Id });

    public void Configure(EntityTypeBuilder<HookAnswerRow> builder)
    {
        builder.HasKey(a => new
        {
            a.SiteId,
            a.CommentId,
            a.HookId,
        });
        builder.HasIndex(a => new { a.SiteId, a.DueAt }).HasFilter("due_at IS NOT NULL");
        // What is too old to be told.
        builder.HasIndex(a => new { a.SiteId, a.At });
    }
}
