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
        "corrected-by",
        "outlet",
        "title",
        "article-url",
        "on",
        "from-outlet",
        "from-seen",
    ];

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/claims", ListAsync).For(Access.Newsroom);
        site.MapGet("/newsroom/claims/{claim:guid}", ShowAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/claims/{claim:guid}", CorrectAsync).For(Access.Newsroom).TakesForm();
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
        var sought = RecordEndpoints.SoughtIn(http);
        var read = await sourcing.ListClaimsAsync(visit.Site.Id, sought, after, visit.Cancel);
        var shown = read.Take(SourcingStore.OnPage).ToList();
        var home = visit.SiteUrl("/newsroom/claims");
        var search = new SoughtModel(home, sought);
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
                ],
                search
            )
            {
                FirstUrl = after is null ? null : search.UrlOf(null),
                NextUrl =
                    read.Count > shown.Count ? search.UrlOf($"{new TimeCursor(shown[^1].MadeAt, shown[^1].Claim.Id)}") : null,
            }
        );
    }

    private static Task<IResult> ShowAsync(HttpContext http, Guid claim, [FromServices] ClaimDrawer drawer) =>
        drawer.DrawAsync(Visit.Of(http), claim, null, null);

    private static async Task<IResult> CorrectAsync(
        HttpContext http,
        Guid claim,
        [FromServices] CorrectClaim correct,
        [FromServices] ClaimDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var request = new CorrectClaim.Request(
            new(
                null,
                form.Find("claim"),
                SourcingSentences.Find<ClaimKind>(form.Find("claim-kind")),
                form.Find("said-on"),
                form.Find("valid-from"),
                form.Find("valid-to")
            ),
            form.Find("why"),
            RecordEndpoints.NumberIn(form)
        );
        var done = await correct.HandleAsync(visit.Site.Id, claim, visit.SignedIn, request, visit.Cancel);
        return await AnswerAsync(visit, claim, form, Within(done.Problem, "reason", "why"), drawer);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid claim,
        [FromServices] ChangeClaimStatus change,
        [FromServices] ClaimDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var right = form.Find("corrected-by");
        var request = new ChangeClaimStatus.Request(
            SourcingSentences.Find<ClaimStatus>(form.Find("status")),
            form.Find("reason"),
            form.Find("url"),
            null,
            string.IsNullOrWhiteSpace(right) ? null : SourceForms.FindId(right) ?? Guid.Empty
        );
        var done = await change.HandleAsync(visit.Site.Id, claim, visit.SignedIn, request, visit.Cancel);
        return await AnswerAsync(visit, claim, form, done.Problem, drawer);
    }

    private static async Task<IResult> AddArticleAsync(
        HttpContext http,
        Guid claim,
        [FromServices] AddArticle articles,
        [FromServices] ClaimDrawer drawer
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
                :
                [
                    new(
                        new(Kind: SourceKind.Outlet, Name: from),
                        AttributionAct.Reported,
                        Seen: SourcingSentences.Find<Seen>(form.Find("from-seen"))
                    ),
                ]
        );
        var done = await articles.HandleAsync(visit.Site.Id, claim, visit.SignedIn, request, visit.Cancel);
        var problem = Within(Within(Within(done.Problem, "source", "outlet"), "url", "article-url"), "when", "on");
        return await AnswerAsync(visit, claim, form, problem, drawer);
    }

    // The page has several forms: what is wrong is said at the field of the one that was sent.
    private static Problem? Within(Problem? problem, string field, string here) =>
        problem?.Within(one => one == field ? here : one);

    private static async Task<IResult> AnswerAsync(
        Visit visit,
        Guid claim,
        SentForm form,
        Problem? problem,
        ClaimDrawer drawer
    ) =>
        problem is null
            ? Answers.SeeOther(visit, visit.SiteUrl($"/newsroom/claims/{claim}"))
            : await drawer.DrawAsync(visit, claim, form, problem);

    /// <summary>What stands in the forms: what was typed, or what is kept.</summary>
    public static Dictionary<string, string> ValuesOf(Claim claim, SentForm? typed)
    {
        var values = Fields.ToDictionary(field => field, field => typed?.Find(field) ?? "");
        values["status"] = typed?.Find("status") ?? SourcingSentences.WordOf(claim.Status);
        var isCorrected = typed?.Find("claim") is not null;
        foreach (
            var (field, kept) in (ReadOnlySpan<(string, string)>)
                [
                    ("claim", claim.Sentence),
                    ("claim-kind", SourcingSentences.WordOf(claim.Kind)),
                    ("said-on", claim.SaidOn ?? ""),
                    ("valid-from", claim.ValidFrom ?? ""),
                    ("valid-to", claim.ValidTo ?? ""),
                    ("why", ""),
                ]
        )
            values[field] = isCorrected ? typed!.Find(field) ?? "" : kept;
        return values;
    }
}

/// <summary>Draws a claim with the forms by which it changes, with what was typed and what is wrong with it.</summary>
internal sealed class ClaimDrawer(SourcingStore sourcing, FormerStore former, PageFrames frames, Answers answers)
{
    public async Task<IResult> DrawAsync(Visit visit, Guid claim, SentForm? typed, Problem? problem)
    {
        if (await sourcing.FindClaimAsync(visit.Site.Id, claim, visit.Cancel) is not { } found)
            return await answers.ProblemAsync(visit, Problems.ClaimNotFound);
        if (!PastParts.TryReadBefore(visit.Http.Request, out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var past = await former.ReadAsync(visit.Site.Id, found, before, visit.Cancel);
        var carried = await sourcing.ListOfClaimsAsync(visit.Site.Id, [claim], ClaimReader.MostArticles, visit.Cancel);
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
                url,
                [
                    .. (await sourcing.ListStatusAsync(visit.Site.Id, claim, visit.Cancel)).Select(
                        change => new ClaimChangeModel(SourcingSentences.WordOf(change.Status), change.Reason, change.At)
                    ),
                ],
                PastParts.ToModel(
                    visit.Words,
                    url,
                    before,
                    past,
                    one => new FormerModel(
                        one.At,
                        one.By,
                        [one.Claim.Sentence, .. SourcingSentences.FactsOf(visit.Words, one.Claim), .. ReasonOf(one)]
                    )
                )
            )
            {
                Typed = ClaimForms.ValuesOf(found, typed),
                // Whoever reads that somebody else has corrected it reads here what is kept now, and may then correct it again.
                Number = past.Number,
                Now =
                    problem?.Code == Problems.RecordChanged.Code
                        ? [found.Sentence, .. SourcingSentences.FactsOf(visit.Words, found)]
                        : [],
                Faults = Answers.Faults(visit.Words, problem, "number"),
            },
            problem
        );
    }

    private static IEnumerable<string> ReasonOf(FormerClaim one) => one.Reason is { } reason ? [reason] : [];
}
