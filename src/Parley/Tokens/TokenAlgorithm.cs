using System.Security.Cryptography;

namespace Parley.Tokens;

/// <summary>What a key is made of, and with it how it may be used.</summary>
internal enum TokenKeyKind
{
    /// <summary>A secret that the site and we share.</summary>
    Secret,
    Rsa,
    EllipticCurve,
}

/// <summary>
/// A way to sign a token. Each key has one, chosen when the site gave us the key; what a token's header says can only agree with
/// it.
/// </summary>
/// <param name="Name">As a header writes it.</param>
/// <param name="Least">The fewest bits that a key may have; of a curve its exact size.</param>
internal sealed record TokenAlgorithm(string Name, TokenKeyKind Kind, HashAlgorithmName Hash, int Least)
{
    /// <summary>Of a payload as Disqus takes it. No token's header can name it.</summary>
    public static readonly TokenAlgorithm Disqus = new("HMAC-SHA1", TokenKeyKind.Secret, HashAlgorithmName.SHA1, 256);

    private static readonly TokenAlgorithm[] All =
    [
        new("HS256", TokenKeyKind.Secret, HashAlgorithmName.SHA256, 256),
        new("HS384", TokenKeyKind.Secret, HashAlgorithmName.SHA384, 384),
        new("HS512", TokenKeyKind.Secret, HashAlgorithmName.SHA512, 512),
        new("RS256", TokenKeyKind.Rsa, HashAlgorithmName.SHA256, 2048),
        new("RS384", TokenKeyKind.Rsa, HashAlgorithmName.SHA384, 2048),
        new("RS512", TokenKeyKind.Rsa, HashAlgorithmName.SHA512, 2048),
        new("PS256", TokenKeyKind.Rsa, HashAlgorithmName.SHA256, 2048),
        new("PS384", TokenKeyKind.Rsa, HashAlgorithmName.SHA384, 2048),
        new("PS512", TokenKeyKind.Rsa, HashAlgorithmName.SHA512, 2048),
        new("ES256", TokenKeyKind.EllipticCurve, HashAlgorithmName.SHA256, 256),
        new("ES384", TokenKeyKind.EllipticCurve, HashAlgorithmName.SHA384, 384),
        new("ES512", TokenKeyKind.EllipticCurve, HashAlgorithmName.SHA512, 521),
    ];

    public static IEnumerable<string> Names => All.Select(one => one.Name);

    public RSASignaturePadding Padding => Name.StartsWith('P') ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;

    public static TokenAlgorithm? Find(string? name) =>
        name == Disqus.Name ? Disqus : All.FirstOrDefault(one => one.Name == name);

    /// <summary>The one for a key whose owner names none: the commonest.</summary>
    public static TokenAlgorithm? For(TokenKeyKind kind, int bits) =>
        All.FirstOrDefault(one => one.Kind == kind && (kind != TokenKeyKind.EllipticCurve || one.Least == bits));
}
