using System.Collections.Concurrent;

namespace Parley.Events;

/// <summary>What is kept of every site in memory, because each post asks it; what was changed on any node is read again.</summary>
/// <param name="changes">The events that say so.</param>
internal abstract class SiteMemory<T>(params EventKind[] changes) : IMemoryFollower
{
    private readonly ConcurrentDictionary<SiteId, Kept<T>> kept = new();

    public async ValueTask<T> FindAsync(SiteId site, CancellationToken cancel) =>
        await kept.GetOrAdd(site, id => new Kept<T>(() => LoadAsync(id))).GetAsync().WaitAsync(cancel);

    /// <summary>Whoever has changed it on this node must not wait for the event to come round.</summary>
    public void Forget(SiteId site)
    {
        if (kept.TryGetValue(site, out var there))
            there.Forget();
    }

    public void Apply(Event happened)
    {
        if (changes.Contains(happened.Kind))
            Forget(happened.Site);
    }

    protected abstract Task<T> LoadAsync(SiteId site);
}
