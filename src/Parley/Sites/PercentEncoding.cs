using System.Buffers;
using System.Text;

namespace Parley.Sites;

/// <summary>
/// Brings a part of an address to the one spelling of RFC 3986, section 6.2.2: hexadecimal digits upper case, letters,
/// digits and <c>-._~</c> never encoded, everything that may not stand in the part encoded as UTF-8. Reserved characters
/// stay as they were written, since <c>%2F</c> and <c>/</c> are two things. A stray <c>%</c>, which browsers leave in
/// their address bar, is the same as <c>%25</c>. The result is ASCII, and giving it in again changes nothing.
/// </summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly SearchValues<char> AlwaysPlain = SearchValues.Create(Unreserved);

    public static readonly SearchValues<char> InPath = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/");

    // Without the apostrophe: browsers encode it in a query, so a copied and a typed address would differ.
    public static readonly SearchValues<char> InQuery = SearchValues.Create(Unreserved + "!$&()*+,;=:@/?");

    /// <returns>Null where half of a surrogate pair stands alone: that is no text, so it names no page.</returns>
    public static string? Normalise(ReadOnlySpan<char> part, SearchValues<char> plain)
    {
        var result = new StringBuilder(part.Length);
        Span<byte> octets = stackalloc byte[4];
        while (!part.IsEmpty)
        {
            if (part[0] == '%')
            {
                var (octet, length) = ReadEscape(part);
                Append(result, octet, AlwaysPlain);
                part = part[length..];
                continue;
            }
            if (Rune.DecodeFromUtf16(part, out var rune, out var consumed) != OperationStatus.Done)
                return null;
            foreach (var octet in octets[..rune.EncodeToUtf8(octets)])
                Append(result, octet, plain);
            part = part[consumed..];
        }
        return result.ToString();
    }

    private static (byte Octet, int Length) ReadEscape(ReadOnlySpan<char> part) =>
        part.Length > 2 && char.IsAsciiHexDigit(part[1]) && char.IsAsciiHexDigit(part[2])
            ? ((byte)((HexValue(part[1]) << 4) | HexValue(part[2])), 3)
            : ((byte)'%', 1);

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : (digit | 0x20) - 'a' + 10;

    private static void Append(StringBuilder result, byte octet, SearchValues<char> plain)
    {
        if (plain.Contains((char)octet))
            result.Append((char)octet);
        else
            result.Append('%').Append(Digit(octet >> 4)).Append(Digit(octet & 15));
    }

    private static char Digit(int value) => "0123456789ABCDEF"[value];
}
