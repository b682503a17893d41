using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Stories;

/// <summary>A report that the newsroom keeps here, draft or published.</summary>
internal sealed class ReportTextRow
{
    public SiteId SiteId { get; set; }

    /// <summary>The id of the story that it is, or will be once it is published.</summary>
    public Guid StoryId { get; set; }

    /// <summary>Its name in the address of its page here; none for the text of a page elsewhere.</summary>
    public string? Slug { get; set; }
    public required string Headline { get; set; }

    /// <summary>Of the newest revision.</summary>
    public int Number { get; set; }

    /// <summary>None as long as it is a draft.</summary>
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A report as it stood after one change. Never changed itself, but for words that are to protect somebody.</summary>
internal sealed class ReportRevisionRow
{
    public SiteId SiteId { get; set; }
    public Guid StoryId { get; set; }
    public int Number { get; set; }

    /// <summary><c>ReportText</c> as JSON.</summary>
    public required string Content { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? ById { get; set; }

    /// <summary>What was changed and why.</summary>
    public string? Reason { get; set; }

    /// <summary>What was wrong, as it stands above the text.</summary>
    public string? Correction { get; set; }

    /// <summary>Whether the report was published when it was written.</summary>
    public bool IsPublic { get; set; }

    /// <summary>Whether readers have something to read in it that the published text before did not say.</summary>
    public bool IsRead { get; set; }
}

/// <summary>What was done to a published report besides its text, for the page of its changes. Rows are added, never changed.</summary>
internal sealed class ReportRemarkRow
{
    public SiteId SiteId { get; set; }
    public Guid StoryId { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid Id { get; set; }
    public ReportRemarkKind Kind { get; set; }

    /// <summary>The passage that it is about; none where it is about the report as a whole.</summary>
    public Guid? PassageId { get; set; }
    public Guid ById { get; set; }
}

internal sealed class ReportMap
    : IEntityTypeConfiguration<ReportTextRow>,
        IEntityTypeConfiguration<ReportRevisionRow>,
        IEntityTypeConfiguration<ReportRemarkRow>
{
    public void Configure(EntityTypeBuilder<ReportRemarkRow> builder) =>
        builder.HasKey(r => new
        {
            r.SiteId,
            r.StoryId,
            r.At,
            r.Id,
        });

    public void Configure(EntityTypeBuilder<ReportTextRow> builder)
    {
        builder.HasKey(r => new { r.SiteId, r.StoryId });
        builder.HasIndex(r => new { r.SiteId, r.Slug }).IsUnique();
        builder.HasIndex(r => new { r.SiteId, r.ChangedAt });
    }

    public void Configure(EntityTypeBuilder<ReportRevisionRow> builder) =>
        builder.HasKey(r => new
        {
            r.SiteId,
            r.StoryId,
            r.Number,
        });
}
