using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Stories;
using Parley.Views.Feeds;

namespace Parley.Feeds;

/// <summary>
/// The page that others may see of a reader who wants that: what their feed holds, for people. It is the same for everyone and is
/// drawn each time: few look at it, and it must be gone at once when its reader closes it.
/// </summary>
internal static class ReaderPageEndpoints
{
    private const string Before = "before";

    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site) => site.MapGet("/r/{reader:guid}", ShowAsync).For(Access.Anyone);

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid reader,
        [FromServices] OpenReaders readers,
        [FromServices] FeedStore entries,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var site = visit.Site;
        if (!TimeCursor.TryRead(http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await readers.FindAsync(site.Id, reader, visit.Cancel) is not { } open)
            return await answers.ProblemAsync(visit, Problems.NotFound);
        var path = new FeedPath(FeedOf.Reader, reader);
        var slice = await entries.ReadAsync(site.Id, path, before, visit.Cancel);
        var under = await stories.FindAsync(site.Id, slice.Comments.Select(read => read.Comment.ThreadId), visit.Cancel);
        var here = visit.SiteUrl(path.Text);
        var title = visit.Words.Format("feed.reader", ("name", open.Name));
        var model = new ReaderPageModel(
            frames.ForOne(visit.Home, site, title) with
            {
                Feeds = [new(title, AtomFeed.Type, here + FeedPath.Atom), new(title, JsonFeed.Type, here + FeedPath.Json)],
            },
            open.Name,
            open.Since,
            [
                .. slice.Comments.Select(read => new ReaderCommentModel(
                    visit.SiteUrl($"/c/{read.Comment.Id}"),
                    new MarkupString(read.Comment.Html),
                    read.Comment.TimeIsUnknown ? null : read.Comment.PostedAt,
                    under.GetValueOrDefault(read.Comment.ThreadId)?.Title ?? visit.Words["thread.title"],
                    visit.SiteUrl($"/t/{read.Comment.ThreadId}")
                )),
            ],
            here + FeedPath.Atom
        )
        {
            NextUrl = slice.Next is { } next ? $"{here}?{Before}={next}" : null,
            FirstUrl = before == TimeCursor.Newest ? null : here,
        };
        return await Answers.PageAsync<ReaderPage, ReaderPageModel>(visit, model);
    }
}
