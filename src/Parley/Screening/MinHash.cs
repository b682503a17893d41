namespace Parley.Screening;

/// <summary>
/// Finds texts that are likely alike without comparing all with all, after Broder, "On the resemblance and containment of documents"
/// (1997): of 64 orders of all runs of words the first of the text's own. Four together are a band; texts that have a band in
/// common are compared. Of two texts that are alike by 0.8, all but two in ten thousand have one; of two that are alike by 0.3,
/// one pair in eight.
/// </summary>
internal static class MinHash
{
    public const int Bands = 16;

    private const int InBand = 4;

    private static readonly (ulong Factor, ulong Shift)[] Orders =
    [
        .. Enumerable
            .Range(1, Bands * InBand)
            .Select(order => (Shingles.Mixed((ulong)order) | 1, Shingles.Mixed(~(ulong)order))),
    ];

    /// <summary>A number for each band, all different between bands.</summary>
    public static ulong[] BandsOf(Shingles text)
    {
        Span<ulong> firsts = stackalloc ulong[Orders.Length];
        firsts.Fill(ulong.MaxValue);
        foreach (var run in text.Sorted)
            for (var order = 0; order < Orders.Length; order++)
                firsts[order] = Math.Min(firsts[order], (run * Orders[order].Factor) + Orders[order].Shift);
        var bands = new ulong[Bands];
        for (var order = 0; order < Orders.Length; order++)
            bands[order / InBand] = Shingles.Mixed(bands[order / InBand] ^ firsts[order] ^ ((ulong)order << 56));
        return bands;
    }
}
