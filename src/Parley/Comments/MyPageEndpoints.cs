using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sanctions;
using Parley.Stories;
using Parley.Views.Comments;

namespace Parley.Comments;

/// <summary>A reader's own page: what of theirs waits, what is out, and the way out.</summary>
internal static class MyPageEndpoints
{
    private const int MostShown = 50;

    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site) =>
        site.MapMethods("/me", ReaderEndpoints.Looking, ShowAsync).For(Access.Reader);

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] AuthoredComments comments,
        [FromServices] StatementStore statements,
        [FromServices] SanctionDirectory sanctions,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames
    )
    {
        var visit = Visit.Of(http);
        var (site, reader) = (visit.Site.Id, visit.SignedIn);
        var own = await comments.FindByAuthorAsync(site, reader.Id, MostShown, visit.Cancel);
        var held = own.Where(read => read.Comment.State == CommentState.Held).ToList();
        var reasons = await statements.FindLatestAsync(site, [.. held.Select(read => read.Comment.Id)], visit.Cancel);
        var titles = new Dictionary<Guid, string?>();
        foreach (var thread in own.Select(read => read.Comment.ThreadId).Distinct())
            titles[thread] = (await stories.FindAsync(site, thread, visit.Cancel))?.Title;

        var page = new MyPageModel(
            frames.ForOne(visit.Home, visit.Site, reader.Name, visitorName: reader.Name),
            reader.Name,
            visit.SiteUrl("/sign-out"),
            [.. held.Select(ToModel)]
        )
        {
            Published = [.. own.Where(read => read.Comment.State == CommentState.Published).Select(ToModel)],
            Stopped = await sanctions.IsStoppedAsync(site, reader.Id, visit.Cancel) ? visit.Words["me.stopped-lead"] : null,
            ConsoleUrl = reader.IsStaff ? visit.SiteUrl("/console") : null,
        };
        return await Answers.PageAsync<MyPage, MyPageModel>(visit, page);

        OwnCommentModel ToModel(ReadComment read) =>
            new(
                OwnFragment.ToModel(visit, read, reasons.GetValueOrDefault(read.Comment.Id)?.Reasons ?? []),
                titles[read.Comment.ThreadId] ?? visit.Words["thread.title"],
                visit.SiteUrl($"/t/{read.Comment.ThreadId}")
            );
    }
}
