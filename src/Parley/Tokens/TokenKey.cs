using System.Security.Cryptography;

namespace Parley.Tokens;

/// <summary>Whose form a token has. The numbers stand in databases.</summary>
internal enum TokenProfile
{
    /// <summary>Our own: docs/embed.md.</summary>
    Own = 0,

    /// <summary>The token that sites made for Coral.</summary>
    Coral = 1,

    /// <summary>The payload that sites made for Disqus.</summary>
    Disqus = 2,
}

/// <summary>A key by which a site's tokens are known.</summary>
/// <param name="Name">Unique on the site; what a token's <c>kid</c> says.</param>
/// <param name="Issuer">Who signs: part of a reader's identity. Keys that follow one another have the same.</param>
/// <param name="Algorithm">The only one by which this key is ever used.</param>
/// <param name="Material">The shared secret, or the public key as X.509 writes it (SubjectPublicKeyInfo).</param>
internal sealed record TokenKey(string Name, TokenProfile Profile, string Issuer, TokenAlgorithm Algorithm, byte[] Material)
{
    /// <summary>Whether this key signed these bytes.</summary>
    public bool Signed(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        try
        {
            return Algorithm.Kind switch
            {
                TokenKeyKind.Secret => CryptographicOperations.FixedTimeEquals(
                    CryptographicOperations.HmacData(Algorithm.Hash, Material, data),
                    signature
                ),
                TokenKeyKind.Rsa => SignedByRsa(data, signature),
                _ => SignedByCurve(data, signature),
            };
        }
        catch (CryptographicException)
        {
            // What is no signature at all is told so by some platforms, where others say that it is a wrong one.
            return false;
        }
    }

    // A secret in a log is a secret that is lost.
    public override string ToString() => $"(key {Name})";

    private bool SignedByRsa(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(Material, out _);
        return signature.Length == (rsa.KeySize + 7) / 8 && rsa.VerifyData(data, signature, Algorithm.Hash, Algorithm.Padding);
    }

    private bool SignedByCurve(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        using var curve = ECDsa.Create();
        curve.ImportSubjectPublicKeyInfo(Material, out _);
        return signature.Length == 2 * ((curve.KeySize + 7) / 8)
            && curve.VerifyData(data, signature, Algorithm.Hash, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
