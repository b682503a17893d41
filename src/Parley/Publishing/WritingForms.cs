using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Pictures;
using Parley.Readers;
using Parley.Reading;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Newsroom;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The page on which a report is written: a new one, a draft, or one that the public reads.</summary>
internal static class WritingForms
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/newsroom/reports/new", NewAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/reports/new", AddAsync).For(Access.Newsroom).TakesFormWithFile();
        site.MapGet("/newsroom/reports/{story:guid}", ShowAsync).For(Access.Newsroom);
        site.MapPost("/newsroom/reports/{story:guid}", ChangeAsync).For(Access.Newsroom).TakesFormWithFile();
    }

    private static Task<IResult> NewAsync(HttpContext http, [FromServices] WritingDrawer drawer) =>
        drawer.DrawNewAsync(Visit.Of(http), new(), null);

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] SaveReport save,
        [FromServices] WritingDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var typed = Typed(form);
        var added = await save.AddAsync(visit.Site.Id, visit.SignedIn, ToAsked(typed, form), visit.Cancel);
        return added.IsSuccess
            ? Answers.SeeOther(visit, UrlOf(visit, added.Value.StoryId))
            : await drawer.DrawNewAsync(visit, typed, added.Problem);
    }

    private static Task<IResult> ShowAsync(HttpContext http, Guid story, [FromServices] WritingDrawer drawer) =>
        drawer.DrawAsync(Visit.Of(http), story);

    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid story,
        [FromServices] SaveReport save,
        [FromServices] SeeStatus see,
        [FromServices] WritingDrawer drawer,
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
        var asked = ToAsked(typed, form);
        // What was typed so far is looked over with it.
        if (form.Find("seen") is { } what)
        {
            var (claim, number) = ToSeen(what);
            var seen = await see.HandleAsync(visit.Site.Id, story, claim, number, visit.SignedIn, visit.Cancel);
            return seen.IsSuccess || seen.Problem.Field is not null
                ? await drawer.DrawAsync(visit, story, typed, asked, seen.Problem)
                : await answers.ProblemAsync(visit, seen.Problem, typed.Text);
        }

        if (form.Find("do") == "check")
            return await drawer.DrawAsync(visit, story, typed, asked);
        var changed = await save.ChangeAsync(visit.Site.Id, story, visit.SignedIn, asked, visit.Cancel);
        return changed.IsSuccess
            ? Answers.SeeOther(visit, UrlOf(visit, story))
            : await drawer.DrawAsync(visit, story, typed, null, changed.Problem);
    }

    // What was seen: the claim, and the number of what became of it.
    private static (Guid Claim, int? Number) ToSeen(string typed) =>
        typed.Split('/') is [var claim, var number] && Guid.TryParse(claim, out var id) && int.TryParse(number, out var at)
            ? (id, at)
            : default;

    /// <summary>Where the newsroom writes a report.</summary>
    public static string UrlOf(Visit visit, Guid story) => visit.SiteUrl($"/newsroom/reports/{story}");

    private static ReportFormModel Typed(SentForm form) =>
        new()
        {
            Headline = form.Find("headline") ?? "",
            Kicker = form.Find("kicker") ?? "",
            Standfirst = form.Find("standfirst") ?? "",
            Text = form.Find("text") ?? "",
            Authors = form.Find("authors") ?? "",
            Section = form.Find("section") ?? "",
            Tags = form.Find("tags") ?? "",
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
            Tags = SourceForms.Lines(typed.Tags),
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

    /// <summary>What is kept, as the form shows it.</summary>
    public static ReportFormModel ToForm(Report report, ReportText text) =>
        new()
        {
            Headline = report.Headline,
            Kicker = text.Kicker ?? "",
            Standfirst = text.Standfirst ?? "",
            Text = string.Join("\n\n", text.Paragraphs.Select(paragraph => paragraph.Text)),
            Authors = string.Join('\n', text.Authors),
            Section = text.Section ?? "",
            Tags = string.Join('\n', text.Tags),
            Slug = report.Slug ?? "",
            PictureDescription = text.Picture?.Description ?? "",
            Caption = text.Picture?.Caption ?? "",
            Credit = text.Picture?.Credit ?? "",
            PictureKind = text.Picture?.Kind ?? "",
            DigitalSourceType = text.Picture?.DigitalSourceType ?? "",
        };
}

