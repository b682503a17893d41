namespace Parley.Reading;

/// <summary>The last changes of a thread that this node has heard of, as versions: its pages are held against them.</summary>
internal sealed class ThreadNews
{
    private long any;
    private long words;
    private long removal;

    /// <summary>The last change of any kind, reactions among them.</summary>
    public long Any => Volatile.Read(ref any);

    /// <summary>The last change of what is written.</summary>
    public long Words => Volatile.Read(ref words);

    /// <summary>The last change that took something away: no page older than it may be served.</summary>
    public long Removal => Volatile.Read(ref removal);

    public void Add(long version, bool isReaction, bool isRemoval)
    {
        Raise(ref any, version);
        if (!isReaction)
            Raise(ref words, version);
        if (isRemoval)
            Raise(ref removal, version);
    }

    private static void Raise(ref long place, long version)
    {
        var known = Volatile.Read(ref place);
        while (known < version && Interlocked.CompareExchange(ref place, version, known) is var before && before != known)
            known = before;
    }
}
