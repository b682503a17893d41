using Parley.Events;
using Parley.Readers;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Sourcing;

/// <summary>Says of words of a report who said them. Least is the words and one source; nothing more is ever required.</summary>
internal sealed class SourcePassage(Database database, Ids ids, TimeProvider clock)
{
    /// <param name="Words">As they stand in the report.</param>
    /// <param name="Block">The paragraph, if known: it chooses between several places.</param>
    /// <param name="Prefix">What stands before the words, likewise.</param>
    /// <param name="Hops">The chain, outermost first.</param>
    /// <param name="Claim">What is claimed; null where no claim is kept for it.</param>
    internal sealed record Request(
        string? Words,
        string? Block,
        string? Prefix,
        IReadOnlyList<HopAsked>? Hops,
        ClaimAsked? Claim,
        Stance Stance
    )
    {
        /// <summary>What stands after the words: it chooses between several places, as what stands before does.</summary>
        public string? Suffix { get; init; }

        /// <summary>The first code point of the words in the report's text, whose paragraphs are lines: in place of the paragraph.</summary>
        public int? Start { get; init; }
    }

    public Task<Result<Attribution>> HandleAsync(
        SiteId site,
        Guid story,
        Reader by,
        Request request,
        CancellationToken cancel
    ) => database.WriteRacedAsync(scope => AddAsync(scope, site, story, by, request, cancel), cancel);

    private async Task<Result<Attribution>> AddAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        Reader by,
        Request request,
        CancellationToken cancel
    )
    {
        if (await ReportTextStore.LockWithTextAsync(scope, site, story, cancel) is not var (report, revision))
            return Problems.ReportNotFound;
        var passages = await SourcingStore.ListPassagesAsync(scope, site, story, cancel);
        // Those that readers chose for their comments take none of the newsroom's room.
        var unsourced = await SourcingStore.CountUnsourcedAsync(scope, site, story, cancel);
        if (passages.Count - unsourced >= Attribution.MostOnReport)
            return Problems.TooManyAttributions;
        var blocks = ReportBlock.AllOf(revision.Text);
        var found = TextAnchor.Find(
            blocks,
            request.Words ?? "",
            request.Prefix,
            request.Suffix,
            request.Start is { } start ? ReportBlock.FindAt(blocks, start) : request.Block
        );
        if (found.Anchor is not { } anchor)
            return found.Places > 1 ? Problems.PassageAmbiguous : Problems.PassageNotFound;

        var now = clock.GetUtcNow();
        var sources = new NamedSources(scope, site, ids);
        var hops = await sources.ReadAsync(request.Hops, cancel);
        var claim = await SourcingWriter.ReadAsync(scope, site, request.Claim, ids, now, cancel);
        if (Problem.Of(hops.Problem, claim.Problem) is { } wrong)
            return wrong;

        await sources.KeepAsync(now, cancel);
        if (claim.Value is { } made && request.Claim!.Id is null)
            await SourcingStore.AddClaimAsync(scope, site, made, by.Id, now, cancel);
        var passage =
            passages.Find(one => one.Anchor == anchor && !one.IsOrphaned)
            ?? new Passage(ids.New(), story, report.Number, anchor, AnchorState.Anchored, null);
        if (passages.All(one => one.Id != passage.Id))
            await SourcingStore.AddPassageAsync(scope, site, passage, now, cancel);
        var attribution = new Attribution(ids.New(), hops.Value!)
        {
            ClaimId = claim.Value?.Id,
            Stance = request.Stance,
            StoryId = story,
            PassageId = passage.Id,
        };
        await SourcingStore.AddAttributionAsync(scope, site, attribution, by.Id, now, cancel);
        await SourcingWriter.TellSourcedAsync(scope, site, story, attribution.ClaimId, now, cancel);
        return attribution;
    }

    /// <summary>Takes back who said it: it was entered by mistake. The words stay a passage for the comments on them.</summary>
    public Task<Result<Attribution>> RemoveAsync(
        SiteId site,
        Guid story,
        Guid attribution,
        Reader by,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Result<Attribution>>(
            async scope =>
            {
                if (
                    await SourcingStore.LockAttributionAsync(scope, site, attribution, cancel) is not { } found
                    || found.StoryId != story
                )
                    return Problems.AttributionNotFound;
                await SourcingStore.RemoveAttributionAsync(scope, site, attribution, cancel);
                var at = clock.GetUtcNow();
                await SourcingWriter.RemarkAsync(scope, site, found, ids.New(), by, at, cancel);
                await SourcingWriter.TellSourcedAsync(scope, site, story, found.ClaimId, at, cancel);
                return found;
            },
            cancel
        );
}

