using System.Security.Cryptography;

namespace Parley;

/// <summary>Where ids and secrets come from, so that a test can foresee the ids.</summary>
internal class Ids(TimeProvider clock)
{
    // The one place that may ask the machine: everybody else takes this class.
#pragma warning disable RS0030
    /// <summary>A new id, ordered by time (UUIDv7, RFC 9562 5.7).</summary>
    public virtual Guid New() => Guid.CreateVersion7(clock.GetUtcNow());
#pragma warning restore RS0030

    /// <summary>A secret of 256 bits that cannot be guessed, in letters that stand in an address unescaped.</summary>
    public static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>A short code that a person types: eight letters and digits without the ones that look alike (40 bits).</summary>
    public static string ShortCode() => RandomNumberGenerator.GetString("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 8);
}
