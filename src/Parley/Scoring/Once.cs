namespace Parley.Scoring;

/// <summary>Tells what a text says for the first time from what it repeats. Emptied without being cleared; allocates only to grow.</summary>
internal sealed class Once
{
    [ThreadStatic]
    private static Once? mine;

    private ulong[] keys = new ulong[4_096];
    private int[] rounds = new int[4_096];
    private int round;
    private int count;

    /// <summary>This thread's own.</summary>
    public static Once Mine => mine ??= new();

    /// <summary>Forgets everything.</summary>
    public void Clear() => (round, count) = (round + 1, 0);

    /// <summary>Whether it was not there yet; it is then.</summary>
    public bool Add(ulong key)
    {
        var mask = keys.Length - 1;
        var at = (int)key & mask;
        for (; rounds[at] == round; at = (at + 1) & mask)
            if (keys[at] == key)
                return false;
        (keys[at], rounds[at]) = (key, round);
        if (++count * 2 > keys.Length)
            Grow();
        return true;
    }

    private void Grow()
    {
        var (oldKeys, oldRounds) = (keys, rounds);
        (keys, rounds) = (new ulong[oldKeys.Length * 2], new int[oldKeys.Length * 2]);
        var mask = keys.Length - 1;
        for (var index = 0; index < oldKeys.Length; index++)
        {
            if (oldRounds[index] != round)
                continue;
            var at = (int)oldKeys[index] & mask;
            while (rounds[at] == round)
                at = (at + 1) & mask;
            (keys[at], rounds[at]) = (oldKeys[index], round);
        }
    }
}
