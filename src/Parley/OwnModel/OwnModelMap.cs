using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.OwnModel;

/// <summary>A version of a site's own model: what was learned, and how well it tells the newest decisions, from which it was not.</summary>
internal sealed class OwnModelRow
{
    public SiteId SiteId { get; set; }

    /// <summary>From 1.</summary>
    public int Version { get; set; }
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>How many decisions there were.</summary>
    public int Decisions { get; set; }

    /// <summary>When the newest of them was taken, or of the labels, so that what came since can be counted.</summary>
    public DateTimeOffset NewestAt { get; set; }

    /// <summary>From how many texts it was learned, labels of programs among them.</summary>
    public int Learned { get; set; }

    /// <summary>How many of those were labels of programs.</summary>
    public int Labels { get; set; }

    /// <summary>Area under the ROC curve on the newest decisions.</summary>
    public double Auc { get; set; }

    /// <summary>The same of what it was compared with; empty where there was nothing.</summary>
    public double? AucBefore { get; set; }

    /// <summary>What it was compared with: a version before it, or the general model.</summary>
    public required string Before { get; set; }

    /// <summary>Whether it was worse than that: then it is on record, and never used.</summary>
    public bool IsRefused { get; set; }

    /// <summary>The weights (<see cref="OwnModelBytes"/>); none of one that was refused, or that is too old to go back to.</summary>
    public required byte[] Weights { get; set; }

    /// <summary>The newest decisions with its probabilities (<see cref="OwnModelBytes"/>).</summary>
    public required byte[] Judged { get; set; }
}

/// <summary>Which version a site goes by, where a person has said so; without a row it is the newest that was not refused.</summary>
internal sealed class OwnModelChoiceRow
{
    public SiteId SiteId { get; set; }
    public int Version { get; set; }
    public Guid ChosenBy { get; set; }
    public DateTimeOffset ChosenAt { get; set; }
}

internal sealed class OwnModelMap : IEntityTypeConfiguration<OwnModelRow>, IEntityTypeConfiguration<OwnModelChoiceRow>
{
    public void Configure(EntityTypeBuilder<OwnModelRow> builder) => builder.HasKey(m => new { m.SiteId, m.Version });

    public void Configure(EntityTypeBuilder<OwnModelChoiceRow> builder) => builder.HasKey(c => c.SiteId);
}