/// <summary>Draws the page on which a report is written, with what was typed and what is wrong with it.</summary>
internal sealed class WritingDrawer(
    StoryStore stories,
    LookOver look,
    PictureStore pictures,
    PageFrames frames,
    Answers answers
)
{
    public Task<IResult> DrawNewAsync(Visit visit, ReportFormModel typed, Problem? problem) =>
        Answers.PageAsync<WritingPage, WritingPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, visit.Words["reports.new"]),
                typed with
                {
                    Faults = Answers.Faults(visit.Words, problem, "number"),
                },
                visit.SiteUrl("/newsroom/reports/new")
            ),
            problem
        );

    /// <param name="typed">Null for what is kept.</param>
    /// <param name="asked">What was typed, to be looked over before it is kept; null where what is kept is.</param>
    public async Task<IResult> DrawAsync(
        Visit visit,
        Guid story,
        ReportFormModel? typed = null,
        ReportAsked? asked = null,
        Problem? problem = null
    )
    {
        var looked = await look.HandleAsync(visit.Site, story, asked, visit.Cancel);
        if (looked.Problem is { Field: not null } wrong)
        {
            // Of two that stand at one place, that somebody else has changed the text comes first.
            problem = Problem.Of(wrong, problem);
            looked = await look.HandleAsync(visit.Site, story, null, visit.Cancel);
        }

        if (looked.Value is not var (report, revision, _, checks, seen))
            return await answers.ProblemAsync(visit, looked.Problem!, typed?.Text);
        var page = report.IsDraft ? null : (await stories.FindAsync(visit.Site.Id, story, visit.Cancel))?.Url;
        return await Answers.PageAsync<WritingPage, WritingPageModel>(
            visit,
            new(
                NewsroomModel.For(visit, frames, NewsroomPlace.Reports, report.Headline),
                (typed ?? WritingForms.ToForm(report, revision.Text)) with
                {
                    // Whoever reads on the page that somebody else has changed it looks at that text, and may then change it.
                    Number = report.Number,
                    Faults = Answers.Faults(visit.Words, problem, "number"),
                },
                WritingForms.UrlOf(visit, story)
            )
            {
                SourcesUrl = SourceForms.UrlOf(visit, story),
                PublicUrl = report.IsDraft ? null : ReportModels.UrlOf(visit.Home, visit.Site, story, report.Slug),
                ChangesUrl = report.IsDraft ? null : ReportModels.ChangesUrl(visit.Home, visit.Site, story, report.Slug),
                PublishedAt = report.PublishedAt,
                Picture = await ToPictureAsync(visit, revision.Text.Picture),
                Take = page is null ? null : new(ReportListForms.TakeUrl(visit)) { Url = page, IsKnown = true },
                Checks = [.. checks.Select(check => CheckList.ToModel(visit, check))],
                AreOfTyped = looked.Value.IsTyped,
                Seen =
                [
                    .. seen.Select(one => new SeenModel(
                        one.Claim.Sentence,
                        visit.SiteUrl($"/newsroom/claims/{one.Claim.Id}"),
                        one.Seen.By,
                        one.Seen.At
                    )),
                ],
            },
            problem
        );
    }

    private async Task<GivenPictureModel?> ToPictureAsync(Visit visit, ReportPicture? picture) =>
        picture?.File is { } id && await pictures.FindAsync(visit.Site.Id, id, visit.Cancel) is { File: var file }
            ? new(visit.SiteUrl(PictureEndpoints.PathOf(id)), file.Width, file.Height, picture.Description ?? "")
            {
                HasPlace = file.HasPlace,
                HasCredentials = file.HasCredentials,
            }
            : null;
}
