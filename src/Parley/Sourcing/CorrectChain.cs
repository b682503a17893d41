using Parley.Readers;
using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>
/// Corrects from whom something came and through whom: who, how, when, where, seen or not. What the chain was before stays on record in the
/// newsroom, but for whoever was named in it and is replaced by somebody who is not.
/// </summary>
internal sealed class CorrectChain(Database database, Ids ids, TimeProvider clock)
{
    /// <param name="hops">As it is to be from now on, outermost first.</param>
    /// <param name="number">How often it had been corrected when whoever corrects it read it.</param>
    public Task<Result<Attribution>> HandleAsync(
        SiteId site,
        Guid attribution,
        Reader by,
        IReadOnlyList<HopAsked>? hops,
        int? number,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Result<Attribution>>(
            async scope =>
            {
                if (await SourcingStore.LockAttributionAsync(scope, site, attribution, cancel) is not { } was)
                    return Problems.AttributionNotFound;
                var sources = new NamedSources(scope, site, ids);
                var read = await sources.ReadAsync(hops, cancel);
                if (read.Value is not { } chain)
                    return read.Problem!;
                if (chain.SequenceEqual(was.Hops))
                    return was;
                var before = await FormerStore.CountOfChainAsync(scope, site, attribution, cancel);
                if (before != number)
                    return Problems.RecordChanged;
                var at = clock.GetUtcNow();
                await sources.KeepAsync(at, cancel);
                await FormerStore.AddAsync(scope, site, was, before + 1, ProtectedBy(was.Hops, chain), by.Id, at, cancel);
                var now = was with { Hops = chain };
                await SourcingStore.ChangeHopsAsync(scope, site, now, cancel);
                await SourcingWriter.TellSourcedAsync(scope, site, was.StoryId, was.ClaimId, at, cancel);
                return now;
            },
            cancel
        );

    // Where somebody who is not named takes the place of one who was, the record would name them.
    private static HashSet<Guid> ProtectedBy(IReadOnlyList<Hop> was, IReadOnlyList<Hop> now)
    {
        var (before, after) = (was.Select(hop => hop.Source.Id).ToHashSet(), now.Select(hop => hop.Source.Id).ToHashSet());
        return now.Any(hop => hop.Source.IsUnnamed && !before.Contains(hop.Source.Id))
            ? [.. was.Where(hop => hop.Source.Kind == SourceKind.Person).Select(hop => hop.Source.Id).Except(after)]
            : [];
    }
}
