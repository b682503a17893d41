using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Transfer;

/// <summary>
/// Ids of what is imported. The same site, system and foreign id always give the same id, which is what lets an import be
/// repeated, or killed and started again, without a note of how far it came.
/// </summary>
internal static class ImportedId
{
    // RFC 9562, 5.8: version 8 is for ids that an application derives in its own way. Ids made here live have version 7.
    private const int Version = 8;

    public static Guid Story(SiteId site, string system, string foreignId) => Derive(site, system, "thread", foreignId);

    public static Guid Comment(SiteId site, string system, string foreignId) => Derive(site, system, "comment", foreignId);

    /// <param name="authorKey"><see cref="ImportedAuthor.Key"/>.</param>
    public static Guid Reader(SiteId site, string system, string authorKey) => Derive(site, system, "reader", authorKey);

    /// <summary>Whether an id was derived from an import's, and so belongs to something that an import made.</summary>
    public static bool IsImported(Guid id) => id.Version == Version;

    private static Guid Derive(SiteId site, string system, string kind, string foreignId)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in new[] { "parley-import", site.ToString(), system, kind, foreignId })
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            // The length first, or ("ab", "c") and ("a", "bc") would be one.
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(digest);
        digest[6] = (byte)((digest[6] & 0x0F) | (Version << 4));
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest[..16], bigEndian: true);
    }
}
