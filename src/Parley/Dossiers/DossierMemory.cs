using System.Collections.Concurrent;
using Parley.Events;
using Parley.Readers;
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
    private long uses;

    /// <param name="visit">Whoever may have changed something a moment ago, on whichever node, is shown what the database holds.</param>
    public async Task<Gathered> FindAsync(Visit visit, Dossier dossier)
    {
        var key = (visit.Site.Id, dossier.Id);
        if (Access.Newsroom.Allows(visit) || !kept.TryGetValue(key, out var known) || !known.IsOf(dossier, visit.Site))
            known = await GatherAsync(visit, dossier);
        known.UsedAt = Interlocked.Increment(ref uses);
        return known;
    }

    public void Apply(Event happened)
    {
        if (happened.Kind is not (EventKind.StoryChanged or EventKind.ClaimStatusChanged or EventKind.ClaimSourced))
            return;
        heard.AddOrUpdate(happened.Site, 1, (_, before) => before + 1);
        foreach (var key in kept.Keys.Where(key => key.Item1 == happened.Site))
            kept.TryRemove(key, out _);
    }

    private async Task<Gathered> GatherAsync(Visit visit, Dossier dossier)
    {
        var (site, cancel) = (visit.Site, visit.Cancel);
        var before = heard.GetValueOrDefault(site.Id);
        var gathered = new Gathered(
            dossiers,
            site,
            dossier,
            await dossiers.ReadAsync(site.Id, dossier.Id, isPublic: true, cancel),
            await dossiers.ListPublicStoriesAsync(site.Id, dossier.Id, cancel)
        );
        if (kept.Count >= Most)
            kept.TryRemove(kept.MinBy(one => one.Value.UsedAt).Key, out _);
        kept[(site.Id, dossier.Id)] = gathered;
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
        private Dictionary<Guid, ClaimRests>? ofTies;
        private Dictionary<Guid, ClaimRests>? ofAll;

        public DossierLines Lines => lines;
        public IReadOnlyList<Story> Stories => stories;
        public long UsedAt { get; set; }

        /// <summary>Whether it is of this state of a dossier.</summary>
        public bool IsOf(Dossier now, Site there) => now == dossier && there.Title == site.Title;

        /// <summary>On whom the claims rest, by claim; of those that nothing but an event or a role has only where it is asked for.</summary>
        public async Task<Dictionary<Guid, ClaimRests>> RestsAsync(bool areOfTies, CancellationToken cancel) =>
            ofAll ?? (areOfTies ? ofTies ??= await ReadAsync(areOfTies, cancel) : ofAll = await ReadAsync(areOfTies, cancel));

        private Task<Dictionary<Guid, ClaimRests>> ReadAsync(bool areOfTies, CancellationToken cancel) =>
            dossiers.ReadRestsAsync(site.Id, dossier.Id, areOfTies, site.Title, cancel);
    }
}
