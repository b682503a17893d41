using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Sourcing;

/// <summary>Who, or what, is said to have said something.</summary>
internal sealed class SourceRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public SourceKind Kind { get; set; }

    /// <summary>As readers know it; of an unnamed person how they are described.</summary>
    public required string Name { get; set; }

    /// <summary>By which two names are one (<c>Source.KeyOf</c>).</summary>
    public required string NameKey { get; set; }
    public string? WhyUnnamed { get; set; }

    /// <summary>Whether somebody at the outlet that spoke with them knows the name. Never who.</summary>
    public bool? IsNameKnown { get; set; }
    public string? Interest { get; set; }
    public string? Url { get; set; }

    /// <summary>What only the newsroom reads of it.</summary>
    public string? Note { get; set; }
}

/// <summary>Something of which it is said that it is so.</summary>
internal sealed class ClaimRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public required string Sentence { get; set; }

    /// <summary>By which its words are found (<c>Source.KeyOf</c>).</summary>
    public required string SentenceKey { get; set; }
    public ClaimKind Kind { get; set; }

    /// <summary>As the newest row of <see cref="ClaimStatusRow"/> says; open where there is none.</summary>
    public ClaimStatus Status { get; set; }
    public DateTimeOffset StatusAt { get; set; }

    /// <summary>When it was said, as EDTF.</summary>
    public string? SaidOn { get; set; }
    public string? ValidFrom { get; set; }
    public string? ValidTo { get; set; }
    public DateTimeOffset MadeAt { get; set; }
    public Guid MadeBy { get; set; }
}

/// <summary>A change of what is known of a claim. Rows are added, never changed.</summary>
internal sealed class ClaimStatusRow
{
    public SiteId SiteId { get; set; }
    public Guid ClaimId { get; set; }
    public int Number { get; set; }
    public ClaimStatus Status { get; set; }
    public required string Reason { get; set; }
    public string? Url { get; set; }

    /// <summary>The comment whose challenge led to it.</summary>
    public Guid? CommentId { get; set; }

    /// <summary>The claim that is right in place of it.</summary>
    public Guid? CorrectedBy { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid ById { get; set; }
}

/// <summary>That the newsroom has seen what became of a claim, and that a report stays as it is. Rows are added, never changed.</summary>
internal sealed class SeenStatusRow
{
    public SiteId SiteId { get; set; }
    public Guid StoryId { get; set; }
    public Guid ClaimId { get; set; }

    /// <summary>That of the change in <see cref="ClaimStatusRow"/>.</summary>
    public int Number { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid ById { get; set; }
}

/// <summary>What a claim was said to be until it was corrected. Rows are added, never changed.</summary>
internal sealed class FormerClaimRow
{
    public SiteId SiteId { get; set; }
    public Guid ClaimId { get; set; }
    public int Number { get; set; }
    public required string Sentence { get; set; }
    public ClaimKind Kind { get; set; }
    public string? SaidOn { get; set; }
    public string? ValidFrom { get; set; }
    public string? ValidTo { get; set; }

    /// <summary>Why it was corrected.</summary>
    public string? Reason { get; set; }

    /// <summary>Whether everybody could read it so.</summary>
    public bool WasPublic { get; set; }

    /// <summary>Until when it was so.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who corrected it.</summary>
    public Guid ById { get; set; }
}

/// <summary>What was known of a source until it was corrected. Only the newsroom reads it.</summary>
internal sealed class FormerSourceRow
{
    public SiteId SiteId { get; set; }
    public Guid SourceId { get; set; }
    public int Number { get; set; }
    public SourceKind Kind { get; set; }

    /// <summary>Empty of one who was named and is not any longer.</summary>
    public required string Name { get; set; }
    public string? WhyUnnamed { get; set; }
    public bool? IsNameKnown { get; set; }
    public string? Interest { get; set; }
    public string? Url { get; set; }
    public string? Note { get; set; }

    /// <summary>Until when it was so.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who corrected it.</summary>
    public Guid ById { get; set; }
}

/// <summary>One step of a chain as it was until the chain was corrected. Only the newsroom reads it; rows are added, never changed.</summary>
internal sealed class FormerHopRow
{
    public SiteId SiteId { get; set; }
    public Guid AttributionId { get; set; }

    /// <summary>Counts the corrections of the chain.</summary>
    public int Number { get; set; }

    /// <summary>Counts the steps of the chain, outermost first.</summary>
    public int Step { get; set; }

    /// <summary>None of one who was named and is not any longer.</summary>
    public Guid? SourceId { get; set; }
    public AttributionAct Act { get; set; }

    /// <summary>As EDTF.</summary>
    public string? SaidOn { get; set; }
    public string? Place { get; set; }
    public string? Url { get; set; }
    public string? ArchivedUrl { get; set; }
    public Seen Seen { get; set; }
    public bool IsVerbatim { get; set; }

    /// <summary>Until when it was so.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who corrected it.</summary>
    public Guid ById { get; set; }
}

/// <summary>Words of a report.</summary>
internal sealed class PassageRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid StoryId { get; set; }

