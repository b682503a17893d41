using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Stories;

/// <summary>A page with a discussion, as it is kept.</summary>
internal sealed class StoryRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }

    /// <summary>The site's own name for it. It wins over every address.</summary>
    public string? Identifier { get; set; }

    /// <summary>The address a reader follows; none for a report on Parley's own pages.</summary>
    public string? Url { get; set; }

    /// <summary>The name in the address of a report on Parley's own pages.</summary>
    public string? Slug { get; set; }
    public string? Title { get; set; }

    /// <summary>Whether the title was signed, imported or set by staff. Another is a browser's claim and not shown in public.</summary>
    public bool TitleIsTrusted { get; set; }
    public string? Section { get; set; }

    /// <summary>The section with all letters in upper case, by which it is compared (<c>SectionNames.KeyOf</c>).</summary>
    public string? SectionKey { get; set; }

    /// <summary>Names, as a JSON list.</summary>
    public string? Authors { get; set; }

    /// <summary>Tags, as a JSON list.</summary>
    public string? Tags { get; set; }
    public DateTimeOffset? PublishedAt { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>By which lists are ordered: when it was published, or else when it came here.</summary>
    public DateTimeOffset ListedAt { get; set; }

    /// <summary>
    /// The address, as a key, below whose path it stands for policies and moderators' sections: the one with which it was made, or which
    /// the newsroom gave it since. Under which others it was seen decides nothing.
    /// </summary>
    public string? Place { get; set; }
}

/// <summary>A form under which a story's address was seen. The last claimant has it.</summary>
internal sealed class StoryAddressRow
{
    public SiteId SiteId { get; set; }

    /// <summary><c>StoryAddress.Key</c>.</summary>
    public required string Key { get; set; }
    public Guid StoryId { get; set; }
    public DateTimeOffset ClaimedAt { get; set; }
}

internal sealed class StoryMap : IEntityTypeConfiguration<StoryRow>, IEntityTypeConfiguration<StoryAddressRow>
{
    public void Configure(EntityTypeBuilder<StoryRow> builder)
    {
        builder.HasKey(s => new { s.SiteId, s.Id });
        builder.HasIndex(s => new { s.SiteId, s.Identifier }).IsUnique();
        builder.HasIndex(s => new { s.SiteId, s.Slug }).IsUnique();
        builder.HasIndex(s => new
        {
            s.SiteId,
            s.ListedAt,
            s.Id,
        });
    }

    public void Configure(EntityTypeBuilder<StoryAddressRow> builder)
    {
        builder.HasKey(a => new { a.SiteId, a.Key });
        builder.HasIndex(a => new { a.SiteId, a.StoryId });
    }
}
