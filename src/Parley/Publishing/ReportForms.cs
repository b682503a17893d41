using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Pictures;
using Parley.Readers;
using Parley.Reading;
using Parley.RightOfReply;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The pages on which the newsroom writes its reports and says who says so, and the page on which readers see what changed.</summary>
internal static class ReportForms
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/reports", ListAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/pages", TakeAsync).For(Access.Newsroom).TakesForm();
        site.MapGet("/newsroom/reports/new", NewAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/reports/new", AddAsync).For(Access.Newsroom).TakesFormWithFile();
        site.MapGet("/newsroom/reports/{story:guid}", ShowAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/reports/{story:guid}", ChangeAsync).For(Access.Newsroom).TakesFormWithFile();
        site.MapGet("/newsroom/reports/{story:guid}/sources", ShowSourcesAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/reports/{story:guid}/sources", SourceAsync).For(Access.Newsroom).TakesForm();
        site.MapPost("/newsroom/reports/{story:guid}/sources/{attribution:guid}/remove", RemoveAsync)
            .For(Access.Newsroom)
            .TakesForm();
        site.MapGet("/s/{slug}/changes", ShowChangesAsync).For(Access.Anyone);
        site.MapGet("/t/{thread:guid}/changes", ShowChangesElsewhereAsync).For(Access.Anyone);
    }

    private static Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] ReportTextStore reports,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return DrawListAsync(visit, new(TakeUrl(visit)), 200, reports, frames, answers);
    }

    private static async Task<IResult> DrawListAsync(
        Visit visit,
        TakeTextModel take,
        int status,
        ReportTextStore reports,
        PageFrames frames,
        Answers answers
    )
    {
        if (!TimeCursor.TryReadAfter(visit.Http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var read = await reports.ListAsync(visit.Site.Id, after, visit.Cancel);
        var shown = read.Take(ReportTextStore.OnPage).ToList();
        var home = visit.SiteUrl("/newsroom/reports");
        return await Answers.PageAsync<ReportsPage, ReportsPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, visit.Words["reports.title"]),
                [
                    .. shown.Select(one => new ReportLineModel(
                        UrlOf(visit, one.StoryId),
                        one.Headline,
                        one.PublishedAt,
                        one.ChangedAt
                    )),
                ],
                visit.SiteUrl("/newsroom/reports/new"),
                take
            )
            {
                FirstUrl = after is null ? null : home,
                NextUrl =
                    read.Count > shown.Count ? $"{home}?after={new TimeCursor(shown[^1].ChangedAt, shown[^1].StoryId)}" : null,
            },
            status
        );
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http,
        [FromServices] TakeText take,
        [FromServices] ReportTextStore reports,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var typed = new TakeTextModel(TakeUrl(visit))
        {
            Url = form.Find("url") ?? "",
            Reason = form.Find("reason") ?? "",
            Correction = form.Find("correction") ?? "",
        };
        var taken = await take.HandleAsync(
            visit.Site,
            visit.SignedIn,
            new(typed.Url, typed.Reason, typed.Correction),
            visit.Cancel
        );
        return taken.IsSuccess
            ? Answers.SeeOther(visit, UrlOf(visit, taken.Value.StoryId))
            : await DrawListAsync(
                visit,
                typed with
                {
                    // Whatever is wrong with what the page says, the page is what there is to choose here.
                    Faults = FaultsOf(visit, taken.Problem)
                        .GroupBy(one => one.Key == "standfirst" ? "take-reason" : "url", one => one.Value)
                        .ToDictionary(one => one.Key, one => one.First()),
                },
                taken.Problem.Status,
                reports,
                frames,
                answers
            );
    }

    private static string TakeUrl(Visit visit) => visit.SiteUrl("/newsroom/pages");

    private static Task<IResult> NewAsync(HttpContext http, [FromServices] PageFrames frames) =>
        AgainAsync(Visit.Of(http), frames, new(), null);

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] SaveReport save,
        [FromServices] PageFrames frames
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var typed = Typed(form);
        var added = await save.AddAsync(visit.Site.Id, visit.SignedIn, ToAsked(typed, form), visit.Cancel);
        return added.IsSuccess
            ? Answers.SeeOther(visit, UrlOf(visit, added.Value.StoryId))
            : await AgainAsync(visit, frames, typed, added.Problem);
    }

    private static Task<IResult> AgainAsync(Visit visit, PageFrames frames, ReportFormModel typed, Problem? problem) =>
        Answers.PageAsync<WritingPage, WritingPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, visit.Words["reports.new"]),
                typed with
                {
                    Faults = FaultsOf(visit, problem),
                },
                visit.SiteUrl("/newsroom/reports/new")
            ),
            problem?.Status ?? 200
        );

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid story,
        [FromServices] StoryStore stories,
        [FromServices] ReportTextStore reports,
        [FromServices] ReportModels models,
        [FromServices] PictureStore pictures,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => await DrawAsync(Visit.Of(http), story, null, null, stories, reports, models, pictures, frames, answers);

    private static async Task<IResult> DrawAsync(
        Visit visit,
        Guid story,
        ReportFormModel? typed,
        Problem? problem,
        StoryStore stories,
        ReportTextStore reports,
        ReportModels models,
        PictureStore pictures,
        PageFrames frames,
        Answers answers
    )
    {
        var site = visit.Site.Id;
        if (await reports.FindWithTextAsync(site, story, visit.Cancel) is not var (report, revision))
            return await answers.ProblemAsync(visit, Problems.ReportNotFound, typed?.Text);
        var said = await models.ReadAsync(site, story, visit.Cancel);
        var page = report.IsDraft ? null : (await stories.FindAsync(site, story, visit.Cancel))?.Url;
        return await Answers.PageAsync<WritingPage, WritingPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, report.Headline),
                (typed ?? ToForm(report, revision.Text)) with
                {
                    // Whoever reads on the page that somebody else has changed it looks at that text, and may then change it.
                    Number = report.Number,
                    Faults = FaultsOf(visit, problem),
                },
                UrlOf(visit, story)
            )
            {
                SourcesUrl = UrlOf(visit, story) + "/sources",
                PublicUrl = report.IsDraft
                    ? null
                    : visit.SiteUrl(report.Slug is { } slug ? $"/s/{slug}" : $"/t/{story}/sources"),
                ChangesUrl = report.IsDraft ? null : ReportModels.ChangesUrl(visit.Home, visit.Site, story, report.Slug),
                PublishedAt = report.PublishedAt,
                Picture = await ToPictureAsync(visit, revision.Text.Picture, pictures),
                Take = page is null ? null : new(TakeUrl(visit)) { Url = page, IsKnown = true },
                Checks = CheckList.Of(
                    visit.Words,
                    visit.Site.Language,
                    revision.Text,
                    said.Passages,
                    [.. said.Passages.SelectMany(one => said.OfPassage[one.Id])],
                    said.Claims,
                    revision.At
                ),
            },
            problem?.Status ?? 200
        );
    }

    private static async Task<GivenPictureModel?> ToPictureAsync(Visit visit, ReportPicture? picture, PictureStore pictures) =>
        picture?.File is { } id && await pictures.FindAsync(visit.Site.Id, id, visit.Cancel) is { File: var file }
            ? new(visit.SiteUrl(PictureEndpoints.PathOf(id)), file.Width, file.Height, picture.Description ?? "")
            {
                HasPlace = file.HasPlace,
                HasCredentials = file.HasCredentials,
            }
            : null;

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid story,
        [FromServices] SaveReport save,
        [FromServices] StoryStore stories,
        [FromServices] ReportTextStore reports,
        [FromServices] ReportModels models,
        [FromServices] PictureStore pictures,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (form.Find("do") == "publish")
        {
            var published = await save.PublishAsync(visit.Site, story, visit.SignedIn, visit.Cancel);
            return published.IsSuccess
                ? Answers.SeeOther(visit, UrlOf(visit, story))
                : await answers.ProblemAsync(visit, published.Problem);
        }

        var typed = Typed(form);
        var changed = await save.ChangeAsync(visit.Site.Id, story, visit.SignedIn, ToAsked(typed, form), visit.Cancel);
        return changed.IsSuccess
            ? Answers.SeeOther(visit, UrlOf(visit, story))
            : await DrawAsync(visit, story, typed, changed.Problem, stories, reports, models, pictures, frames, answers);
    }

    private static Task<IResult> ShowSourcesAsync(
        HttpContext http,
        Guid story,
        [FromServices] ReportTextStore reports,
        [FromServices] ReportModels models,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    ) => DrawSourcesAsync(Visit.Of(http), story, null, null, reports, models, frames, answers);

    private static async Task<IResult> DrawSourcesAsync(
        Visit visit,
        Guid story,
        SourceFormModel? typed,
        Problem? problem,
        ReportTextStore reports,
        ReportModels models,
        PageFrames frames,
        Answers answers
    )
    {
        var site = visit.Site.Id;
        if (await reports.FindWithTextAsync(site, story, visit.Cancel) is not var (report, revision))
            return await answers.ProblemAsync(visit, Problems.ReportNotFound, typed?.Words);
        var said = await models.ReadAsync(site, story, visit.Cancel);
        var proposals = Proposals.Of(visit, report, revision.Text, said.Passages);
        var take = int.TryParse(visit.Http.Request.Query["take"], out var number) ? number - 1 : -1;
        var url = UrlOf(visit, story) + "/sources";
        return await Answers.PageAsync<SourcesPage, SourcesPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, report.Headline),
                report.Headline,
                UrlOf(visit, story),
                ReportModels.ToDraft(visit.Words, visit.Home, visit.Site, report, revision, said),
                ToSourced(visit, report, url, revision.Text, said),
                (typed ?? (take >= 0 && take < proposals.Count ? proposals[take].Form : new())) with
                {
                    Faults = FaultsOf(visit, problem),
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
            problem?.Status ?? 200
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
                            SourcingSentences.Summary(visit.Words, one.Hops),
                            one.ClaimId is { } claim ? said.Claims.GetValueOrDefault(claim)?.Sentence : null,
                            one.ClaimId is { } id ? visit.SiteUrl($"/newsroom/claims/{id}") : null,
                            $"{url}/{one.Id}/remove"
                        )
                        {
                            IsOrphaned = passage.IsOrphaned,
                            IsMoved = passage.State == AnchorState.Moved,
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

    private static async Task<IResult> SourceAsync(
        HttpContext http,
        Guid story,
        [FromServices] SourcePassage source,
        [FromServices] ReportTextStore reports,
        [FromServices] ReportModels models,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var typed = SourceForms.Typed(SentForm.Of(http));
        var done = await source.HandleAsync(visit.Site.Id, story, visit.SignedIn, SourceForms.ToRequest(typed), visit.Cancel);
        if (done.IsSuccess)
            return Answers.SeeOther(visit, UrlOf(visit, story) + "/sources");
        return done.Problem.Field is null
            ? await answers.ProblemAsync(visit, done.Problem, typed.Words)
            : await DrawSourcesAsync(visit, story, typed, done.Problem, reports, models, frames, answers);
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
        var done = await source.RemoveAsync(visit.Site.Id, story, attribution, visit.Cancel);
        return done.IsSuccess
            ? Answers.SeeOther(visit, UrlOf(visit, story) + "/sources")
            : await answers.ProblemAsync(visit, done.Problem);
    }

    private static async Task<IResult> ShowChangesAsync(
        HttpContext http,
        string slug,
        [FromServices] StoryStore stories,
        [FromServices] ReportTextStore reports,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var story = await stories.FindBySlugAsync(visit.Site.Id, slug, visit.Cancel);
        return await DrawChangesAsync(visit, story, visit.SiteUrl($"/s/{slug}"), reports, frames, answers);
    }

    private static async Task<IResult> ShowChangesElsewhereAsync(
        HttpContext http,
        Guid thread,
        [FromServices] StoryStore stories,
        [FromServices] ReportTextStore reports,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var story = await stories.FindAsync(visit.Site.Id, thread, visit.Cancel);
        return story is { Slug: { } slug }
            ? Answers.SeeOther(visit, visit.SiteUrl($"/s/{slug}/changes"))
            : await DrawChangesAsync(visit, story, visit.SiteUrl($"/t/{thread}/sources"), reports, frames, answers);
    }

    private static async Task<IResult> DrawChangesAsync(
        Visit visit,
        Story? story,
        string reportUrl,
        ReportTextStore reports,
        PageFrames frames,
        Answers answers
    )
    {
        if (story is null)
            return await answers.ProblemAsync(visit, Problems.StoryNotFound);
        var revisions = await reports.ListRevisionsAsync(visit.Site.Id, story.Id, arePublic: true, visit.Cancel);
        if (revisions.Count == 0)
            return await answers.ProblemAsync(visit, Problems.StoryNotFound);
        return await Answers.PageAsync<ChangesPage, ChangesPageModel>(
            visit,
            new(
                frames.ForOne(visit.Home, visit.Site, visit.Words["report.changes"], false, visit.Reader?.Name),
                story.Title ?? "",
                reportUrl,
                ReportChanges.Of(revisions)
            )
        );
    }

    private static string UrlOf(Visit visit, Guid story) => visit.SiteUrl($"/newsroom/reports/{story}");

    internal static IReadOnlyDictionary<string, string> FaultsOf(Visit visit, Problem? problem) =>
        problem
            ?.Others.Prepend(problem)
            .GroupBy(one => one.Field ?? "number")
            .ToDictionary(group => group.Key, group => Answers.Sentence(visit.Words, group.First()))
        ?? [];

    private static ReportFormModel Typed(SentForm form) =>
        new()
        {
            Headline = form.Find("headline") ?? "",
            Kicker = form.Find("kicker") ?? "",
            Standfirst = form.Find("standfirst") ?? "",
            Text = form.Find("text") ?? "",
            Authors = form.Find("authors") ?? "",
            Section = form.Find("section") ?? "",
            Slug = form.Find("slug") ?? "",
            PictureDescription = form.Find("picture-description") ?? "",
            TakesPictureAway = form.Find("picture-away") is not null,
            Caption = form.Find("caption") ?? "",
            Credit = form.Find("credit") ?? "",
            PictureKind = form.Find("picture-kind") ?? "",
            DigitalSourceType = form.Find("digital-source-type") ?? "",
            Reason = form.Find("reason") ?? "",
            Correction = form.Find("correction") ?? "",
            Number = int.TryParse(form.Find("number"), out var number) ? number : 0,
        };

    private static ReportAsked ToAsked(ReportFormModel typed, SentForm form) =>
        new()
        {
            Headline = typed.Headline,
            Kicker = typed.Kicker,
            Standfirst = typed.Standfirst,
            Text = typed.Text,
            Authors = SourceForms.Lines(typed.Authors),
            Section = typed.Section,
            Slug = typed.Slug,
            PictureDescription = typed.PictureDescription,
            Caption = typed.Caption,
            Credit = typed.Credit,
            PictureKind = typed.PictureKind,
            DigitalSourceType = typed.DigitalSourceType,
            Picture = form.FindFile("picture"),
            TakesPictureAway = typed.TakesPictureAway,
            Reason = typed.Reason,
            Correction = typed.Correction,
            Number = typed.Number,
        };

    private static ReportFormModel ToForm(Report report, ReportText text) =>
        new()
        {
            Headline = report.Headline,
            Kicker = text.Kicker ?? "",
            Standfirst = text.Standfirst ?? "",
            Text = string.Join("\n\n", text.Paragraphs.Select(paragraph => paragraph.Text)),
            Authors = string.Join('\n', text.Authors),
            Section = text.Section ?? "",
            Slug = report.Slug ?? "",
            PictureDescription = text.Picture?.Description ?? "",
            Caption = text.Picture?.Caption ?? "",
            Credit = text.Picture?.Credit ?? "",
            PictureKind = text.Picture?.Kind ?? "",
            DigitalSourceType = text.Picture?.DigitalSourceType ?? "",
        };
}
