using System.Buffers;
using System.Buffers.Text;

namespace Parley.Tokens;

/// <summary>Base64 in the one way in which it may be written: no blanks, no bits over, and padding as its kind wants it.</summary>
internal static class StrictBase64
{
    /// <summary>As a token's parts are written: with - and _, without padding (RFC 7515, 2).</summary>
    public static byte[]? DecodeUrl(string text)
    {
        // The library's own reading forgives blanks and padding.
        if (!text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || text.Length % 4 == 1)
            return null;
        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        var isDone = Base64Url.DecodeFromChars(text, bytes, out _, out var length) == OperationStatus.Done;
        return isDone && Base64Url.EncodeToString(bytes.AsSpan(0, length)) == text ? bytes[..length] : null;
    }

    /// <summary>With + and /, padded.</summary>
    public static byte[]? Decode(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }
}
