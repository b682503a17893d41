namespace Parley.Training;

/// <summary>Numbers that look like luck and are the same again for the same seed: SplitMix64 (Steele, Lea and Flood, 2014).</summary>
internal struct Luck(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        state += 0x9E3779B97F4A7C15;
        var value = state;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>Below a number.</summary>
    public int Below(int end) => (int)(Next() % (ulong)end);

    /// <summary>From 0 to below 1.</summary>
    public float Share() => (Next() >> 40) / (float)(1 << 24);

    /// <summary>Roughly from the normal distribution.</summary>
    public float Normal() => Share() + Share() + Share() + Share() - 2f;

    public T Of<T>(IReadOnlyList<T> all) => all[Below(all.Count)];

    public void Shuffle<T>(Span<T> all)
    {
        for (var at = all.Length - 1; at > 0; at--)
        {
            var other = Below(at + 1);
            (all[at], all[other]) = (all[other], all[at]);
        }
    }
}
