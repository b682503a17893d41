using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Comments;

/// <summary>
/// The id of a comment whose form was sent without script, and so without one: the same words by the same author in the same
/// place within ten minutes have the same id, on every node, and are one comment however often the button was pressed.
/// </summary>
internal static class RepeatedSend
{
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <param name="window">Which window of ten minutes: the present one, or the one before it.</param>
    public static Guid IdOf(SiteId site, Guid thread, Guid? parent, Guid author, string source, long window)
    {
        Span<byte> facts = stackalloc byte[4 + 16 + 16 + 16 + 8 + 32];
        BinaryPrimitives.WriteInt32BigEndian(facts, site.Value);
        thread.TryWriteBytes(facts[4..], bigEndian: true, out _);
        (parent ?? Guid.Empty).TryWriteBytes(facts[20..], bigEndian: true, out _);
        author.TryWriteBytes(facts[36..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(facts[52..], window);
        SHA256.HashData(Encoding.UTF8.GetBytes(source), facts[60..]);

        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(facts, hash);
        // RFC 9562 5.8: version 8, an id of one's own making.
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    public static long WindowAt(DateTimeOffset time) => time.UtcTicks / Window.Ticks;
}
