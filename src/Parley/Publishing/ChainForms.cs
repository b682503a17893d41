using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The page on which the newsroom corrects from whom something came, and through whom.</summary>
internal static class ChainForms
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/attributions/{attribution:guid}", ShowAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/attributions/{attribution:guid}", CorrectAsync).For(Access.Newsroom).TakesForm();
    }

    /// <summary>Where a chain is corrected.</summary>
    public static string UrlOf(Visit visit, Guid attribution) => visit.SiteUrl($"/newsroom/attributions/{attribution}");

    private static Task<IResult> ShowAsync(HttpContext http, Guid attribution, [FromServices] ChainDrawer drawer) =>
        drawer.DrawAsync(Visit.Of(http), attribution, null, null);

    private static async Task<IResult> CorrectAsync(
        HttpContext http,
        Guid attribution,
        [FromServices] CorrectChain correct,
        [FromServices] ChainDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var typed = StepForms.Typed(form);
        var done = await correct.HandleAsync(
            visit.Site.Id,
            attribution,
            visit.SignedIn,
            [.. typed.Select((step, at) => StepForms.ToHop(step, at + 1))],
            RecordEndpoints.NumberIn(form),
            visit.Cancel
        );
        return done.IsSuccess
            ? Answers.SeeOther(visit, UrlOf(visit, attribution))
            : await drawer.DrawAsync(visit, attribution, typed, done.Problem);
    }
}

/// <summary>Draws a chain with the form by which it is corrected, with what was typed and what is wrong with it.</summary>
internal sealed class ChainDrawer(
    SourcingStore sourcing,
    FormerStore former,
    ReportTextStore reports,
    PageFrames frames,
    Answers answers
)
{
    // Room for whoever was forgotten.
    private const int Empty = 2;

    /// <param name="typed">Null for what is kept.</param>
    public async Task<IResult> DrawAsync(Visit visit, Guid attribution, IReadOnlyList<StepFormModel>? typed, Problem? problem)
    {
        var site = visit.Site.Id;
        if (await sourcing.FindAttributionAsync(site, attribution, visit.Cancel) is not { } found)
            return await answers.ProblemAsync(visit, Problems.AttributionNotFound);
        if (!PastParts.TryReadBefore(visit.Http.Request, out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var past = await former.ReadAsync(site, found, before, visit.Cancel);
        var url = ChainForms.UrlOf(visit, attribution);
        if (typed is not null && problem?.Code == Problems.RecordChanged.Code)
            typed = await DrawAnewAsync(visit, typed);
        var report = found.StoryId is { } story ? await reports.FindAsync(site, story, visit.Cancel) : null;
        var passage = found.PassageId is { } words ? await sourcing.FindPassageAsync(site, words, visit.Cancel) : null;
        return await Answers.PageAsync<ChainEditPage, ChainEditPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, visit.Words["chain.title"]),
                url,
                [
                    .. typed ?? [.. found.Hops.Select(StepForms.Of)],
                    .. Enumerable.Repeat(
                        new StepFormModel(),
                        Math.Clamp(Attribution.MostHops - (typed?.Count ?? found.Hops.Count), 0, Empty)
                    ),
                ],
                PastParts.ToModel(
                    visit.Words,
                    url,
                    before,
                    past,
                    one => new FormerModel(one.At, one.By, [.. one.Hops.Select(hop => FactOf(visit.Words, hop))])
                )
            )
            {
                BackUrl =
                    report is not null ? SourceForms.UrlOf(visit, report.StoryId)
                    : found.ClaimId is { } claim ? visit.SiteUrl($"/newsroom/claims/{claim}")
                    : null,
                BackTitle = report?.Headline ?? found.Article?.Title,
                Words = passage?.Quote,
                // Whoever reads that somebody else has corrected it reads here what is kept now, and may then correct it again.
                Number = past.Number,
                Now =
                    problem?.Code == Problems.RecordChanged.Code ? [.. found.Hops.Select(hop => FactOf(visit.Words, hop))] : [],
                Faults = Answers.Faults(visit.Words, problem, "number"),
            },
            problem?.Status ?? 200
        );
    }

    // Sent again it names those who are kept now, and nobody as they were kept before.
    private async Task<IReadOnlyList<StepFormModel>> DrawAnewAsync(Visit visit, IReadOnlyList<StepFormModel> typed)
    {
        List<StepFormModel> drawn = [];
        foreach (var step in typed)
            drawn.Add(
                Guid.TryParse(step.Id, out var id)
                && await sourcing.FindSourceAsync(visit.Site.Id, id, visit.Cancel) is { } source
                    ? StepForms.Of(step, source)
                    : step
            );
        return drawn;
    }

    private static string FactOf(Words words, Hop hop)
    {
        List<string> parts =
        [
            hop.Source.Name.Length == 0 ? words["kept-sources.name-forgotten"] : SourcingSentences.NameOf(words, hop.Source),
            SourcingSentences.How(words, hop),
            words["report.seen-" + SourcingSentences.WordOf(hop.Seen)],
            .. new[] { hop.Url, hop.ArchivedUrl }.OfType<string>(),
        ];
        return words.ListedApart(parts);
    }
}
