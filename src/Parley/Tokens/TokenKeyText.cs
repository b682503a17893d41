using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Parley.Tokens;

/// <summary>
/// A key as a site hands it over: a public key as PEM or as a JSON Web Key (RFC 7517), a shared secret as it is or as such a key.
/// Private keys are refused: whoever has it here could sign in anybody.
/// </summary>
internal static class TokenKeyText
{
    private const int MaxLength = 16 * 1024;
    private const string Pem = "-----BEGIN ";

    /// <summary>What a key text holds.</summary>
    internal sealed record Found(TokenAlgorithm Algorithm, byte[] Material);

    /// <param name="algorithm">The one that the key is for; null for the commonest of its kind.</param>
    public static Result<Found> Read(string text, TokenAlgorithm? algorithm)
    {
        var trimmed = text.Trim('\r', '\n', ' ');
        if (trimmed.Length is 0 or > MaxLength)
            return Problems.TokenKeyInvalid;
        try
        {
            if (trimmed[0] == '{')
                return ReadJson(trimmed, algorithm);
            if (trimmed.StartsWith(Pem, StringComparison.Ordinal))
                return ReadPem(trimmed, algorithm);
            return Fit(Encoding.UTF8.GetBytes(trimmed), TokenKeyKind.Secret, algorithm);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            return Problems.TokenKeyInvalid;
        }
    }

    private static Result<Found> ReadPem(string text, TokenAlgorithm? algorithm)
    {
        var fields = PemEncoding.Find(text);
        var label = text[fields.Label];
        if (label.Contains("PRIVATE", StringComparison.Ordinal))
            return Problems.TokenKeyPrivate;
        // Several in one file would leave open which is meant.
        if (label != "PUBLIC KEY" || fields.Location.End.Value != text.Length)
            return Problems.TokenKeyInvalid;
        var der = Convert.FromBase64String(text[fields.Base64Data]);
        return IsRsa(der) ? Fit(der, TokenKeyKind.Rsa, algorithm) : Fit(der, TokenKeyKind.EllipticCurve, algorithm);
    }

    private static Result<Found> ReadJson(string text, TokenAlgorithm? algorithm)
    {
        if (StrictJson.Read(Encoding.UTF8.GetBytes(text)) is not { ValueKind: JsonValueKind.Object } key)
            return Problems.TokenKeyInvalid;
        if (key.Find("d") is not null)
            return Problems.TokenKeyPrivate;
        if (key.Find("use") is { } use && use.Text(16) != "sig")
            return Problems.TokenKeyOtherUse;
        if (
            key.Find("key_ops") is { } uses
            && (uses.ValueKind != JsonValueKind.Array || !uses.EnumerateArray().Any(one => one.Text(16) == "verify"))
        )
            return Problems.TokenKeyOtherUse;
        if (key.Find("alg") is { } said)
        {
            var named = TokenAlgorithm.Find(said.Text(16));
            if (named is null || (algorithm is not null && algorithm != named))
                return Problems.TokenKeyAlgorithmOther;
            algorithm = named;
        }

        byte[]? Bytes(string name) => key.Find(name)?.Text(MaxLength) is { } text ? StrictBase64.DecodeUrl(text) : null;
        switch (key.Find("kty")?.Text(16))
        {
            case "oct" when Bytes("k") is { } secret:
                return Fit(secret, TokenKeyKind.Secret, algorithm);
            case "RSA" when Bytes("n") is { } modulus && Bytes("e") is { } exponent:
                using (var rsa = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = exponent }))
                    return Fit(rsa.ExportSubjectPublicKeyInfo(), TokenKeyKind.Rsa, algorithm);
            case "EC" when Bytes("x") is { } x && Bytes("y") is { } y && CurveOf(key.Find("crv")?.Text(16)) is { } curve:
                using (
                    var ec = ECDsa.Create(
                        new ECParameters
                        {
                            Curve = curve,
                            Q = new ECPoint { X = x, Y = y },
                        }
                    )
                )
                    return Fit(ec.ExportSubjectPublicKeyInfo(), TokenKeyKind.EllipticCurve, algorithm);
            default:
                return Problems.TokenKeyInvalid;
        }
    }

    private static Result<Found> Fit(byte[] material, TokenKeyKind kind, TokenAlgorithm? algorithm)
    {
        var bits = kind switch
        {
            TokenKeyKind.Rsa => RsaStrength.Of(material),
            TokenKeyKind.EllipticCurve => BitsOfCurve(material),
            _ => material.Length * 8,
        };
        algorithm ??= TokenAlgorithm.For(kind, bits);
        if (algorithm is null || algorithm.Kind != kind)
            return Problems.TokenKeyAlgorithmOther;
        if (kind == TokenKeyKind.EllipticCurve && bits != algorithm.Least)
            return Problems.TokenKeyAlgorithmOther;
        return bits < algorithm.Least ? Problems.TokenKeyWeak : new Found(algorithm, material);
    }

    private static bool IsRsa(byte[] der)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(der, out var read);
            return read == der.Length;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static int BitsOfCurve(byte[] der)
    {
        using var curve = ECDsa.Create();
        curve.ImportSubjectPublicKeyInfo(der, out var read);
        return read == der.Length ? curve.KeySize : 0;
    }

    private static ECCurve? CurveOf(string? name) =>
        name switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            "P-521" => ECCurve.NamedCurves.nistP521,
            _ => null,
        };
}
