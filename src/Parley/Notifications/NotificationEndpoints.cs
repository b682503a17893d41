using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.Markup;
using Parley.Readers;
using Parley.Sourcing;
using Parley.Stories;
using Parley.Views.Notifications;

namespace Parley.Notifications;

/// <summary>What a reader is told of, as a page and as JSON, and where the link in a letter about it leads.</summary>
internal static class NotificationEndpoints
{
    private const string Before = "before";
    private const int LongestExcerpt = 200;

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapGet("/notifications", ListAsync)
            .For(Access.Reader)
            .Asks(Before)
            .Gives<NotificationListAnswer>(
                "Replies to one's own comments, mentions, and what the newsroom did about one's own, newest first"
            );
        api.MapPut("/notifications/read", ReadAsync).For(Access.Reader).GivesNothing("Mark all as read");
        api.MapGet("/threads/{thread:guid}/names", FindNamesAsync)
            .For(Access.Reader)
            .Asks("start")
            .Gives<NamesAnswer>("Whom one may name in a thread: who has a public comment in it, by the beginning of the name");
        site.MapMethods("/notifications", ReaderEndpoints.Looking, ShowAsync).For(Access.Reader);
        site.MapPost("/notifications", ReadByFormAsync).For(Access.Reader);
        site.MapMethods("/letters/stop", ReaderEndpoints.Looking, AskToStopAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/letters/stop", StopThreadAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/letters/stop/all", StopAllAsync).ShowsNoWords().For(Access.Anyone);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] NotificationStore notifications,
        [FromServices] StoryStore stories,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryRead(http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var (site, reader) = (visit.Site, visit.SignedIn.Id);
        var found = await notifications.ListAsync(site.Id, reader, before, visit.Cancel);
        var under = await stories.FindAsync(
            site.Id,
            found.Notifications.Select(one => one.Read.Comment.ThreadId),
            visit.Cancel
        );
        var reports = before == TimeCursor.Newest ? await notifications.ListReportsAsync(site.Id, reader, visit.Cancel) : [];
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new NotificationListAnswer(
                [
                    .. found.Notifications.Select(one => new NotificationAnswer(
                        one.Kind,
                        one.At,
                        one.IsRead,
                        under.GetValueOrDefault(one.Read.Comment.ThreadId)?.Title,
                        CommentAnswers.ToAnswer(one.Read, visit.Home, site.Name)
                    )
                    {
                        Claim = one.Claim is { } claim ? new(claim.Id, claim.Sentence, claim.Status) : null,
                    }),
                ],
                await notifications.CountUnreadAsync(site.Id, reader, visit.Cancel),
                found.Next?.ToString()
            )
            {
                Reports =
                [
                    .. reports.Select(told => new ReportToldAnswer(told.CommentId, told.Outcome, told.At, told.IsRead)
                    {
                        Rule = told.Ground?.Name,
                        Law = told.Ground?.Law,
                        Code = told.CanBeObjectedToAt(visit.Now) ? told.Code : null,
                    }),
                ],
            },
            NotificationJson.Ours.NotificationListAnswer
        );
    }

    private static async Task<IResult> FindNamesAsync(
        HttpContext http,
        Guid thread,
        [FromServices] NotificationStore notifications,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var start = http.Request.Query["start"].ToString();
        if (start.Length > DisplayName.MaxUnits)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (limits.Take(Limits.Naming, visit) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var names = await notifications.FindNamesAsync(visit.Site.Id, thread, visit.SignedIn.Id, start, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new NamesAnswer(names), NotificationJson.Ours.NamesAnswer);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, [FromServices] NotificationStore notifications)
    {
        var visit = Visit.Of(http);
        await notifications.MarkReadAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> ReadByFormAsync(HttpContext http, [FromServices] NotificationStore notifications)
    {
        var visit = Visit.Of(http);
        await notifications.MarkReadAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel);
        return Answers.SeeOther(visit, visit.SiteUrl("/notifications"));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] NotificationStore notifications,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryRead(http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var (site, reader) = (visit.Site, visit.SignedIn);
        var found = await notifications.ListAsync(site.Id, reader.Id, before, visit.Cancel);
        var reports = before == TimeCursor.Newest ? await notifications.ListReportsAsync(site.Id, reader.Id, visit.Cancel) : [];
        var under = await stories.FindAsync(
            site.Id,
            found
                .Notifications.Select(one => one.Read.Comment.ThreadId)
                .Concat(reports.Select(told => told.ThreadId))
                .Distinct(),
            visit.Cancel
        );
        var page = new NotificationsPageModel(
            frames.ForOne(visit.Home, site, visit.Words["notifications.title"], visitorName: reader.Name),
            [
                .. found.Notifications.Select(one => new NotificationModel(
                    one.Kind switch
                    {
                        NotificationKind.Mention => ToldOf.Mention,
                        NotificationKind.Picked => ToldOf.Pick,
                        NotificationKind.Answered => ToldOf.Answer,
                        NotificationKind.Claim => ToldOf.Claim,
                        _ => ToldOf.Reply,
                    },
                    one.IsRead,
                    one.Read.AuthorName,
                    one.Claim?.Sentence ?? PlainText.Excerpt(PlainText.OfKept(one.Read.Comment.Html), LongestExcerpt),
                    visit.SiteUrl(one.Claim is { } claim ? $"/claims/{claim.Id}" : one.Path),
                    under.GetValueOrDefault(one.Read.Comment.ThreadId)?.Title ?? visit.Words["thread.title"],
                    one.At
                )
                {
                    Status = one.Claim is { } said ? SourcingSentences.StatusOf(visit.Words, said.Status) : null,
                }),
            ],
            await notifications.CountUnreadAsync(site.Id, reader.Id, visit.Cancel),
            visit.SiteUrl("/notifications")
        )
        {
            Reports =
            [
                .. reports.Select(told => new ReportToldModel(
                    told.Outcome.ToString().ToLowerInvariant(),
                    told.IsRead,
                    visit.SiteUrl($"/t/{told.ThreadId}"),
                    under.GetValueOrDefault(told.ThreadId)?.Title ?? visit.Words["thread.title"],
                    told.At
                )
                {
                    Rule = told.Ground?.Name,
                    IsLaw = told.Ground?.Law is not null,
                    RuleUrl = told.Ground is { } cited ? cited.Law ?? visit.SiteUrl(cited.Path) : null,
                    ObjectUrl = told.CanBeObjectedToAt(visit.Now) ? visit.SiteUrl($"/objections/{told.Code}") : null,
                }),
            ],
            NextUrl = found.Next is { } next ? visit.SiteUrl($"/notifications?{Before}={next}") : null,
            FirstUrl = before == TimeCursor.Newest ? null : visit.SiteUrl("/notifications"),
            LettersUrl = visit.Session?.AccountId is null ? null : visit.SiteUrl("/account#letters-title"),
        };
        return await Answers.PageAsync<NotificationsPage, NotificationsPageModel>(visit, page);
    }

    // Programs that look after mail open every link: opening this one does nothing.
    private static async Task<IResult> AskToStopAsync(
        HttpContext http,
        [FromServices] NotificationStore notifications,
        [FromServices] StoryStore stories,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? code = http.Request.Query["code"];
        if (await notifications.FindByStopCodeAsync(visit.Site.Id, code, visit.Cancel) is not var (_, thread))
            return await answers.ProblemAsync(visit, Problems.LinkUsed);
        var story = await stories.FindAsync(visit.Site.Id, thread, visit.Cancel);
        return await Answers.PageAsync<StopLettersPage, StopLettersPageModel>(
            visit,
            new StopLettersPageModel(
                frames.ForOne(visit.Home, visit.Site, visit.Words["stop-letters.title"]),
                story?.Title ?? visit.Words["thread.title"],
                visit.SiteUrl($"/letters/stop?code={Uri.EscapeDataString(code!)}"),
                visit.SiteUrl($"/letters/stop/all?code={Uri.EscapeDataString(code!)}")
            )
        );
    }

    // By the button on our page, or by a mail program that knows RFC 8058, which sends no cookie and a body of either form. Doing it
    // again is done, too.
    private static async Task<IResult> StopThreadAsync(
        HttpContext http,
        [FromServices] NotificationStore notifications,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? code = http.Request.Query["code"];
        if (await notifications.FindByStopCodeAsync(visit.Site.Id, code, visit.Cancel) is not var (reader, thread))
            return await answers.ProblemAsync(visit, Problems.LinkUsed);
        await notifications.StopAsync(visit.Site.Id, reader, thread, visit.Cancel);
        return await NotificationLists.StoppedAsync(visit, frames, "stop-letters.done");
    }

    private static async Task<IResult> StopAllAsync(
        HttpContext http,
        [FromServices] NotificationStore notifications,
        [FromServices] ReaderChoices choices,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? code = http.Request.Query["code"];
        if (await notifications.FindByStopCodeAsync(visit.Site.Id, code, visit.Cancel) is not var (reader, _))
            return await answers.ProblemAsync(visit, Problems.LinkUsed);
        await choices.ChangeAsync(visit.Site.Id, reader, choice => choice with { WantsLetters = false }, visit.Cancel);
        return await NotificationLists.StoppedAsync(visit, frames, "stop-letters.done-all");
    }
}
