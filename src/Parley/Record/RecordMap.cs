using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Record;

/// <summary>
/// A row of a site's record. Rows are added and never changed: each carries a hash of itself and of the row before it, so that whoever
/// changes, takes out or slips in one leaves a place where the chain does not hold.
/// </summary>
internal sealed class RecordedRow
{
    public SiteId SiteId { get; set; }

    /// <summary>From 1, without gaps.</summary>
    public long Number { get; set; }
    public RecordKind Kind { get; set; }

    /// <summary>What it is about: a comment, a reader, a sanction.</summary>
    public Guid? SubjectId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>What was decided, as JSON: ids, kinds, rules, times. No words about anybody.</summary>
    public required string Content { get; set; }

    /// <summary>SHA-256, in hexadecimal, of the salt and the words that belong to it; null where none do.</summary>
    public string? Seal { get; set; }

    /// <summary>SHA-256, in hexadecimal, of the hash before and of everything above.</summary>
    public required string Hash { get; set; }
}

/// <summary>The words that belong to a row of the record. They go with the account of the one whom they are about; the row stays.</summary>
internal sealed class RecordedWordsRow
{
    public SiteId SiteId { get; set; }
    public long Number { get; set; }

    /// <summary>Whom they are about.</summary>
    public Guid ReaderId { get; set; }

    /// <summary>Without it nobody can try out what the words were by the seal that stays.</summary>
    public required string Salt { get; set; }
    public required string Words { get; set; }
}

/// <summary>The end of a site's record. Whoever adds a row holds it until the row is committed, so that the chain has one end.</summary>
internal sealed class RecordHeadRow
{
    public SiteId SiteId { get; set; }

    /// <summary>How many rows there are.</summary>
    public long Number { get; set; }

    /// <summary>The last row's.</summary>
    public required string Hash { get; set; }
}

internal sealed class RecordMap
    : IEntityTypeConfiguration<RecordedRow>,
        IEntityTypeConfiguration<RecordedWordsRow>,
        IEntityTypeConfiguration<RecordHeadRow>
{
    public void Configure(EntityTypeBuilder<RecordedRow> builder) => builder.HasKey(r => new { r.SiteId, r.Number });

    public void Configure(EntityTypeBuilder<RecordedWordsRow> builder)
    {
        builder.HasKey(w => new { w.SiteId, w.Number });
        builder.HasIndex(w => new { w.SiteId, w.ReaderId });
    }

    public void Configure(EntityTypeBuilder<RecordHeadRow> builder)
    {
        builder.HasKey(h => h.SiteId);
        builder.Property(h => h.SiteId).ValueGeneratedNever();
    }
}
