using System.Collections.Concurrent;
using Parley.Http;

namespace Parley.Hooks;

/// <summary>
/// How hooks fare on this node, since it began. One that fails often in a row is left alone for a while: its writers need not wait for what
/// does not come, and whoever is down is not run over when they come back.
/// </summary>
internal sealed class HookHealth(TimeProvider clock)
{
    private const int MostInARow = 5;
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<(SiteId, Guid), Seen> byHook = new();

    private sealed class Seen
    {
        public HookCount Count { get; set; } = new(0, 0);
        public int InARow { get; set; }
        public DateTimeOffset AskedFrom { get; set; }
    }

    public HookCount Of(SiteId site, Guid hook) => byHook.GetValueOrDefault((site, hook))?.Count ?? new(0, 0);

    /// <summary>Whether it may be asked now. After the while, one is: by its answer all others go.</summary>
    public bool MayAsk(SiteId site, Guid hook)
    {
        var seen = byHook.GetOrAdd((site, hook), _ => new Seen());
        lock (seen)
        {
            var now = clock.GetUtcNow();
            if (seen.InARow < MostInARow)
                return true;
            if (now < seen.AskedFrom)
                return false;
            seen.AskedFrom = now + LeftAlone;
            return true;
        }
    }

    /// <summary>Whoever was let ask has gone without an answer: another may.</summary>
    public void GiveBack(SiteId site, Guid hook)
    {
        var seen = byHook.GetOrAdd((site, hook), _ => new Seen());
        lock (seen)
            seen.AskedFrom = clock.GetUtcNow();
    }

    /// <param name="fault">Null where it answered.</param>
    public void Note(SiteId site, Guid hook, OutgoingFault? fault)
    {
        var seen = byHook.GetOrAdd((site, hook), _ => new Seen());
        lock (seen)
        {
            var now = clock.GetUtcNow();
            seen.Count = fault is null
                ? seen.Count with
                {
                    Asked = seen.Count.Asked + 1,
                }
                : new(seen.Count.Asked + 1, seen.Count.Failed + 1) { LastFault = fault, LastAt = now };
            if (fault == OutgoingFault.LeftAlone)
                return;
            seen.InARow = fault is null ? 0 : seen.InARow + 1;
            if (seen.InARow >= MostInARow)
                seen.AskedFrom = now + LeftAlone;
        }
    }
}

/// <param name="Asked">How often it was to be asked.</param>
/// <param name="Failed">How often there was no answer that can be used.</param>
internal sealed record HookCount(int Asked, int Failed)
{
    public OutgoingFault? LastFault { get; init; }
    public DateTimeOffset? LastAt { get; init; }
}
