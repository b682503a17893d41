using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Perspective;

/// <summary>A key by which a program has texts scored, as programs called Perspective.</summary>
internal sealed class ScoringKeyRow
{
    public SiteId SiteId { get; set; }

    /// <summary>Never used again, whatever becomes of the key.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the key, in hexadecimal. Empty once it is revoked.</summary>
    public required string Hash { get; set; }

    /// <summary>How many texts it may have scored in a minute, on each node.</summary>
    public int CallsPerMinute { get; set; }
    public DateTimeOffset Since { get; set; }

    /// <summary>Who added it; empty for the command.</summary>
    public Guid? AddedBy { get; set; }

    /// <summary>The day, in UTC, on which it was used last: midnight.</summary>
    public DateTimeOffset? LastUsed { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

/// <summary>What people think of a text, as a program of the site told it by <c>comments:suggestscore</c>. Kept for a time only.</summary>
internal sealed class ScoreLabelRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }

    /// <summary>When it was told.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Which of the site's keys told it.</summary>
    public required string KeyName { get; set; }

    /// <summary>The words that are meant, whole.</summary>
    public required string Text { get; set; }

    /// <summary>Perspective's name of what of the text is meant.</summary>
    public required string Attribute { get; set; }

    /// <summary>From 0, it is not so, to 1, it is.</summary>
    public double Value { get; set; }

    /// <summary>Where in the text, in UTF-16 units; empty where the whole is meant.</summary>
    public int? SpanStart { get; set; }
    public int? SpanLength { get; set; }

    /// <summary>The language that the program named.</summary>
    public string? Language { get; set; }

    /// <summary>The program's own name for where the text stands; empty where it gave none.</summary>
    public required string Community { get; set; }

    /// <summary>The program's own name for the text; empty where it gave none. What it says again of one takes the place of what it said.</summary>
    public required string ClientToken { get; set; }
}

internal sealed class ScoringKeyMap : IEntityTypeConfiguration<ScoringKeyRow>, IEntityTypeConfiguration<ScoreLabelRow>
{
    public void Configure(EntityTypeBuilder<ScoringKeyRow> builder) => builder.HasKey(k => new { k.SiteId, k.Name });

    public void Configure(EntityTypeBuilder<ScoreLabelRow> builder)
    {
        builder.HasKey(l => new { l.SiteId, l.Id });
        builder.HasIndex(l => new { l.SiteId, l.ClientToken });
        // What is too old to be kept, and what is new to learn from.
        builder.HasIndex(l => new { l.SiteId, l.At });
    }
}
