using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.Tokens;

/// <summary>A key by which a site's own system signs who its readers are.</summary>
internal sealed class TokenKeyRow
{
    public SiteId SiteId { get; set; }

    /// <summary>What a token's <c>kid</c> says. Never used again, whatever becomes of the key.</summary>
    public required string Name { get; set; }
    public TokenProfile Profile { get; set; }

    /// <summary>Who signs: with site and subject it is who a reader is.</summary>
    public required string Issuer { get; set; }
    public required string Algorithm { get; set; }

    /// <summary>The shared secret, or the public key (SubjectPublicKeyInfo). Empty once the key is retired.</summary>
    public required byte[] Material { get; set; }
    public DateTimeOffset Since { get; set; }
    public DateTimeOffset? RetiredAt { get; set; }
}

/// <summary>Which reader a site means by a subject.</summary>
internal sealed class TokenIdentityRow
{
    public SiteId SiteId { get; set; }
    public required string Issuer { get; set; }
    public required string Subject { get; set; }
    public Guid ReaderId { get; set; }

    /// <summary>When the token was made whose name and role the reader has now.</summary>
    public DateTimeOffset? ToldAt { get; set; }
}

internal sealed class TokenKeyMap : IEntityTypeConfiguration<TokenKeyRow>, IEntityTypeConfiguration<TokenIdentityRow>
{
    public void Configure(EntityTypeBuilder<TokenKeyRow> builder) => builder.HasKey(k => new { k.SiteId, k.Name });

    public void Configure(EntityTypeBuilder<TokenIdentityRow> builder)
    {
        builder.HasKey(i => new
        {
            i.SiteId,
            i.Issuer,
            i.Subject,
        });
        builder.HasIndex(i => new { i.SiteId, i.ReaderId }).IsUnique();
    }
}
