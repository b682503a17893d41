using Parley.Events;
using Parley.Readers;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Storage;

namespace Parley.Publishing;

/// <summary>
/// Corrects from whom something came and through whom: who, how, when, where, seen or not. What the chain was before stays on record in the
/// newsroom, but for people who were named in it and no longer are, where somebody in it is not named.
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
        database.WriteRacedAsync<Result<Attribution>>(
            async scope =>
            {
                if (await LockAsync(scope, site, attribution, cancel) is not { } was)
                    return Problems.AttributionNotFound;
                if (await DifferAsync(scope, site, hops, cancel) is { } differ)
                    return differ;
                var sources = new NamedSources(scope, site, ids);
                var read = await sources.ReadAsync(hops, cancel);
                if (read.Value is not { } chain)
                    return read.Problem!;
                if (chain.SequenceEqual(was.Hops))
                    return was;
                var before = await FormerStore.CountOfChainAsync(scope, site, attribution, cancel);
                if (before != number)
                    return Problems.RecordChanged;
                var left = await ProtectedAsync(scope, site, was, chain, cancel);
                if (await StillNamesAsync(scope, site, hops!, chain, left, cancel) is { } wrong)
                    return wrong;
                var at = clock.GetUtcNow();
                await sources.KeepAsync(at, cancel);
                await FormerStore.AddAsync(scope, site, was, before + 1, by.Id, at, cancel);
                var now = was with { Hops = chain };
                await SourcingStore.ChangeHopsAsync(scope, site, now, cancel);
                foreach (var gone in left.DistinctBy(hop => hop.Source.Id))
                    await ForgetAsync(scope, site, now, gone.Source, by, at, cancel);
                await SourcingWriter.RemarkAsync(scope, site, now, ids.New(), by, at, cancel);
                await SourcingWriter.TellSourcedAsync(scope, site, was.StoryId, was.ClaimId, at, cancel);
                return now;
            },
            cancel
        );

    // Its sources are held too, in one order: the record keeps nothing of one who is not named any longer at this moment.
    private static async Task<Attribution?> LockAsync(DbScope scope, SiteId site, Guid attribution, CancellationToken cancel)
    {
        if (await SourcingStore.LockAttributionAsync(scope, site, attribution, cancel) is not { } found)
            return null;
        foreach (var source in found.Hops.Select(hop => hop.Source.Id).Distinct().Order())
            await SourcingStore.LockSourceAsync(scope, site, source, cancel);
        return await SourcingStore.FindAttributionAsync(scope, site, attribution, cancel);
    }

    // Whether a source is another by now than the form drew, and whether the form says another reason why one is not named.
    private static async Task<Problem?> DifferAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyList<HopAsked>? hops,
        CancellationToken cancel
    )
    {
        List<Problem> differ = [];
        foreach (var hop in hops ?? [])
        {
            if (hop?.Drawn is not { } drawn)
                continue;
            if (await SourcingStore.FindSourceAsync(scope, site, drawn.Id, cancel) is not { } kept || !drawn.Is(kept))
                return Problems.RecordChanged;
            if (hop.Source?.Id == kept.Id && kept.WhyUnnamed is { } why && hop.Source.WhyUnnamed?.Trim() != why)
                differ.Add(Problems.SourceDiffers with { Field = "why-unnamed" + hop.Ending });
        }

        return Problem.Of(differ);
    }

    // Where somebody in a chain is not named, whoever was named in it and is not in it any longer may be who that is: every step they ever had.
    private static async Task<List<Hop>> ProtectedAsync(
        DbScope scope,
        SiteId site,
        Attribution was,
        IReadOnlyList<Hop> now,
        CancellationToken cancel
    )
    {
        if (!now.Any(hop => hop.Source.IsUnnamed))
            return [];
        List<Hop> ever = [.. was.Hops, .. await FormerStore.ListHopsAsync(scope, site, was.Id, cancel)];
        return ever.FindAll(hop => hop.Source.Kind == SourceKind.Person && now.All(one => one.Source.Id != hop.Source.Id));
    }

    // What is said of one who is not named must not name whoever ever stood there, nor lead where they did, in whatever spelling.
    private static async Task<Problem?> StillNamesAsync(
        DbScope scope,
        SiteId site,
        IReadOnlyList<HopAsked> asked,
        IReadOnlyList<Hop> now,
        List<Hop> left,
        CancellationToken cancel
    )
    {
        if (left.Count == 0)
            return null;
        HashSet<string> names = [];
        HashSet<string> places = [.. left.Select(hop => hop.Place).OfType<string>().Select(Source.KeyOf)];
        HashSet<string> addresses = [];
        foreach (var source in left.Select(hop => hop.Source).DistinctBy(one => one.Id))
        {
            var former = await FormerStore.ListNamesAsync(scope, site, source.Id, cancel);
            foreach (var (name, url) in former.Append((source.Name, source.Url)))
            {
                names.Add(Source.KeyOf(name));
                if (url is not null)
                    addresses.Add(Bare(url));
            }
        }

        foreach (var hop in left)
            addresses.UnionWith(new[] { hop.Url, hop.ArchivedUrl }.OfType<string>().Select(Bare));
        return Problem.Of(now.Select((hop, at) => hop.Source.IsUnnamed ? OfStep(hop, asked[at].Ending) : null));

        Problem? OfStep(Hop hop, string ending) =>
            Problem
                .Of(
                    About("source", hop.Source.Name),
                    About("why-unnamed", hop.Source.WhyUnnamed),
                    About("interest", hop.Source.Interest),
                    About("note", hop.Source.Note),
                    About("url", hop.Source.Url),
                    About("place", hop.Place),
                    About("url", hop.Url),
                    About("archived", hop.ArchivedUrl)
                )
                ?.Within(field => field + ending);

        Problem? About(string field, string? said) =>
            said is not null && Leads(Source.KeyOf(said)) ? Problems.StillNamed with { Field = field } : null;

        // However it is reached.
        static string Bare(string url) =>
            Source.KeyOf(url[(url.IndexOf("://", StringComparison.Ordinal) is var at and > 0 ? at + 3 : 0)..]).TrimEnd('/');

        // A place is often a common word; a name or an address is found inside of a sentence, too.
        bool Leads(string said) =>
            places.Contains(said)
            || names.Any(name => said.Contains(name, StringComparison.Ordinal))
            || addresses.Any(address => said.Contains(address, StringComparison.Ordinal));
    }

    // The record of the chain keeps nothing of them, and their replies beside the passage are those of one who is not named.
    private static async Task ForgetAsync(
        DbScope scope,
        SiteId site,
        Attribution now,
        Source gone,
        Reader by,
        DateTimeOffset at,
        CancellationToken cancel
    )
    {
        await FormerStore.ForgetAsync(scope, site, now.Id, gone.Id, cancel);
        if (now.PassageId is not { } passage || await SourcingStore.IsNamedAsync(scope, site, passage, gone.Id, cancel))
            return;
        var unnamed = now.Hops.Last(hop => hop.Source.IsUnnamed).Source;
        foreach (var story in await SourceReplyStore.ForgetNameAsync(scope, site, gone.Id, unnamed, passage, by.Id, at, cancel))
            await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, at, cancel, subjectId: story);
    }
}
