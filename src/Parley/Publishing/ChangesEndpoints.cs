using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Markup;
using Parley.Readers;
using Parley.Reading;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Publishing;

namespace Parley.Publishing;

/// <summary>The pages on which everybody reads how a report changed, and how it stood before.</summary>
internal static class ChangesEndpoints
{
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapGet("/s/{slug}/changes", ShowAsync).For(Access.Anyone);
        site.MapGet("/t/{thread:guid}/changes", ShowElsewhereAsync).For(Access.Anyone);
        site.MapGet("/s/{slug}/changes/{number:int}", ShowTextAsync).For(Access.Anyone);
        site.MapGet("/t/{thread:guid}/changes/{number:int}", ShowTextElsewhereAsync).For(Access.Anyone);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        string slug,
        [FromServices] StoryStore stories,
        [FromServices] ChangesDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        return await drawer.DrawAsync(visit, await stories.FindBySlugAsync(visit.Site.Id, slug, visit.Cancel));
    }

    private static async Task<IResult> ShowElsewhereAsync(
        HttpContext http,
        Guid thread,
        [FromServices] StoryStore stories,
        [FromServices] ChangesDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var story = await stories.FindAsync(visit.Site.Id, thread, visit.Cancel);
        return story is { Slug: { } slug }
            ? Answers.SeeOther(visit, ReportModels.ChangesUrl(visit.Home, visit.Site, thread, slug))
            : await drawer.DrawAsync(visit, story);
    }

    private static async Task<IResult> ShowTextAsync(
        HttpContext http,
        string slug,
        int number,
        [FromServices] StoryStore stories,
        [FromServices] ChangesDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        return await drawer.DrawTextAsync(visit, await stories.FindBySlugAsync(visit.Site.Id, slug, visit.Cancel), number);
    }

    private static async Task<IResult> ShowTextElsewhereAsync(
        HttpContext http,
        Guid thread,
        int number,
        [FromServices] StoryStore stories,
        [FromServices] ChangesDrawer drawer
    )
    {
        var visit = Visit.Of(http);
        var story = await stories.FindAsync(visit.Site.Id, thread, visit.Cancel);
        return story is { Slug: { } slug }
            ? Answers.SeeOther(visit, ReportModels.TextUrl(visit.Home, visit.Site.Name, thread, slug, number))
            : await drawer.DrawTextAsync(visit, story, number);
    }
}

/// <summary>Draws the changes of a report that the public has read, and its text as it stood after one.</summary>
internal sealed class ChangesDrawer(ReportTextStore reports, SourcingStore sourcing, PageFrames frames, Answers answers)
{
    private const int LongestWords = 120;

    /// <param name="story">Null where there is none.</param>
    /// <param name="typed">What was typed in the form that takes words out; null where nothing was sent.</param>
    public async Task<IResult> DrawAsync(Visit visit, Story? story, ProtectFormModel? typed = null, Problem? problem = null)
    {
        if (story is null)
            return await answers.ProblemAsync(visit, Problems.StoryNotFound);
        if (!PastParts.TryReadBefore(visit.Http.Request, out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var isForNewsroom = visit.Reader?.IsStaff == true;
        var revisions = await reports.ListPublicAsync(visit.Site.Id, story.Id, before, isForNewsroom, visit.Cancel);
        if (revisions.Count == 0)
            return await answers.ProblemAsync(visit, Problems.StoryNotFound);
        var url = ReportModels.ChangesUrl(visit.Home, visit.Site, story.Id, story.Slug);
        return await Answers.PageAsync<ChangesPage, ChangesPageModel>(
            visit,
            new(
                frames.ForOne(visit.Home, visit.Site, visit.Words["report.changes"], false, visit.Reader?.Name),
                story.Title ?? "",
                ReportModels.UrlOf(visit.Home, visit.Site, story.Id, story.Slug),
                ReportChanges.Of(
                    visit.Words,
                    revisions,
                    isForNewsroom,
                    number => ReportModels.TextUrl(visit.Home, visit.Site.Name, story.Id, story.Slug, number)
                ),
                new(
                    before is null ? null : url,
                    visit.Words["changes.first"],
                    revisions.Count > ReportTextStore.OnPage
                        ? FormattableString.Invariant($"{url}?before={revisions[ReportTextStore.OnPage - 1].Number}")
                        : null,
                    visit.Words["changes.next"]
                )
            )
            {
                Remarks = before is null ? await RemarksAsync(visit, story.Id) : [],
                Protect = isForNewsroom ? typed ?? new(ProtectForms.UrlOf(visit, story.Id), "") : null,
            },
            problem
        );
    }

    private async Task<IReadOnlyList<RemarkModel>> RemarksAsync(Visit visit, Guid story)
    {
        var remarks = await reports.ListRemarksAsync(visit.Site.Id, story, visit.Cancel);
        if (remarks.Count == 0)
            return [];
        var first = await reports.FindFirstPublicAsync(visit.Site.Id, story, visit.Cancel);
        var passages = (await sourcing.ListPassagesAsync(visit.Site.Id, story, visit.Cancel))
            .Where(one => one.WasPublic(first))
            .ToDictionary(one => one.Id);
        return
        [
            .. remarks
                .Where(one => one.Passage is not { } id || passages.ContainsKey(id))
                .Select(one => new RemarkModel(
                    one.At,
                    one.Passage is { } id
                        ? visit.Words.Format(
                            "changes.source-corrected",
                            ("words", PlainText.Excerpt(passages[id].Quote, LongestWords))
                        )
                        : visit.Words["changes.words-removed"]
                )),
        ];
    }

    /// <param name="story">Null where there is none.</param>
    /// <param name="number">Of a revision; where it was a draft, the text is the one that was published of it.</param>
    public async Task<IResult> DrawTextAsync(Visit visit, Story? story, int number)
    {
        if (
            story is null
            || await reports.FindPublicFromAsync(visit.Site.Id, story.Id, number, visit.Cancel) is not { } revision
        )
            return await answers.ProblemAsync(visit, Problems.StoryNotFound);
        var text = revision.Text;
        return await Answers.PageAsync<FormerTextPage, FormerTextPageModel>(
            visit,
            new(
                frames.ForOne(visit.Home, visit.Site, visit.Words["report.former-text"], false, visit.Reader?.Name) with
                {
                    Robots = "noindex",
                },
                text.Headline ?? story.Title ?? "",
                ReportModels.ChangesUrl(visit.Home, visit.Site, story.Id, story.Slug),
                ReportModels.UrlOf(visit.Home, visit.Site, story.Id, story.Slug),
                revision.At,
                [.. text.Paragraphs.Select(one => one.Text)]
            )
            {
                Kicker = text.Kicker,
                Standfirst = text.Standfirst,
                Byline = text.Authors.Count == 0 ? null : visit.Words.Listed(text.Authors),
                Caption = text.Picture?.Caption,
                Credit = text.Picture?.Credit,
            }
        );
    }
}
