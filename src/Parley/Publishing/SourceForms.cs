using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Reading;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The page on which the newsroom says of words of a report who said them.</summary>
internal static class SourceForms
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/reports/{story:guid}/sources", ShowAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/reports/{story:guid}/sources", SourceAsync).For(Access.Newsroom).TakesForm();
        site.MapPost("/newsroom/reports/{story:guid}/sources/{attribution:guid}/remove", RemoveAsync)
            .For(Access.Newsroom)
            .TakesForm();
    }

    private static Task<IResult> ShowAsync(HttpContext http, Guid story, [FromServices] SourcesDrawer drawer) =>
        drawer.DrawAsync(Visit.Of(http), story, null, null);

    private static async Task<IResult> SourceAsync(
        HttpContext http,
        Guid story,
        [FromServices] SourcePassage source,
        [FromServices] SourcesDrawer drawer,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var typed = Typed(SentForm.Of(http));
        var done = await source.HandleAsync(visit.Site.Id, story, visit.SignedIn, ToRequest(typed), visit.Cancel);
        if (done.IsSuccess)
            return Answers.SeeOther(visit, UrlOf(visit, story));
        return done.Problem.Field is null
            ? await answers.ProblemAsync(visit, done.Problem, typed.Words)
            : await drawer.DrawAsync(visit, story, typed, done.Problem);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http,
        Guid story,
        Guid attribution,
        [FromServices] SourcePassage source,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var done = await source.RemoveAsync(visit.Site.Id, story, attribution, visit.SignedIn, visit.Cancel);
        return done.IsSuccess ? Answers.SeeOther(visit, UrlOf(visit, story)) : await answers.ProblemAsync(visit, done.Problem);
    }

    /// <summary>Where the newsroom says who says what in a report.</summary>
    public static string UrlOf(Visit visit, Guid story) => WritingForms.UrlOf(visit, story) + "/sources";

    private static SourceFormModel Typed(SentForm form) =>
        new()
        {
            Words = form.Find("words") ?? "",
            Block = form.Find("block") ?? "",
            Source = form.Find("source") ?? "",
            Kind = form.Find("kind") ?? "",
            WhyUnnamed = form.Find("why-unnamed") ?? "",
            Act = form.Find("act") ?? "",
            When = form.Find("when") ?? "",
            Place = form.Find("place") ?? "",
            Url = form.Find("url") ?? "",
            Archived = form.Find("archived") ?? "",
            NameKnown = form.Find("name-known") ?? "",
            Interest = form.Find("interest") ?? "",
            Seen = form.Find("seen") ?? "",
            IsVerbatim = form.Find("verbatim") == "1",
            Via = StepForms.Typed(form),
            Claim = form.Find("claim") ?? "",
            ClaimKind = form.Find("claim-kind") ?? "",
            SaidOn = form.Find("said-on") ?? "",
            ValidFrom = form.Find("valid-from") ?? "",
            ValidTo = form.Find("valid-to") ?? "",
            Stance = form.Find("stance") ?? "",
        };

    /// <summary>What a form's word says of whether a name is known; null where it says nothing.</summary>
    public static bool? KnownOf(string? word) =>
        word switch
        {
            "yes" => true,
            "no" => false,
            _ => null,
        };

    /// <summary>The word of a form for whether a name is known.</summary>
    public static string WordOf(bool? known) =>
        known switch
        {
            true => "yes",
            false => "no",
            null => "",
        };

    public static SourcePassage.Request ToRequest(SourceFormModel typed) =>
        new(
            typed.Words,
            typed.Block.Length == 0 ? null : typed.Block,
            null,
            [
                .. typed.Via.Select((step, at) => StepForms.ToHop(step, at + 1)),
                new HopAsked(
                    new(
                        Kind: SourcingSentences.Find<SourceKind>(typed.Kind),
                        Name: typed.Source,
                        WhyUnnamed: typed.WhyUnnamed,
                        IsNameKnown: KnownOf(typed.NameKnown),
                        Interest: typed.Interest
                    ),
                    SourcingSentences.Find<AttributionAct>(typed.Act),
                    typed.When,
                    typed.Place,
                    typed.Url,
                    typed.Archived,
                    Seen: SourcingSentences.Find<Seen>(typed.Seen),
                    IsVerbatim: typed.IsVerbatim
                ),
            ],
            ToClaim(typed),
            SourcingSentences.Find<Stance>(typed.Stance) ?? Stance.States
        );

    // A claim that is there is named by its address on the newsroom's pages, or by its id alone.
    private static ClaimAsked? ToClaim(SourceFormModel typed)
    {
        var text = typed.Claim.Trim();
        if (text.Length == 0)
            return null;
        return FindId(text) is { } id
            ? new(Id: id)
            : new(null, text, SourcingSentences.Find<ClaimKind>(typed.ClaimKind), typed.SaidOn, typed.ValidFrom, typed.ValidTo);
    }

    /// <summary>What an address, or an id alone, names; null where it is neither.</summary>
    public static Guid? FindId(string text) =>
        Guid.TryParse(text.Trim().TrimEnd('/').Split('/')[^1].Split('?')[0], out var id) ? id : null;

    /// <summary>What was typed, a line each.</summary>
    public static IReadOnlyList<string> Lines(string typed) =>
        [
            .. typed
                .ReplaceLineEndings("\n")
                .Split('\n')
                .Where(line => !string.IsNullOrWhiteSpace(line))
                .Select(line => line.Trim()),
        ];
}

