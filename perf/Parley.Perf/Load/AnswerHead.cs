using System.Buffers.Text;
using System.Text;

namespace Parley.Perf.Load;

/// <summary>What must be known of an answer to find its end.</summary>
/// <param name="BodyStart">Where the body begins.</param>
/// <param name="BodyLength">Its length in bytes, or -1 where it comes in chunks.</param>
internal readonly record struct AnswerHead(int Status, int BodyStart, long BodyLength)
{
    public static bool TryRead(ReadOnlySpan<byte> answer, out AnswerHead head)
    {
        head = default;
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        if (!Utf8Parser.TryParse(answer.Slice("HTTP/1.1 ".Length, 3), out int status, out _))
            throw new EndOfStreamException("The answer is not HTTP/1.1.");
        head = new(status, end + 4, status is 204 or 304 ? 0 : LengthIn(answer[..end]));
        return true;
    }

    public bool IsComplete(ReadOnlySpan<byte> answer) =>
        BodyLength >= 0 ? answer.Length >= BodyStart + BodyLength : answer[BodyStart..].EndsWith("0\r\n\r\n"u8);

    private static long LengthIn(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("\r\nContent-Length: "u8);
        if (at >= 0)
            return Utf8Parser.TryParse(head[(at + "\r\nContent-Length: ".Length)..], out long length, out _) ? length : 0;
        // Another spelling of the same field is allowed, and no server here uses it: seen once, it is read the slow way.
        var text = Encoding.ASCII.GetString(head);
        at = text.IndexOf("\r\ncontent-length:", StringComparison.OrdinalIgnoreCase);
        return at < 0 ? -1 : long.Parse(text[(at + 17)..].Split('\r')[0].Trim(), null);
    }
}
