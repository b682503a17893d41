using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Orders;

/// <summary>An order of an authority, as it came, with what was answered.</summary>
internal sealed class AuthorityOrderRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public OrderKind Kind { get; set; }
    public required string Authority { get; set; }

    /// <summary>The authority's, as two letters (ISO 3166-1).</summary>
    public required string Country { get; set; }

    /// <summary>What the authority calls the order.</summary>
    public required string Reference { get; set; }

    /// <summary>The law under which it is given.</summary>
    public required string Basis { get; set; }

    /// <summary>Where it is to have effect.</summary>
    public string? Territory { get; set; }
    public string? Language { get; set; }

    /// <summary>Where the answer goes.</summary>
    public string? Contact { get; set; }

    /// <summary>The addresses that it names, or its text.</summary>
    public required string Named { get; set; }

    /// <summary>When it arrived: the clock runs from then.</summary>
    public DateTimeOffset ReceivedAt { get; set; }
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Until when the writer must not be told.</summary>
    public DateTimeOffset? SilentUntil { get; set; }
    public DateTimeOffset EnteredAt { get; set; }
    public Guid EnteredBy { get; set; }

    /// <summary>How often staff were called: when it was entered, at half time, and when the time was over.</summary>
    public int Calls { get; set; }

    /// <summary>When the authority was told that it has arrived.</summary>
    public DateTimeOffset? InformedAt { get; set; }
    public DateTimeOffset? AnsweredAt { get; set; }
    public Guid? AnsweredBy { get; set; }
    public OrderOutcome? Outcome { get; set; }

    /// <summary>What was added to the answer.</summary>
    public string? Words { get; set; }
}

/// <summary>A comment that an order took down, or that was down already.</summary>
internal sealed class OrderedCommentRow
{
    public SiteId SiteId { get; set; }
    public Guid OrderId { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>When the order took it down, which is also the time of the decision and of its statement.</summary>
    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>When its writer may be told; null where there is nothing to tell, or they were.</summary>
    public DateTimeOffset? TellAt { get; set; }
    public DateTimeOffset? ToldAt { get; set; }
}

/// <summary>That the silence of an order was prolonged, shortened or ended.</summary>
internal sealed class OrderSilenceRow
{
    public SiteId SiteId { get; set; }
    public Guid OrderId { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid ById { get; set; }

    /// <summary>Until when its writers must not be told since then; null where it was ended.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>Why.</summary>
    public required string Words { get; set; }
}

/// <summary>
/// What a terrorist content order took down, with what belongs to it: a copy that nothing erases before its time, and that no page shows.
/// </summary>
internal sealed class PreservedRow
{
    public SiteId SiteId { get; set; }
    public Guid OrderId { get; set; }
    public Guid CommentId { get; set; }

    /// <summary>Words, earlier words, times, address and writer, as JSON.</summary>
    public required string Content { get; set; }
    public DateTimeOffset RemovedAt { get; set; }

    /// <summary>When it goes.</summary>
    public DateTimeOffset Until { get; set; }
}

internal sealed class OrderMap
    : IEntityTypeConfiguration<AuthorityOrderRow>,
        IEntityTypeConfiguration<OrderedCommentRow>,
        IEntityTypeConfiguration<OrderSilenceRow>,
        IEntityTypeConfiguration<PreservedRow>
{
    public void Configure(EntityTypeBuilder<AuthorityOrderRow> builder)
    {
        builder.HasKey(o => new { o.SiteId, o.Id });
        // What nobody has answered, in the order of the time that is left.
        builder.HasIndex(o => new { o.SiteId, o.DueAt }).HasFilter("answered_at IS NULL");
        builder.HasIndex(o => new { o.SiteId, o.ReceivedAt });
    }

    public void Configure(EntityTypeBuilder<OrderedCommentRow> builder)
    {
        builder.HasKey(o => new
        {
            o.SiteId,
            o.OrderId,
            o.CommentId,
        });
        builder.HasIndex(o => new { o.SiteId, o.CommentId });
        // Whose writers are still to be told.
        builder.HasIndex(o => new { o.SiteId, o.TellAt }).HasFilter("tell_at IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<OrderSilenceRow> builder) =>
        builder.HasKey(s => new
        {
            s.SiteId,
            s.OrderId,
            s.At,
        });

    public void Configure(EntityTypeBuilder<PreservedRow> builder)
    {
        builder.HasKey(p => new
        {
            p.SiteId,
            p.OrderId,
            p.CommentId,
        });
        builder.HasIndex(p => new { p.SiteId, p.Until });
    }
}
