using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;

namespace Parley.Feeds;

/// <summary>Feeds of a site, of a discussion, of the newsroom's picks in either, and of a reader who wants one.</summary>
internal static class FeedEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        foreach (var form in (string[])[FeedPath.Atom, FeedPath.Json])
        {
            site.MapGet(form, ShowSiteAsync).For(Access.Anyone);
            site.MapGet("/t/{thread:guid}" + form, ShowThreadAsync).For(Access.Anyone);
            site.MapGet("/r/{reader:guid}" + form, ShowReaderAsync).For(Access.Anyone);
            site.MapGet("/picks" + form, ShowPicksAsync).For(Access.Anyone);
            site.MapGet("/t/{thread:guid}/picks" + form, ShowPicksOfThreadAsync).For(Access.Anyone);
        }

        site.MapPost("/me/feed", ChooseAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        api.MapPut("/comments/mine/feed", OpenAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .GivesNothing("Everybody may see a page with one's published comments, and follow it by a feed");
        api.MapDelete("/comments/mine/feed", CloseAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .GivesNothing("There is no page and no feed of one's comments any more");
    }

    private static Task<IResult> ShowSiteAsync(HttpContext http, [FromServices] FeedAnswers feeds) =>
        feeds.ShowAsync(Visit.Of(http), new FeedPath(FeedOf.Site, Guid.Empty));

    private static Task<IResult> ShowThreadAsync(HttpContext http, Guid thread, [FromServices] FeedAnswers feeds) =>
        feeds.ShowAsync(Visit.Of(http), new FeedPath(FeedOf.Thread, thread));

    private static Task<IResult> ShowReaderAsync(HttpContext http, Guid reader, [FromServices] FeedAnswers feeds) =>
        feeds.ShowAsync(Visit.Of(http), new FeedPath(FeedOf.Reader, reader));

    private static Task<IResult> ShowPicksAsync(HttpContext http, [FromServices] FeedAnswers feeds) =>
        feeds.ShowAsync(Visit.Of(http), new FeedPath(FeedOf.Site, Guid.Empty, ArePicks: true));

    private static Task<IResult> ShowPicksOfThreadAsync(HttpContext http, Guid thread, [FromServices] FeedAnswers feeds) =>
        feeds.ShowAsync(Visit.Of(http), new FeedPath(FeedOf.Thread, thread, ArePicks: true));

    private static async Task<IResult> ChooseAsync(HttpContext http, [FromServices] ReaderChoices choices)
    {
        var visit = Visit.Of(http);
        var isOpen = SentForm.Of(http).Find("open") == "true";
        await choices.ChangeAsync(visit, choice => choice with { FeedIsOpen = isOpen });
        return Answers.SeeOther(visit, visit.SiteUrl("/me#feed"));
    }

    private static async Task<IResult> OpenAsync(HttpContext http, [FromServices] ReaderChoices choices)
    {
        await choices.ChangeAsync(Visit.Of(http), choice => choice with { FeedIsOpen = true });
        return Results.NoContent();
    }

    private static async Task<IResult> CloseAsync(HttpContext http, [FromServices] ReaderChoices choices)
    {
        await choices.ChangeAsync(Visit.Of(http), choice => choice with { FeedIsOpen = false });
        return Results.NoContent();
    }
}
