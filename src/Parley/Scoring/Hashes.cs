using System.Runtime.CompilerServices;

namespace Parley.Scoring;

/// <summary>Numbers for words and parts of words. A model's file depends on each of them.</summary>
internal static class Hashes
{
    // FNV-1a: Fowler, Noll and Vo, http://www.isthe.com/chongo/tech/comp/fnv/
    public const ulong Basis = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    /// <summary>Adds a unit.</summary>
    public static ulong Add(ulong hash, char unit) => (hash ^ unit) * Prime;

    /// <summary>Of a whole word.</summary>
    public static ulong Of(ReadOnlySpan<char> letters)
    {
        var hash = Basis;
        foreach (var letter in letters)
            hash = Add(hash, letter);
        return Mixed(hash);
    }

    /// <summary>Of the parts of a word that begin at a letter; -1 is its edge.</summary>
    /// <param name="basis">By which the parts of one table are told from those of another.</param>
    /// <param name="shortest">In letters, edges among them.</param>
    /// <returns>How many there are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int PartsFrom(ReadOnlySpan<char> word, int start, ulong basis, int shortest, int longest, Span<uint> hashes)
    {
        var (hash, count) = (basis, 0);
        for (var size = 1; size <= longest && start + size <= word.Length + 1; size++)
        {
            var at = start + size - 1;
            hash = Add(
                hash,
                at < 0 ? '<'
                    : at == word.Length ? '>'
                    : word[at]
            );
            if (size >= shortest)
                hashes[count++] = (uint)Mixed(hash);
        }
        return count;
    }

    /// <summary>Of a word and the one after it.</summary>
    public static ulong Pair(ulong first, ulong second) => Mixed((first * 0x9E3779B97F4A7C15) ^ second);

    /// <summary>Spreads a number over all 64 bits: the last step of MurmurHash3 (Appleby, 2011).</summary>
    public static ulong Mixed(ulong value)
    {
        value = (value ^ (value >> 33)) * 0xFF51AFD7ED558CCD;
        value = (value ^ (value >> 33)) * 0xC4CEB9FE1A85EC53;
        return value ^ (value >> 33);
    }
}
