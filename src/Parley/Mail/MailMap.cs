using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Mail;

/// <summary>
/// A letter that is to be sent. Its words are written when it goes: whether anybody gets one, and which, is decided out of sight
/// of whoever asked for it, and no link lies in the database.
/// </summary>
internal sealed class LetterRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }

    /// <summary>What is to be said: the name of an <see cref="ILetterWriter"/>.</summary>
    public required string Kind { get; set; }

    /// <summary>The e-mail address that it goes to.</summary>
    public required string Address { get; set; }

    /// <summary>What its writer needs, as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>The account with whose links it is withdrawn; null for one that nothing withdraws.</summary>
    public Guid? AccountId { get; set; }

    /// <summary>When it is tried next. A node that tries moves it on first, so that no other does.</summary>
    public DateTimeOffset DueAt { get; set; }
    public int Tries { get; set; }
}

internal sealed class MailMap : IEntityTypeConfiguration<LetterRow>
{
    public void Configure(EntityTypeBuilder<LetterRow> builder)
    {
        builder.HasKey(l => new { l.SiteId, l.Id });
        builder.HasIndex(l => l.DueAt);
    }
}
