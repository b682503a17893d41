using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Text;

namespace Parley.Publishing;

/// <summary>
/// The letters of a page, in the encoding that its bytes begin with, its header names, or it names itself in its first 1,024 bytes; else
/// UTF-8: https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding.
/// </summary>
internal static partial class PageLetters
{
    private const int BytesLookedAt = 1_024;

    public static string Of(ReadOnlySpan<byte> bytes, string? contentType)
    {
        Encoding encoding =
            bytes is [0xEF, 0xBB, 0xBF, ..] ? Encoding.UTF8
            : bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode
            : bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode
            : Named(Charset().Match(contentType ?? ""))
                ?? InPage(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, BytesLookedAt)]))
                ?? Encoding.UTF8;
        return encoding.GetString(bytes).TrimStart('\uFEFF');
    }

    private static Encoding? InPage(string beginning) =>
        Named(Meta().Match(beginning)) switch
        {
            // A page whose own letters name it in ASCII is in none of these.
            UnicodeEncoding or UTF32Encoding => Encoding.UTF8,
            var named => named,
        };

    private static Encoding? Named(Match match) =>
        match.Success && TextEncoding.IsSupported(match.Groups[1].Value) ? TextEncoding.Resolve(match.Groups[1].Value) : null;

    [GeneratedRegex("""charset\s*=\s*["']?([A-Za-z0-9_:.-]+)""", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Charset();

    [GeneratedRegex(
        """<meta[^>]*charset\s*=\s*["']?([A-Za-z0-9_:.-]+)""",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Meta();
}
