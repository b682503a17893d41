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

/// <summary>A reader's own page: what waits and why, what was published, and the way out.</summary>
internal static class MyEndpoints
{
    private const int MostShown = 50;

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site) => site.MapGet("/me", ShowAsync).For(Access.Reader);

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
        var (site, reader) = (visit.Site, visit.SignedIn);
        var own = await comments.FindByAuthorAsync(site.Id, reader.Id, MostShown, visit.Cancel);
        var held = own.Where(read => read.Comment.State == CommentState.Held).Select(read => read.Comment.Id).ToList();
        var reasons = await statements.FindLatestAsync(site.Id, held, visit.Cancel);
        var waiting = new List<OwnCommentModel>();
        var published = new List<OwnCommentModel>();
        foreach (var read in own.Where(read => read.Comment.State is CommentState.Held or CommentState.Published))
        {
            var story = await stories.FindAsync(site.Id, read.Comment.ThreadId, visit.Cancel);
            var model = new OwnCommentModel(
                OwnFragment.ToModel(visit, read, reasons.GetValueOrDefault(read.Comment.Id)?.Reasons ?? []),
                story?.Title ?? visit.Words["thread.title"],
                visit.SiteUrl($"/t/{read.Comment.ThreadId}")
            );
            (read.Comment.State == CommentState.Held ? waiting : published).Add(model);
        }

        return await Answers.PageAsync<MyPage, MyPageModel>(
            visit,
            new MyPageModel(
                frames.ForOne(visit.Home, site, reader.Name, visitorName: reader.Name),
                reader.Name,
                visit.SiteUrl("/sign-out"),
                waiting
            )
            {
                Published = published,
                Stopped = await sanctions.IsStoppedAsync(site.Id, reader.Id, visit.Cancel) ? visit.Words["reason.stopped.writer"] : null,
                ConsoleUrl = reader.IsStaff ? visit.SiteUrl("/console") : null,
            }
        );
    }
}
