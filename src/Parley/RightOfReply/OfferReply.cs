using Parley.Readers;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;

namespace Parley.RightOfReply;

/// <summary>Makes the link by which somebody whom a published report names answers to the words that name them.</summary>
internal sealed class OfferReply(Database database, Ids ids, TimeProvider clock)
{
    /// <param name="Code">What the link carries. It is shown now and never again.</param>
    internal sealed record Offered(SourceReply Reply, string Code);

    /// <param name="source">One of those who are named on the way by which the passage came.</param>
    public Task<Result<Offered>> HandleAsync(
        SiteId site,
        Guid story,
        Guid attribution,
        Guid source,
        Reader by,
        CancellationToken cancel
    ) =>
        database.WriteAsync<Result<Offered>>(
            async scope =>
            {
                // Behind the report's row, which counts the offers too. Of a draft nobody outside hears.
                if (
                    await ReportTextStore.LockAsync(scope, site, story, cancel) is not { IsDraft: false }
                    || await SourcingStore.LockAttributionAsync(scope, site, attribution, cancel)
                        is not { PassageId: { } passage } found
                    || found.StoryId != story
                )
                    return Problems.AttributionNotFound;
                // As the source is at this moment: somebody may be making it one who is not named.
                if (
                    !found.Hops.Any(hop => hop.Source.Id == source)
                    || await SourcingStore.LockSourceAsync(scope, site, source, cancel) is not { } named
                    || !SourceReply.MayReply(named)
                )
                    return Problems.ReplySourceInvalid;
                var (now, code) = (clock.GetUtcNow(), Ids.Secret());
                if (await SourceReplyStore.CountAsync(scope, site, story, passage, now, cancel) >= SourceReply.MostOnPassage)
                    return Problems.TooManyReplies;
                var reply = new SourceReply(
                    ids.New(),
                    story,
                    passage,
                    named.Name,
                    now,
                    now + SourceReply.TimeToWrite,
                    SourceReplyState.Offered
                );
                await SourceReplyStore.AddAsync(scope, site, reply, source, code, by.Id, cancel);
                return new Offered(reply, code);
            },
            cancel
        );
}
