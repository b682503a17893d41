using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Screening;

/// <summary>A version of how a site's checks are set. Each change is a row more and none is ever changed: reasons of years ago name them.</summary>
internal sealed class CheckSettingsRow
{
    public SiteId SiteId { get; set; }

    /// <summary>From 1.</summary>
    public int Version { get; set; }

    /// <summary>What the site has set, as JSON: by the check's name <c>mode</c>, <c>limit</c> and <c>hosts</c>.</summary>
    public required string Rules { get; set; }

    /// <summary>Whether words that would wait come back to their writer once.</summary>
    public bool DoNudge { get; set; }

    /// <summary>The reader of the site's staff who set them so.</summary>
    public Guid ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What a check in shadow found in a comment: nothing followed from it.</summary>
internal sealed class ShadowFindingRow
{
    public SiteId SiteId { get; set; }
    public Guid CommentId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>The reasons, as statements have them.</summary>
    public required string Reasons { get; set; }
}

internal sealed class CheckSettingsMap : IEntityTypeConfiguration<CheckSettingsRow>, IEntityTypeConfiguration<ShadowFindingRow>
{
    public void Configure(EntityTypeBuilder<CheckSettingsRow> builder) => builder.HasKey(s => new { s.SiteId, s.Version });

    public void Configure(EntityTypeBuilder<ShadowFindingRow> builder)
    {
        builder.HasKey(f => new
        {
            f.SiteId,
            f.CommentId,
            f.At,
        });
        // What the last days would have held.
        builder.HasIndex(f => new { f.SiteId, f.At });
    }
}
