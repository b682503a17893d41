using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Reading;

namespace Parley.Reading;

/// <summary>The page of some words of a report, with what readers say of them.</summary>
internal static class PassageEndpoints
{
    private const int OnPage = 50;

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site) => site.MapGet("/passages/{passage:guid}", ShowAsync).For(Access.Anyone);

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid passage,
        [FromServices] SourcingStore sourcing,
        [FromServices] ReportTextStore reports,
        [FromServices] StoryStore stories,
        [FromServices] CommentPlaces places,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        // Drafts are nobody's but the newsroom's.
        if (
            await sourcing.FindPassageAsync(visit.Site.Id, passage, visit.Cancel) is not { } found
            || await reports.FindAsync(visit.Site.Id, found.StoryId, visit.Cancel) is not { IsDraft: false }
            || await stories.FindAsync(visit.Site.Id, found.StoryId, visit.Cancel) is not { } story
            || !found.WasPublic(await reports.FindFirstPublicAsync(visit.Site.Id, found.StoryId, visit.Cancel))
        )
            return await answers.ProblemAsync(visit, Problems.PassageUnknown);
        var said = await sourcing.ListOfStoryAsync(visit.Site.Id, story.Id, visit.Cancel);
        List<Guid> claims =
        [
            .. said.Where(one => one.PassageId == passage).Select(one => one.ClaimId).OfType<Guid>().Distinct(),
        ];
        var comments = await places.ListAsync(visit.Site.Id, passage, claims, after, OnPage + 1, visit.Cancel);
        var shown = comments.Take(OnPage).ToList();
        var key = new PageKey(
            visit.Site.Id,
            story.Id,
            PageView.Thread,
            null,
            ReadingOrder.Newest,
            null,
            visit.Language ?? "",
            visit.Home
        );
        var draft = new PageDraft(key, visit.Site, story, visit.Words, frames, visit.Now);
        var url = visit.SiteUrl($"/passages/{passage}");
        var last = shown.Count > 0 ? shown[^1].Comment : null;
        return await Answers.PageAsync<PassagePage, PassagePageModel>(
            visit,
            new PassagePageModel(
                frames.ForReaders(visit.Home, visit.Site, visit.Words["passage.title"], visit.IsFramed) with
                {
                    Robots = "noindex",
                },
                draft.Title,
                draft.StoryUrl,
                draft.Comments.ToPlace(CommentPlaces.ToPlace(found))!,
                [.. shown.Select(read => draft.ToOutstanding(read, isWhole: true))]
            )
            {
                WriteUrl = found.IsOrphaned ? null : visit.SiteUrl($"/t/{story.Id}/write?passage={passage}"),
                FirstUrl = after is null ? null : url,
                NextUrl =
                    comments.Count > OnPage && last is not null
                        ? $"{url}?after={new TimeCursor(last.PostedAt, last.Id)}"
                        : null,
            }
        );
    }
}
