using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Sanctions;

/// <summary>What was decided about a writer: a warning, a hold, a silence, a suspension or a ban. None is ever taken out of here.</summary>
internal sealed class SanctionRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid ReaderId { get; set; }
    public SanctionKind Kind { get; set; }

    /// <summary>Why, in the moderator's words, for the reader.</summary>
    public required string Words { get; set; }

    /// <summary>The house rule that was broken, by its number; null where none is cited.</summary>
    public int? RuleNumber { get; set; }

    /// <summary>As it was called then.</summary>
    public string? Rule { get; set; }

    /// <summary>The version of the house's rules in which it stands so.</summary>
    public int? RulesVersion { get; set; }

    /// <summary>Where the law stands that forbids it, as it was then; null for a rule of the house's own.</summary>
    public string? Law { get; set; }
    public Guid ModeratorId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>When it ends by itself; null where somebody has to lift it.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>When the reader said that they had read a warning.</summary>
    public DateTimeOffset? ReadAt { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }
    public Guid? LiftedBy { get; set; }

    /// <summary>What the installation's operator decided for all sites, of which this is one site's part; null where the site decided itself.</summary>
    public Guid? EverywhereId { get; set; }
}

/// <summary>
/// What an operator decided about an account for all sites, also those that its owner comes to later. What follows from it on a site
/// stands there, as a sanction like any other.
/// </summary>
internal sealed class AccountSanctionRow
{
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public SanctionKind Kind { get; set; }

    /// <summary>Why, in the operator's words, for the account's owner.</summary>
    public required string Words { get; set; }

    /// <summary>The operator's account.</summary>
    public Guid OperatorId { get; set; }
    public DateTimeOffset At { get; set; }
    public DateTimeOffset? Until { get; set; }

    /// <summary>When its owner said, on whichever site, that they had read a warning.</summary>
    public DateTimeOffset? ReadAt { get; set; }
    public DateTimeOffset? LiftedAt { get; set; }

    /// <summary>The account of the operator who lifted it.</summary>
    public Guid? LiftedBy { get; set; }
}

internal sealed class SanctionMap : IEntityTypeConfiguration<SanctionRow>, IEntityTypeConfiguration<AccountSanctionRow>
{
    public void Configure(EntityTypeBuilder<SanctionRow> builder)
    {
        builder.HasKey(s => new { s.SiteId, s.Id });
        builder.HasIndex(s => new { s.SiteId, s.ReaderId });
        builder.HasIndex(s => new { s.SiteId, s.At });
        // A site has its part of one decision once, whoever comes to it at the same moment.
        builder.HasIndex(s => new { s.SiteId, s.EverywhereId }).IsUnique().HasFilter("everywhere_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<AccountSanctionRow> builder)
    {
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.AccountId);
    }
}