/// <summary>What the ways of entering who said something have in common.</summary>
internal static class SourcingWriter
{
    /// <summary>A claim that is there, a new one, which is not kept yet, or none.</summary>
    public static async Task<Result<Claim?>> ReadAsync(
        DbScope scope,
        SiteId site,
        ClaimAsked? asked,
        Ids ids,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (asked is null || (asked.Id is null && string.IsNullOrWhiteSpace(asked.Sentence)))
            return (Claim?)null;
        if (asked.Id is { } id)
            return await SourcingStore.FindClaimAsync(scope, site, id, cancel) is { } there ? there : Problems.ClaimNotFound;
        var read = asked.Read(ids.New(), now);
        return read.Value is { } claim ? claim : read.Problem!;
    }

    /// <summary>Says on the page of a published report's changes that who says a passage of it is another by now.</summary>
    public static Task RemarkAsync(
        DbScope scope,
        SiteId site,
        Attribution changed,
        Guid id,
        Reader by,
        DateTimeOffset at,
        CancellationToken cancel
    ) =>
        changed is { StoryId: { } story, PassageId: { } passage }
            ? ReportTextStore.AddRemarkAsync(
                scope,
                site,
                story,
                new(id, ReportRemarkKind.SourceCorrected, passage, at),
                by.Id,
                cancel
            )
            : Task.CompletedTask;

    /// <summary>The same where somebody more carries a claim, or somebody less: dossiers rest on claims that no report carries, too.</summary>
    public static async Task TellSourcedAsync(
        DbScope scope,
        SiteId site,
        Guid? story,
        Guid? claim,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        if (claim is { } id)
            await EventLog.AppendAsync(scope, site, EventKind.ClaimSourced, now, cancel, subjectId: id);
        await TellAsync(scope, site, story, claim, now, cancel);
    }

    /// <summary>The same where something else is known of a source: in every report that has something from it or through it.</summary>
    public static async Task TellSourceAsync(
        DbScope scope,
        SiteId site,
        Guid source,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await EventLog.AppendAsync(scope, site, EventKind.ClaimSourced, now, cancel, subjectId: source);
        foreach (var story in await SourcingStore.ListStoriesOfSourceAsync(scope, site, source, cancel))
            await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, now, cancel, subjectId: story);
    }

    /// <summary>
    /// The same where a report, and with it all that it carries, is public from now on: every report that carries one of its claims counts
    /// one more.
    /// </summary>
    public static async Task TellPublishedAsync(
        DbScope scope,
        SiteId site,
        Guid story,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        await EventLog.AppendAsync(scope, site, EventKind.ClaimSourced, now, cancel, subjectId: story);
        foreach (var other in await SourcingStore.ListSharingAsync(scope, site, story, cancel))
            await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, now, cancel, subjectId: other);
    }

    /// <summary>Has the pages drawn anew that show it: the story's, and those of every story that carries the claim.</summary>
    public static async Task TellAsync(
        DbScope scope,
        SiteId site,
        Guid? story,
        Guid? claim,
        DateTimeOffset now,
        CancellationToken cancel
    )
    {
        var stories = claim is { } id ? await SourcingStore.ListStoriesAsync(scope, site, id, cancel) : [];
        foreach (var one in stories.Append(story ?? default).Where(one => one != default).Distinct())
            await EventLog.AppendAsync(scope, site, EventKind.StoryChanged, now, cancel, subjectId: one);
    }
}
