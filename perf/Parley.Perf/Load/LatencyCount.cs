using System.Numerics;

namespace Parley.Perf.Load;

/// <summary>Counts times in buckets that are at most a thirty-second wide, so a percentile is right to three in a hundred.</summary>
internal sealed class LatencyCount
{
    private const int BitsWithin = 5;
    private readonly long[] counts = new long[64 << BitsWithin];

    public void Add(long microseconds) => counts[BucketOf(Math.Max(0, microseconds))]++;

    public void Add(LatencyCount other)
    {
        for (var i = 0; i < counts.Length; i++)
            counts[i] += other.counts[i];
    }

    /// <param name="share">From 0 to 1: 0.99 for the 99th percentile.</param>
    /// <returns>Milliseconds; 0 when nothing was counted.</returns>
    public double Percentile(double share)
    {
        var wanted = (long)Math.Ceiling(counts.Sum() * share);
        if (wanted == 0)
            return 0;
        long seen = 0;
        var bucket = -1;
        while (seen < wanted)
            seen += counts[++bucket];
        return LowestOf(bucket) / 1000.0;
    }

    private static int BucketOf(long microseconds)
    {
        if (microseconds < 1 << BitsWithin)
            return (int)microseconds;
        var shift = BitOperations.Log2((ulong)microseconds) - BitsWithin;
        return (shift + 1 << BitsWithin) + (int)(microseconds >> shift) - (1 << BitsWithin);
    }

    private static long LowestOf(int bucket)
    {
        if (bucket < 1 << BitsWithin)
            return bucket;
        var shift = (bucket >> BitsWithin) - 1;
        return (long)((bucket & (1 << BitsWithin) - 1) + (1 << BitsWithin)) << shift;
    }
}
