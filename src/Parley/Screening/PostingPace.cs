namespace Parley.Screening;

/// <summary>
/// How many comments came within ten minutes, of a writer, from a network, into a story: as this node heard it. The ten minutes
/// before count by the part of them that the window still covers, so that two numbers do for each.
/// </summary>
internal sealed class PostingPace
{
    private const int MostKept = 100_000;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<(SiteId Site, char Of, UInt128 Who), Counted> kept = [];

    /// <summary>Off in the measuring program, whose readers write more than people do.</summary>
    public bool IsKept { get; set; } = true;

    /// <summary>
    /// Counts one send more of a writer and a network, and says how many comments there are with it. Into its story it counts once it is
    /// kept: what is refused makes nobody there wait.
    /// </summary>
    /// <param name="network">Null where nobody knows.</param>
    public PaceSeen Take(SiteId site, Guid reader, UInt128? network, Guid story, DateTimeOffset at)
    {
        if (!IsKept)
            return default;
        lock (gate)
            return new(
                Take((site, 'r', Number(reader)), at),
                network is { } from ? Take((site, 'n', from), at) : 0,
                CountIn(KeyOf(site, story), at) + 1
            );
    }

    /// <summary>Counts one comment more in a story.</summary>
    public void Keep(SiteId site, Guid story, DateTimeOffset at)
    {
        if (!IsKept)
            return;
        lock (gate)
            Take(KeyOf(site, story), at);
    }

    private static (SiteId, char, UInt128) KeyOf(SiteId site, Guid story) => (site, 's', Number(story));

    private int CountIn((SiteId, char, UInt128) key, DateTimeOffset at)
    {
        var now = kept.GetValueOrDefault(key).In(at.UtcTicks / Window.Ticks);
        var rest = 1 - ((double)(at.UtcTicks % Window.Ticks) / Window.Ticks);
        return now.Now + (int)(now.Before * rest);
    }

    private int Take((SiteId, char, UInt128) key, DateTimeOffset at)
    {
        var window = at.UtcTicks / Window.Ticks;
        if (kept.Count >= MostKept && !kept.ContainsKey(key))
            MakeRoom(window);
        var before = kept.GetValueOrDefault(key);
        var now = before.In(window) with { Now = before.In(window).Now + 1 };
        kept[key] = now;
        return CountIn(key, at);
    }

    // What is over goes; a crowd that is all of this moment begins anew, and is counted short for once.
    private void MakeRoom(long window)
    {
        foreach (var key in kept.Where(one => one.Value.Window < window - 1).Select(one => one.Key).ToList())
            kept.Remove(key);
        if (kept.Count >= MostKept)
            kept.Clear();
    }

    private static UInt128 Number(Guid id) =>
        new(BitConverter.ToUInt64(id.ToByteArray(), 0), BitConverter.ToUInt64(id.ToByteArray(), 8));

    private readonly record struct Counted(long Window, int Now, int Before)
    {
        public Counted In(long window) =>
            window == Window ? this
            : window == Window + 1 ? new(window, 0, Now)
            : new(window, 0, 0);
    }
}
