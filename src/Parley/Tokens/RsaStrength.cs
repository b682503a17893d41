using System.Numerics;
using System.Security.Cryptography;

namespace Parley.Tokens;

/// <summary>How many bits of an RSA key count.</summary>
internal static class RsaStrength
{
    // Beyond this a signature costs more to check than a reader is worth.
    private const int Most = 8192;

    // Keys that a faulty chip made (CVE-2017-15361) leave, by each of these, only remainders that are powers of 65537.
    private static readonly int[] Primes = [11, 13, 17, 19, 37, 53, 61, 71, 73, 79, 97, 103, 107, 109, 127, 151, 157];

    /// <summary>Of a public key as X.509 writes it; none of a key whose making is known to be broken.</summary>
    public static int Of(byte[] der)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(der, out var read);
        var parameters = rsa.ExportParameters(includePrivateParameters: false);
        var modulus = new BigInteger(parameters.Modulus, isUnsigned: true, isBigEndian: true);
        var exponent = new BigInteger(parameters.Exponent, isUnsigned: true, isBigEndian: true);
        var isSound = read == der.Length && rsa.KeySize <= Most && exponent >= 3 && !exponent.IsEven && !modulus.IsEven;
        return isSound && !IsOfFaultyChip(modulus) ? rsa.KeySize : 0;
    }

    private static bool IsOfFaultyChip(BigInteger modulus) =>
        Primes.All(prime => PowersOf65537(prime).Contains((int)(modulus % prime)));

    private static HashSet<int> PowersOf65537(int prime)
    {
        var powers = new HashSet<int>();
        for (var power = 1; powers.Add(power); )
            power = (int)(power * 65537L % prime);
        return powers;
    }
}
