using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Views.Comments;

namespace Parley.Comments;

/// <summary>A reader's own page: what became of their comments and why, and the way out. The same as JSON.</summary>
internal static class MyPageEndpoints
{
    private const string Before = "before";

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapGet("/comments/mine", ListAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Asks(Before)
            .Gives<OwnListAnswer>("One's own comments in every state but deleted, newest first, with the reasons");
        site.MapMethods("/me", ReaderEndpoints.Looking, ShowAsync).ShowsNoWords().For(Access.Reader);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] OwnComments comments,
        [FromServices] SanctionStore sanctions,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!Micros.TryRead(http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var own = await comments.ListAsync(visit.Site.Id, visit.SignedIn.Id, before, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        var answer = new OwnListAnswer(
            [.. own.Comments.Select(comment => CommentAnswers.ToAnswer(visit, comment))],
            own.Next?.ToMicros().ToString(CultureInfo.InvariantCulture),
            [
                .. (await sanctions.ListAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel)).Select(sanction =>
                    SanctionAnswers.ToOwnAnswer(visit, sanction)
                ),
            ]
        );
        return TypedResults.Json(answer, CommentJson.Ours.OwnListAnswer);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] OwnComments comments,
        [FromServices] SanctionStore sanctions,
        [FromServices] ReaderChoices choices,
        [FromServices] IUnreadCount unread,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var (site, reader) = (visit.Site.Id, visit.SignedIn);
        if (!Micros.TryRead(http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var own = await comments.ListAsync(site, reader.Id, before, visit.Cancel);
        var page = new MyPageModel(
            frames.ForOne(visit.Home, visit.Site, reader.Name, visitorName: reader.Name),
            reader.Name,
            visit.SiteUrl("/sign-out"),
            MyTabs.For(visit, MyTab.Comments),
            [.. own.Comments.Select(comment => ToModel(visit, comment))]
        )
        {
            NextUrl = own.Next is { } last ? visit.SiteUrl($"/me?{Before}={last.ToMicros()}") : null,
            FirstUrl = before is null ? null : visit.SiteUrl("/me"),
            Sanctions =
            [
                .. (await sanctions.ListAsync(site, reader.Id, visit.Cancel)).Select(sanction =>
                    SanctionAnswers.ToModel(visit, sanction)
                ),
            ],
            NotificationsUrl = visit.SiteUrl("/notifications"),
            Unread = await unread.CountUnreadAsync(site, reader.Id, visit.Cancel),
            AccountUrl = visit.Session?.AccountId is null ? null : visit.SiteUrl("/account"),
            Feed = visit.Site.Settings.Read.IsToAll
                ? new OwnFeedModel(
                    (await choices.FindAsync(site, reader.Id, visit.Cancel)).FeedIsOpen,
                    visit.SiteUrl($"/r/{reader.Id}"),
                    visit.Home.Absolute($"/{visit.Site.Name}/r/{reader.Id}/feed.atom"),
                    visit.SiteUrl("/me/feed")
                )
                : null,
            ConsoleUrl = Access.Moderator.Allows(visit) ? visit.SiteUrl("/console") : null,
        };
        return await Answers.PageAsync<MyPage, MyPageModel>(visit, page);
    }

    private static OwnCommentModel ToModel(Visit visit, OwnComment own)
    {
        var comment = own.Read.Comment;
        return new(
            OwnFragment.ToModel(visit, own.Read, own.Statement?.Reasons ?? []),
            comment.State switch
            {
                CommentState.Held => OwnState.Held,
                CommentState.Rejected => OwnState.Rejected,
                CommentState.Removed => OwnState.Removed,
                _ => OwnState.Published,
            },
            own.Story?.Title ?? visit.Words["thread.title"],
            visit.SiteUrl($"/t/{comment.ThreadId}")
        )
        {
            Decision = own.Statement is { IsByMachine: false, Rule: { } rule, At: var at }
                ? new OwnDecisionModel(rule, at, own.Statement.FactsIn(visit.Words.Language))
                {
                    IsLaw = own.Statement.Law is not null,
                    RuleUrl = own.Statement.Cited is { } cited ? visit.SiteUrl(cited.Path) : null,
                }
                : null,
            By = own.Statement?.ByWord,
            ObjectUrl = own.Statement?.ObjectionPathAt(visit.Now) is { } path ? visit.SiteUrl(path) : null,
        };
    }
}
