using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The pages on which the newsroom says what is known of a claim, and who else carries it.</summary>
internal static class ClaimForms
{
    private static readonly string[] Fields =
    [
        "status",
        "reason",
        "url",
        "outlet",
        "title",
        "article-url",
        "on",
        "from-outlet",
    ];

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/claims", ListAsync).For(Access.Newsroom);
        site.MapGet("/newsroom/claims/{claim:guid}", ShowAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/claims/{claim:guid}/status", ChangeAsync).For(Access.Newsroom).TakesForm();
        site.MapPost("/newsroom/claims/{claim:guid}/articles", AddArticleAsync).For(Access.Newsroom).TakesForm();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] SourcingStore sourcing,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var read = await sourcing.ListClaimsAsync(visit.Site.Id, after, visit.Cancel);
        var shown = read.Take(SourcingStore.OnPage).ToList();
        var home = visit.SiteUrl("/newsroom/claims");
        return await Answers.PageAsync<ClaimsPage, ClaimsPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Claims, visit.Words["claims.title"]),
                [
                    .. shown.Select(one => new ClaimLineModel(
                        $"{home}/{one.Claim.Id}",
                        one.Claim.Sentence,
                        SourcingSentences.WordOf(one.Claim.Status),
                        one.Claim.StatusAt
                    )),
                ]
            )
            {
                FirstUrl = after is null ? null : home,
                NextUrl =
                    read.Count > shown.Count ? $"{home}?after={new TimeCursor(shown[^1].MadeAt, shown[^1].Claim.Id)}" : null,
            }
        );
    }

    private static Task<IResult> ShowAsync(
        HttpContext http,
        Guid claim,
        [FromServices] SourcingStore sourcing,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => DrawAsync(Visit.Of(http), claim, null, null, sourcing, frames, answers);

    private static async Task<IResult> DrawAsync(
        Visit visit,
        Guid claim,
        SentForm? typed,
        Problem? problem,
        SourcingStore sourcing,
        PageFrames frames,
        Answers answers
    )
    {
        if (await sourcing.FindClaimAsync(visit.Site.Id, claim, visit.Cancel) is not { } found)
            return await answers.ProblemAsync(visit, Problems.ClaimNotFound);
        var carried = await sourcing.ListOfClaimsAsync(visit.Site.Id, [claim], visit.Cancel);
        var url = visit.SiteUrl($"/newsroom/claims/{claim}");
        return await Answers.PageAsync<ClaimEditPage, ClaimEditPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Claims, found.Sentence),
                found.Sentence,
                SourcingSentences.WordOf(found.Status),
                SourcingSentences.Rests(visit.Words, RootCount.Of([.. carried[claim]])),
                visit.SiteUrl($"/claims/{claim}"),
                url + "/status",
                url + "/articles",
                [
                    .. (await sourcing.ListStatusAsync(visit.Site.Id, claim, visit.Cancel)).Select(
                        change => new ClaimChangeModel(SourcingSentences.WordOf(change.Status), change.Reason, change.At)
                    ),
                ]
            )
            {
                Typed = Fields.ToDictionary(field => field, field => typed?.Find(field) ?? ""),
                Faults = Answers.Faults(visit.Words, problem, "number"),
            },
            problem?.Status ?? 200
        );
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid claim,
        [FromServices] ChangeClaimStatus change,
        [FromServices] SourcingStore sourcing,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var request = new ChangeClaimStatus.Request(
            SourcingSentences.Find<ClaimStatus>(form.Find("status")),
            form.Find("reason"),
            form.Find("url"),
            null,
            null
        );
        var done = await change.HandleAsync(visit.Site.Id, claim, visit.SignedIn, request, visit.Cancel);
        return await AnswerAsync(visit, claim, form, done.Problem, sourcing, frames, answers);
    }

    private static async Task<IResult> AddArticleAsync(
        HttpContext http,
        Guid claim,
        [FromServices] AddArticle articles,
        [FromServices] SourcingStore sourcing,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var from = form.Find("from-outlet");
        var request = new AddArticle.Request(
            new(Name: form.Find("outlet")),
            form.Find("title"),
            form.Find("article-url"),
            form.Find("on"),
            string.IsNullOrWhiteSpace(from)
                ? null
                : [new(new(Kind: SourceKind.Outlet, Name: from), AttributionAct.Reported, Seen: Seen.Original)]
        );
        var done = await articles.HandleAsync(visit.Site.Id, claim, visit.SignedIn, request, visit.Cancel);
        return await AnswerAsync(visit, claim, form, done.Problem, sourcing, frames, answers);
    }

    private static async Task<IResult> AnswerAsync(
        Visit visit,
        Guid claim,
        SentForm form,
        Problem? problem,
        SourcingStore sourcing,
        PageFrames frames,
        Answers answers
    ) =>
        problem is null
            ? Answers.SeeOther(visit, visit.SiteUrl($"/newsroom/claims/{claim}"))
            : await DrawAsync(visit, claim, form, problem, sourcing, frames, answers);
}
