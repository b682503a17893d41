using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>The sources that a request names: they are read first, and kept once nothing of the request is wrong.</summary>
internal sealed class NamedSources(DbScope scope, SiteId site, Ids ids)
{
    // Those that are there already, as they were before the request.
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
        if (asked.Id is { } id)
        {
            known = _after.GetValueOrDefault(id) ?? await SourcingStore.FindSourceAsync(scope, site, id, cancel);
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
        if (known.With(said) == known)
            return known;
        if (!_after.ContainsKey(known.Id))
        {
            // Somebody else may be saying something of it at this moment.
            known = await SourcingStore.LockSourceAsync(scope, site, known.Id, cancel);
            if (known is null)
                return Problems.SourceDiffers;
            _before[known.Id] = known;
        }

        return known.With(said) is { } fuller ? _after[fuller.Id] = fuller : Problems.SourceDiffers;
    }

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
