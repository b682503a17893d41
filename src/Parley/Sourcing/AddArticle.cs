using Parley.Markup;
using Parley.Readers;
using Parley.Storage;

namespace Parley.Sourcing;

/// <summary>Notes that an article of another outlet carries a claim, and from whom it has it.</summary>
internal sealed class AddArticle(Database database, Ids ids, TimeProvider clock)
{
    /// <param name="On">When it was published, as EDTF.</param>
    /// <param name="Hops">From whom it has it; the outlet itself, where it is left out.</param>
    internal sealed record Request(
        SourceAsked? Outlet = null,
        string? Title = null,
        string? Url = null,
        string? On = null,
        IReadOnlyList<HopAsked>? Hops = null,
        Stance Stance = Stance.States
    );

    public async Task<Result<Attribution>> HandleAsync(
        SiteId site,
        Guid claim,
        Reader by,
        Request request,
        CancellationToken cancel
    )
    {
        var title = SourceText.OfLine(request.Title, TextLimits.Of(Source.LongestSentence));
        var (url, on) = (SourcingText.Url(request.Url), SourcingText.Date(request.On));
        if (
            Problem.Of(
                title.Value is null ? Problems.ArticleTitleMissing : null,
                request.Outlet is null ? Problems.SourceMissing : null,
                url.Problem,
                on.Problem
            ) is
            { } wrong
        )
            return wrong;
        return await database.WriteRacedAsync<Result<Attribution>>(
            async scope =>
            {
                if (await SourcingStore.LockClaimAsync(scope, site, claim, cancel) is null)
                    return Problems.ClaimNotFound;
                var now = clock.GetUtcNow();
                var asked = request.Outlet! with { Kind = SourceKind.Outlet };
                var sources = new NamedSources(scope, site, ids);
                var outlet = await sources.ReadAsync(asked, cancel);
                // Whoever enters an article has it before them; from whom that has it, they may not have seen.
                var chain =
                    request.Hops is not (null or []) ? await sources.ReadAsync(request.Hops, cancel)
                    : outlet.IsSuccess ? new Hop[] { new(outlet.Value, AttributionAct.Reported) { Seen = Seen.Original } }
                    : outlet.Problem;
                if (Problem.Of(outlet.Problem, chain.Problem) is { } refused)
                    return refused;
                await sources.KeepAsync(now, cancel);
                var attribution = new Attribution(ids.New(), chain.Value!)
                {
                    ClaimId = claim,
                    Stance = request.Stance,
                    Article = new(outlet.Value!, title.Value!, url.Value, on.Value),
                };
                await SourcingStore.AddAttributionAsync(scope, site, attribution, by.Id, now, cancel);
                await SourcingWriter.TellSourcedAsync(scope, site, null, claim, now, cancel);
                return attribution;
            },
            cancel
        );
    }
}
