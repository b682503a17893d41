using System.Collections.Concurrent;
using Parley.Events;
using Parley.Sites;
using Parley.Stories;

namespace Parley.Dossiers;

/// <summary>
/// What everybody may read of dossiers, kept until something of it changes (decision 79). A dossier's own row is read each time, and changes
/// with each of its lines. What is known of claims, who carries them, and which reports are public is heard of by events.
/// </summary>
internal sealed class DossierMemory(DossierStore dossiers) : IMemoryFollower
{
    // A full one is a megabyte.
    private const int Most = 64;

    private readonly ConcurrentDictionary<(SiteId, Guid), Gathered> kept = new();
    private readonly ConcurrentDictionary<SiteId, long> heard = new();

    // What is being gathered, of which state of the dossier, after how much was heard: whoever asks for the same waits for it.
    private readonly ConcurrentDictionary<(Dossier, string Title, long Heard, bool AreOfTies), Lazy<Task<Gathered>>> coming =
        new();
    private long uses;

    /// <param name="areOfTies">Whether it is enough to know on whom the claims of its ties rest.</param>
    /// <param name="isAnew">
    /// Whether what the database holds is asked for: by whoever may have changed something a moment ago, on whichever node.
    /// </param>
    public async Task<Gathered> FindAsync(Site site, Dossier dossier, bool areOfTies, bool isAnew, CancellationToken cancel)
    {
        var known =
            isAnew ? await GatherAsync(site, dossier, areOfTies, cancel)
            : FindKept(site, dossier) is { } there ? there
            : await GatherOnceAsync(site, dossier, areOfTies, cancel);
        known.UsedAt = Interlocked.Increment(ref uses);
        return known;
    }

    private Gathered? FindKept(Site site, Dossier dossier) =>
        kept.TryGetValue((site.Id, dossier.Id), out var known) && known.IsOf(dossier, site) ? known : null;

    public void Apply(Event happened)
    {
        if (happened.Kind is not (EventKind.StoryChanged or EventKind.ClaimStatusChanged or EventKind.ClaimSourced))
            return;
        heard.AddOrUpdate(happened.Site, 1, (_, before) => before + 1);
        foreach (var (key, gathered) in kept)
        {
            // Of claims a dossier has many; stories are new or called otherwise all day, and few of them are in any.
            if (
                key.Item1 == happened.Site
                && (happened.Kind != EventKind.StoryChanged || gathered.Lines.Stories.Contains(happened.SubjectId ?? default))
            )
                kept.TryRemove(key, out _);
        }
    }

    // It goes on for the others where one of them goes away. Whoever comes as it ends finds what was kept.
    private async Task<Gathered> GatherOnceAsync(Site site, Dossier dossier, bool areOfTies, CancellationToken cancel)
    {
        var state = (dossier, site.Title, heard.GetValueOrDefault(site.Id), areOfTies);
        var begun = coming.GetOrAdd(state, _ => new(() => Task.Run(GatherKeptAsync, CancellationToken.None)));
        return await begun.Value.WaitAsync(cancel);

        // It is nobody's to forget but its own: whoever asked may be gone.
        async Task<Gathered> GatherKeptAsync()
        {
            try
            {
                return FindKept(site, dossier) ?? await GatherAsync(site, dossier, areOfTies, CancellationToken.None);
            }
            finally
            {
                coming.TryRemove(state, out _);
            }
        }
    }

    private async Task<Gathered> GatherAsync(Site site, Dossier dossier, bool areOfTies, CancellationToken cancel)
    {
        var before = heard.GetValueOrDefault(site.Id);
        // Two halves that take as long as each other. SQLite's driver reads on the thread that asks.
        var rests = Task.Run(() => dossiers.ReadRestsAsync(site.Id, dossier.Id, areOfTies, site.Title, cancel), cancel);
        var lines = Task.Run(() => dossiers.ReadAsync(site.Id, dossier.Id, isPublic: true, cancel), cancel);
        await Task.WhenAll(rests, lines);
        var stories = await dossiers.ListPublicStoriesAsync(site.Id, dossier.Id, cancel);
        var gathered = new Gathered(dossiers, site, dossier, await lines, stories)
        {
            OfTies = areOfTies ? await rests : null,
            OfAll = areOfTies ? null : await rests,
        };
        gathered.UsedAt = Interlocked.Increment(ref uses);
        kept[(site.Id, dossier.Id)] = gathered;
        var all = kept.ToArray();
        foreach (var (key, _) in all.OrderBy(one => one.Value.UsedAt).Take(all.Length - Most))
            kept.TryRemove(key, out _);
        // What was heard of meanwhile may not be in it; what is heard of from now on takes it away.
        if (heard.GetValueOrDefault(site.Id) != before)
            kept.TryRemove((site.Id, dossier.Id), out _);
        return gathered;
    }

    /// <summary>What everybody may read of one dossier.</summary>
    internal sealed class Gathered(
        DossierStore dossiers,
        Site site,
        Dossier dossier,
        DossierLines lines,
        IReadOnlyList<Story> stories
    )
    {
        public DossierLines Lines => lines;
        public IReadOnlyList<Story> Stories => stories;
        public long UsedAt { get; set; }

        /// <summary>On whom the claims of its ties rest, by claim; null as long as nobody needed that.</summary>
        public Dictionary<Guid, ClaimRests>? OfTies { get; set; }

        /// <summary>On whom all its claims rest, likewise.</summary>
        public Dictionary<Guid, ClaimRests>? OfAll { get; set; }

        /// <summary>Whether it is of this state of a dossier.</summary>
        public bool IsOf(Dossier now, Site there) => now == dossier && there.Title == site.Title;

        /// <summary>On whom the claims rest, by claim.</summary>
        public async Task<Dictionary<Guid, ClaimRests>> RestsAsync(bool areOfTies, CancellationToken cancel) =>
            OfAll ?? (areOfTies ? OfTies ??= await ReadAsync(areOfTies, cancel) : OfAll = await ReadAsync(areOfTies, cancel));

        private Task<Dictionary<Guid, ClaimRests>> ReadAsync(bool areOfTies, CancellationToken cancel) =>
            dossiers.ReadRestsAsync(site.Id, dossier.Id, areOfTies, site.Title, cancel);
    }
}
