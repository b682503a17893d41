using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Parley.SecondFactors;

/// <summary>What an account asks for besides its password. An account that has one signs in with it.</summary>
internal sealed class SecondFactorRow
{
    public Guid AccountId { get; set; }
    public Guid Id { get; set; }
    public SecondFactorKind Kind { get; set; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; set; }

    /// <summary>An app's key, encrypted by the program's own keys; a passkey's public key and what else is known of it, as JSON.</summary>
    public required string Content { get; set; }

    /// <summary>A passkey's own id, in Base64 for addresses; null for an app.</summary>
    public string? CredentialId { get; set; }

    /// <summary>The last half minute whose code an app was let in with: no code works twice.</summary>
    public long LastStep { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>A code on paper that stands for a second factor once, by its hash.</summary>
internal sealed class RecoveryCodeRow
{
    public Guid AccountId { get; set; }
    public required string CodeHash { get; set; }
}

internal sealed class SecondFactorMap : IEntityTypeConfiguration<SecondFactorRow>, IEntityTypeConfiguration<RecoveryCodeRow>
{
    public void Configure(EntityTypeBuilder<SecondFactorRow> builder)
    {
        builder.HasKey(f => new { f.AccountId, f.Id });
        builder.HasIndex(f => f.CredentialId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<RecoveryCodeRow> builder) => builder.HasKey(c => new { c.AccountId, c.CodeHash });
}
