using System.Security.Cryptography;
using System.Text;

namespace Parley.Readers;

/// <summary>
/// The secret by which a session is known. Only its hash is kept, so that whoever reads the database, or a backup of it, can be
/// nobody. It has 256 random bits, so a fast hash without salt suffices.
/// </summary>
internal static class SessionToken
{
    private const int Length = 64;

    public static string New() => Ids.Secret();

    /// <summary>Whether it may be one at all: what is not costs no question to the database.</summary>
    public static bool IsWellFormed(string? token) => token?.Length == Length && token.All(char.IsAsciiHexDigitLower);

    /// <summary>SHA-256, in hexadecimal. Also of the codes that work once.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