/// <summary>Draws who says what in a report, with the form by which it is entered.</summary>
internal sealed class SourcesDrawer(ReportTextStore reports, ReportModels models, PageFrames frames, Answers answers)
{
    /// <param name="typed">Null for what the address proposes, or an empty form.</param>
    public async Task<IResult> DrawAsync(Visit visit, Guid story, SourceFormModel? typed, Problem? problem)
    {
        var site = visit.Site.Id;
        if (await reports.FindWithTextAsync(site, story, visit.Cancel) is not var (report, revision))
            return await answers.ProblemAsync(visit, Problems.ReportNotFound, typed?.Words);
        var said = await models.ReadAsync(site, story, visit.Cancel);
        var proposals = Proposals.Of(visit, report, revision.Text, said);
        var take = int.TryParse(visit.Http.Request.Query["take"], out var number) ? number - 1 : -1;
        var url = SourceForms.UrlOf(visit, story);
        return await Answers.PageAsync<SourcesPage, SourcesPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, report.Headline),
                report.Headline,
                WritingForms.UrlOf(visit, story),
                ReportModels.ToDraft(visit.Words, visit.Home, visit.Site, report, revision, said),
                ToSourced(visit, report, url, revision.Text, said),
                (typed ?? (take >= 0 && take < proposals.Count ? proposals[take].Form : new())) with
                {
                    Faults = Answers.Faults(visit.Words, problem, "number"),
                },
                url
            )
            {
                Proposals =
                [
                    .. proposals.Select(
                        (one, at) => new ProposalModel(one.Form.Words, one.Summary, $"{url}?take={at + 1}#who-says")
                    ),
                ],
            },
            problem
        );
    }

    private static List<SourcedModel> ToSourced(
        Visit visit,
        Report report,
        string url,
        ReportText text,
        ReportModels.Said said
    ) =>
        [
            .. said.InText(text)
                .Concat(said.Passages.Where(one => one.IsOrphaned))
                .SelectMany(passage =>
                    said.OfPassage[passage.Id]
                        .Select(one => new SourcedModel(
                            passage.Quote,
                            SourcingSentences.Summary(visit.Words, one),
                            one.ClaimId is { } claim ? said.Claims.GetValueOrDefault(claim)?.Sentence : null,
                            one.ClaimId is { } id ? visit.SiteUrl($"/newsroom/claims/{id}") : null,
                            $"{url}/{one.Id}/remove"
                        )
                        {
                            IsOrphaned = passage.IsOrphaned,
                            IsMoved = passage.State == AnchorState.Moved,
                            CorrectUrl = ChainForms.UrlOf(visit, one.Id),
                            ReplyUrl = report.IsDraft ? null : $"{url}/{one.Id}/reply",
                            Named =
                            [
                                .. one
                                    .Hops.Select(hop => hop.Source)
                                    .Where(SourceReply.MayReply)
                                    .DistinctBy(named => named.Id)
                                    .Select(named => new ChoiceModel(named.Id.ToString(), named.Name)),
                            ],
                        })
                ),
        ];
}