    /// <summary>The revision in which the words stand, or last stood.</summary>
    public int Revision { get; set; }
    public required string Block { get; set; }

    /// <summary>The first code point of the words in their paragraph.</summary>
    public int First { get; set; }

    /// <summary>The one after the last.</summary>
    public int After { get; set; }
    public required string Quote { get; set; }
    public required string Prefix { get; set; }
    public required string Suffix { get; set; }
    public AnchorState State { get; set; }
    public string? OldQuote { get; set; }
    public DateTimeOffset MadeAt { get; set; }
}

/// <summary>That an article has something from somebody.</summary>
internal sealed class AttributionRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid? ClaimId { get; set; }
    public Stance Stance { get; set; }
    public Guid? StoryId { get; set; }
    public Guid? PassageId { get; set; }

    /// <summary>The outlet, where it is an article elsewhere.</summary>
    public Guid? OutletId { get; set; }
    public string? ArticleTitle { get; set; }
    public string? ArticleUrl { get; set; }

    /// <summary>As EDTF.</summary>
    public string? ArticleOn { get; set; }
    public DateTimeOffset MadeAt { get; set; }
    public Guid MadeBy { get; set; }
}

/// <summary>One step of a chain, outermost first.</summary>
internal sealed class HopRow
{
    public SiteId SiteId { get; set; }
    public Guid AttributionId { get; set; }
    public int Number { get; set; }
    public Guid SourceId { get; set; }
    public AttributionAct Act { get; set; }

    /// <summary>As EDTF.</summary>
    public string? SaidOn { get; set; }
    public string? Place { get; set; }
    public string? Url { get; set; }
    public string? ArchivedUrl { get; set; }
    public Seen Seen { get; set; }
    public bool IsVerbatim { get; set; }
}

internal sealed class SourcingMap
    : IEntityTypeConfiguration<SourceRow>,
        IEntityTypeConfiguration<ClaimRow>,
        IEntityTypeConfiguration<ClaimStatusRow>,
        IEntityTypeConfiguration<SeenStatusRow>,
        IEntityTypeConfiguration<FormerClaimRow>,
        IEntityTypeConfiguration<FormerSourceRow>,
        IEntityTypeConfiguration<FormerHopRow>,
        IEntityTypeConfiguration<PassageRow>,
        IEntityTypeConfiguration<AttributionRow>,
        IEntityTypeConfiguration<HopRow>
{
    public void Configure(EntityTypeBuilder<SourceRow> builder)
    {
        builder.HasKey(s => new { s.SiteId, s.Id });
        // Two of one kind and name would be two roots of whatever both said; two who are described alike are two people.
        builder
            .HasIndex(s => new
            {
                s.SiteId,
                s.NameKey,
                s.Kind,
            })
            .IsUnique()
            .HasFilter(FormattableString.Invariant($"kind <> {(int)SourceKind.Unnamed}"));
    }

    public void Configure(EntityTypeBuilder<ClaimRow> builder)
    {
        builder.HasKey(c => new { c.SiteId, c.Id });
        builder.HasIndex(c => new { c.SiteId, c.MadeAt });
    }

    public void Configure(EntityTypeBuilder<ClaimStatusRow> builder) =>
        builder.HasKey(c => new
        {
            c.SiteId,
            c.ClaimId,
            c.Number,
        });

    public void Configure(EntityTypeBuilder<SeenStatusRow> builder) =>
        builder.HasKey(s => new
        {
            s.SiteId,
            s.StoryId,
            s.ClaimId,
            s.Number,
        });

    public void Configure(EntityTypeBuilder<FormerClaimRow> builder) =>
        builder.HasKey(c => new
        {
            c.SiteId,
            c.ClaimId,
            c.Number,
        });

    public void Configure(EntityTypeBuilder<FormerSourceRow> builder) =>
        builder.HasKey(s => new
        {
            s.SiteId,
            s.SourceId,
            s.Number,
        });

    public void Configure(EntityTypeBuilder<FormerHopRow> builder)
    {
        builder.HasKey(h => new
        {
            h.SiteId,
            h.AttributionId,
            h.Number,
            h.Step,
        });
        builder.HasIndex(h => new { h.SiteId, h.SourceId });
    }

    public void Configure(EntityTypeBuilder<PassageRow> builder)
    {
        builder.HasKey(p => new { p.SiteId, p.Id });
        builder.HasIndex(p => new { p.SiteId, p.StoryId });
    }

    public void Configure(EntityTypeBuilder<AttributionRow> builder)
    {
        builder.HasKey(a => new { a.SiteId, a.Id });
        builder.HasIndex(a => new { a.SiteId, a.StoryId });
        builder.HasIndex(a => new { a.SiteId, a.ClaimId });
    }

    public void Configure(EntityTypeBuilder<HopRow> builder)
    {
        builder.HasKey(h => new
        {
            h.SiteId,
            h.AttributionId,
            h.Number,
        });
        builder.HasIndex(h => new { h.SiteId, h.SourceId });
    }
}
