using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Parley.Sqlite;

/// <summary>An id as 16 bytes in the order of time.</summary>
internal sealed class GuidBytes() : ValueConverter<Guid, byte[]>(id => ToBytes(id), bytes => FromBytes(bytes))
{
    private static byte[] ToBytes(Guid id) => id.ToByteArray(bigEndian: true);

    private static Guid FromBytes(byte[] bytes) => new(bytes, bigEndian: true);
}
