namespace Parley.Live;

/// <summary>A thread that somebody on this node listens to.</summary>
internal sealed class LiveThread(SiteId site, Guid id) : IDisposable
{
    private readonly Lock gate = new();
    private LiveChunk tail = LiveChunk.First();
    private long told = -1;
    private long beganAt = -1;
    private int isAwaited;

    public SiteId Site => site;
    public Guid Id => id;

    /// <summary>How many listen. Counted by the hub, under its lock.</summary>
    public int Listeners { get; set; }

    /// <summary>The chunk that was sent last.</summary>
    public LiveChunk Tail
    {
        get
        {
            lock (gate)
                return tail;
        }
    }

    /// <summary>The number up to which everything was sent; -1 until the first listener has read where the thread stands.</summary>
    public long Told
    {
        get
        {
            lock (gate)
                return told;
        }
    }

    /// <summary>When it was read last, in ticks of the machine's timer; only the hub's loop looks.</summary>
    public long ReadAt { get; set; }

    /// <summary>Ends all its streams.</summary>
    public Ending End { get; } = new();

    /// <summary>The number from which on everything is in a chunk; -1 until somebody has said where the thread stands.</summary>
    public long BeganAt
    {
        get
        {
            lock (gate)
                return beganAt;
        }
    }

    /// <summary>Says where the thread stands.</summary>
    /// <returns>Whether nobody had said so yet.</returns>
    public bool Begin(long version)
    {
        lock (gate)
        {
            if (told >= 0)
                return false;
            told = beganAt = version;
            return true;
        }
    }

    public void Add(LiveNews news)
    {
        lock (gate)
        {
            if (news.Changes.Count > 0)
                tail = tail.Add(news.Changes);
            told = news.Version;
        }
    }

    public void AddBeat()
    {
        lock (gate)
            tail = tail.AddBeat();
    }

    /// <summary>Whether it has to be put into the row of those to be read: not while it stands there already.</summary>
    public bool Await() => Interlocked.Exchange(ref isAwaited, 1) == 0;

    /// <summary>It is being read: what is heard from now on asks for another reading.</summary>
    public void StopAwaiting() => Volatile.Write(ref isAwaited, 0);

    public void Dispose() => End.Dispose();
}
