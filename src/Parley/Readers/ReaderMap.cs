using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Readers;

/// <summary>An account of the installation: an address and a password. It belongs to no site.</summary>
internal sealed class AccountRow
{
    public Guid Id { get; set; }

    /// <summary>The e-mail address in lower case.</summary>
    public required string Email { get; set; }
    public string? PasswordHash { get; set; }

    /// <summary>May do everything on every site of the installation.</summary>
    public bool IsOperator { get; set; }

    /// <summary>When its owner showed that letters to the address reach them; null while nobody has.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>When it is deleted, because its owner asked for that; null while nobody has.</summary>
    public DateTimeOffset? LeavesAt { get; set; }

    /// <summary>Whether what its owner wrote goes with it.</summary>
    public bool LeavesWithWords { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A person on one site.</summary>
internal sealed class ReaderRow
{
    public SiteId SiteId { get; set; }
    public Guid Id { get; set; }
    public Guid? AccountId { get; set; }
    public ReaderKind Kind { get; set; }
    public ReaderRole Role { get; set; }
    public required string Name { get; set; }

    /// <summary>What the name looks like: unique among accounts of a site (see <c>Markup.Skeleton</c>).</summary>
    public required string Skeleton { get; set; }

    /// <summary>A guest's or an imported person's e-mail address. Never shown.</summary>
    public string? Email { get; set; }

    /// <summary>How many comments of theirs were published: what makes a newcomer a known reader.</summary>
    public int PublishedCount { get; set; }

    /// <summary>The sections to which a moderator is limited, as a JSON list; null for the whole site.</summary>
    public string? Sections { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>What a reader has chosen for themselves; no row while they have chosen nothing.</summary>
internal sealed class ReaderChoiceRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }

    /// <summary>Whether everybody may see a page with their published comments, and follow it by a feed.</summary>
    public bool FeedIsOpen { get; set; }

    /// <summary>Whether letters tell them of replies and mentions.</summary>
    public bool WantsLetters { get; set; }

    /// <summary>The order in which they read discussions, by its name in addresses; null where they chose none.</summary>
    public string? ReadingOrder { get; set; }

    /// <summary>The language of letters to them; null for the site's.</summary>
    public string? Language { get; set; }
}

/// <summary>A name that a reader had until now, for moderators: who changes it stays whom they know.</summary>
internal sealed class EarlierNameRow
{
    public SiteId SiteId { get; set; }
    public Guid ReaderId { get; set; }
    public required string Name { get; set; }
    public DateTimeOffset Until { get; set; }
}

/// <summary>A sign-in that holds. The token itself is not kept, only its hash.</summary>
internal sealed class SessionRow
{
    /// <summary>SHA-256 of the token, in hexadecimal.</summary>
    public required string TokenHash { get; set; }
    public Guid? AccountId { get; set; }

    /// <summary>The site and reader of somebody without an account: a guest, or whom a site's token signed in.</summary>
    public SiteId? SiteId { get; set; }
    public Guid? ReaderId { get; set; }

    /// <summary>The name of the key whose token began it; null where none did, and then the next five are too.</summary>
    public string? SignedKey { get; set; }
    public string? SignedIssuer { get; set; }

    /// <summary>The token's own id, where it has one: signing out ends it.</summary>
    public string? SignedId { get; set; }

    /// <summary>SHA-256 of that token, in hexadecimal.</summary>
    public string? SignedHash { get; set; }
    public DateTimeOffset? SignedEndsAt { get; set; }

    /// <summary>What the site says that the reader has a right to: names with blanks between.</summary>
    public string? Entitlements { get; set; }

    /// <summary>The browser and the system that began it, for its owner: of a short list of names, never the browser's own words.</summary>
    public string? Device { get; set; }

    /// <summary>When its owner passed a second factor; null where they have not.</summary>
    public DateTimeOffset? SecondFactorAt { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A code that opens one door once: an administrator's link, a frame's hand-over, a link in a letter.</summary>
internal sealed class OneTimeCodeRow
{
    public required string CodeHash { get; set; }
    public required string Purpose { get; set; }
    public Guid? AccountId { get; set; }

    /// <summary>What is behind the door, as JSON, where the purpose does not say it all.</summary>
    public string? Content { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A token that signs nobody in any more, until it has run out by itself.</summary>
internal sealed class EndedTokenRow
{
    public SiteId SiteId { get; set; }
    public required string Issuer { get; set; }
    public required string TokenId { get; set; }
    public DateTimeOffset EndsAt { get; set; }
}

internal sealed class ReaderMap
    : IEntityTypeConfiguration<AccountRow>,
        IEntityTypeConfiguration<ReaderRow>,
        IEntityTypeConfiguration<ReaderChoiceRow>,
        IEntityTypeConfiguration<EarlierNameRow>,
        IEntityTypeConfiguration<SessionRow>,
        IEntityTypeConfiguration<OneTimeCodeRow>,
        IEntityTypeConfiguration<EndedTokenRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder)
    {
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.HasIndex(a => a.Email).IsUnique();
        builder.HasIndex(a => a.LeavesAt).HasFilter("leaves_at IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<ReaderRow> builder)
    {
        builder.HasKey(r => new { r.SiteId, r.Id });
        builder.HasIndex(r => new { r.SiteId, r.AccountId }).IsUnique();
        // Names chosen here are unique; imported and guests' names may repeat, and are marked.
        builder.HasIndex(r => new { r.SiteId, r.Skeleton }).IsUnique().HasFilter("kind = 0");
        // The staff of a site among its hundred thousand readers: asked for at each sign-up, for names that stand for it.
        builder.HasIndex(r => new { r.SiteId, r.Role }).HasFilter("role >= 1");
        // Whom a comment names is found by what the name looks like, whoever gave it.
        builder.HasIndex(r => new { r.Skeleton, r.SiteId });
    }

    public void Configure(EntityTypeBuilder<ReaderChoiceRow> builder) => builder.HasKey(c => new { c.SiteId, c.ReaderId });

    public void Configure(EntityTypeBuilder<EarlierNameRow> builder) =>
        builder.HasKey(n => new
        {
            n.SiteId,
            n.ReaderId,
            n.Until,
        });

    public void Configure(EntityTypeBuilder<SessionRow> builder)
    {
        builder.HasKey(s => s.TokenHash);
        builder.HasIndex(s => s.AccountId);
        builder.HasIndex(s => new { s.SiteId, s.ReaderId });
    }

    public void Configure(EntityTypeBuilder<OneTimeCodeRow> builder) => builder.HasKey(c => c.CodeHash);

    public void Configure(EntityTypeBuilder<EndedTokenRow> builder) =>
        builder.HasKey(t => new
        {
            t.SiteId,
            t.Issuer,
            t.TokenId,
        });
}
