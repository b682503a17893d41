using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>The sources that a request names: they are read first, and kept once nothing of the request is wrong.</summary>
internal sealed class NamedSources(DbScope scope, SiteId site, Ids ids)
{
    // Those that are there already, as they were before the request: held until it is done.
    private readonly Dictionary<Guid, Source> _before = [];

    // Those that are new, or of which more is known from now on.
    private readonly Dictionary<Guid, Source> _after = [];

    /// <summary>A chain, or all that is wrong with it.</summary>
    public async Task<Result<IReadOnlyList<Hop>>> ReadAsync(IReadOnlyList<HopAsked>? asked, CancellationToken cancel)
    {
        if (asked is null or [] || asked.Any(one => one is null))
            return Problems.SourceMissing;
        if (asked.Count > Attribution.MostHops)
            return Problems.ChainTooLong;
        List<Hop> hops = [];
        List<Problem?> wrongs = [];
        foreach (var one in asked)
        {
            var source = await ReadAsync(one.Source ?? new(), cancel);
            var hop = source.IsSuccess ? one.Read(source.Value) : source.Problem;
            if (hop.Value is { } step && await IsNamedNoLongerAsync(one, step, cancel))
                hop = Problems.SourceDiffers;
            wrongs.Add(hop.Problem?.Within(field => field + one.Ending));
            if (hop.IsSuccess)
                hops.Add(hop.Value);
        }

        return Problem.Of(wrongs) is { } wrong ? wrong : hops;
    }

    /// <summary>A source that is there, with what is said of it where nothing was kept, or a new one.</summary>
    public async Task<Result<Source>> ReadAsync(SourceAsked asked, CancellationToken cancel)
    {
        Source? known = null;
        // Who gives an id alone takes the source as they read it.
        var mayBeStale = asked is { Id: not null, Kind: not SourceKind.Unnamed };
        if (asked.Id is { } id)
        {
            known = Held(id) ?? await SourcingStore.FindSourceAsync(scope, site, id, cancel);
            if (known is null)
                return Problems.SourceInvalid;
            asked = asked with { Kind = known.Kind, Name = known.Name };
        }

        var read = asked.Read(ids.New());
        if (read.Value is not { } said)
            return read.Problem!;
        if (known is null && !said.IsUnnamed)
            known =
                _after.Values.FirstOrDefault(one => one.Kind == said.Kind && Source.KeyOf(one.Name) == Source.KeyOf(said.Name))
                ?? await SourcingStore.FindSourceAsync(scope, site, said.Kind, said.Name, cancel);
        if (known is null)
            return _after[said.Id] = said;
        if (Held(known.Id) is null)
        {
            // Somebody else may be saying something of it at this moment, or that it is not named any longer.
            if (
                await SourcingStore.LockSourceAsync(scope, site, known.Id, cancel) is not { } held
                || (held.Kind, held.Name) != (known.Kind, known.Name)
            )
                return Problems.SourceDiffers;
            known = _before[known.Id] = held;
        }

        if (known.With(said) == known)
            return known;
        if (mayBeStale && known.IsUnnamed && await FormerStore.WasNamedAsync(scope, site, known.Id, cancel))
            return Problems.SourceDiffers;
        return known.With(said) is { } fuller ? _after[fuller.Id] = fuller : Problems.SourceDiffers;
    }

    // Whoever says where somebody spoke who was named once, and gives only their id, may have read them before they were to be protected.
    private async Task<bool> IsNamedNoLongerAsync(HopAsked asked, Hop hop, CancellationToken cancel) =>
        hop is { Source.IsUnnamed: true } and not { Place: null, Url: null, ArchivedUrl: null }
        && asked is { Drawn: null, Source: { Id: not null, Kind: not SourceKind.Unnamed } }
        && await FormerStore.WasNamedAsync(scope, site, hop.Source.Id, cancel);

    private Source? Held(Guid id) => _after.GetValueOrDefault(id) ?? _before.GetValueOrDefault(id);

    /// <summary>Keeps those that are new, and what is new of the others.</summary>
    public async Task KeepAsync(DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var source in _after.Values)
        {
            if (!_before.TryGetValue(source.Id, out var before))
            {
                await SourcingStore.AddSourceAsync(scope, site, source, cancel);
                continue;
            }

            await SourcingStore.ChangeSourceAsync(scope, site, source, cancel);
            // Readers never see the note.
            if (source == before with { Note = source.Note })
                continue;
            await SourcingWriter.TellSourceAsync(scope, site, source.Id, now, cancel);
        }
    }
}
