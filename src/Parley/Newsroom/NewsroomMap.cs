using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Newsroom;

/// <summary>
/// An opening question, as it is kept. Each change is a row more and none is ever changed, so that it stays known who asked what;
/// the last one counts.
/// </summary>
internal sealed class QuestionRow
{
    public SiteId SiteId { get; set; }
    public Guid ThreadId { get; set; }

    /// <summary>From 1, the oldest.</summary>
    public int Number { get; set; }

    /// <summary>As it was written; empty where the question was taken away.</summary>
    public required string Source { get; set; }

    /// <summary>As safe HTML, made once.</summary>
    public required string Html { get; set; }

    /// <summary>The reader of the site's staff who did it.</summary>
    public Guid AskedBy { get; set; }
    public DateTimeOffset AskedAt { get; set; }
}

internal sealed class NewsroomMap : IEntityTypeConfiguration<QuestionRow>
{
    public void Configure(EntityTypeBuilder<QuestionRow> builder) =>
        builder.HasKey(q => new
        {
            q.SiteId,
            q.ThreadId,
            q.Number,
        });
}
