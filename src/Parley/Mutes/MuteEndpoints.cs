using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;

namespace Parley.Mutes;

/// <summary>The doors of mutes: the JSON interface, the page behind a comment, and the list on one's own page.</summary>
internal static class MuteEndpoints
{
    private const string Before = "before";

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapGet("/mutes", ListAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Asks(Before)
            .Gives<MuteListAnswer>("Whom one has muted, the latest first");
        api.MapPut("/comments/{comment:guid}/mute", MuteAsync)
            .For(Access.Reader)
            .Gives<MutedReader>("Mutes whoever wrote a comment: nothing of theirs is told, mailed or found any more");
        api.MapDelete("/mutes/{reader:guid}", UnmuteAsync).ShowsNoWords().For(Access.Reader).GivesNothing("Unmutes a reader");
        site.MapGet("/c/{comment:guid}/mute", AskAsync).For(Access.Reader);
        site.MapPost("/c/{comment:guid}/mute", ChangeAsync).For(Access.Reader).TakesForm();
        site.MapMethods("/me/mutes", ReaderEndpoints.Looking, ShowAsync).ShowsNoWords().For(Access.Reader);
        site.MapPost("/me/mutes", UnmuteByFormAsync).ShowsNoWords().For(Access.Reader).TakesForm();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] MuteStore mutes,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryRead(http.Request.Query[Before], out var before))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var found = await mutes.ListAsync(visit.Site.Id, visit.SignedIn.Id, before, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new MuteListAnswer(found.Muted, found.Next?.ToString()), MuteJson.Ours.MuteListAnswer);
    }

    private static async Task<IResult> MuteAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MuteAuthor mute,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (limits.Take(Limits.Muting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var result = await mute.HandleAsync(visit.Site.Id, comment, visit.SignedIn, visit.Cancel);
        if (!result.IsSuccess)
            return await answers.ProblemAsync(visit, result.Problem);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(result.Value, MuteJson.Ours.MutedReader);
    }

    private static async Task<IResult> UnmuteAsync(HttpContext http, Guid reader, [FromServices] MuteStore mutes)
    {
        var visit = Visit.Of(http);
        await mutes.RemoveAsync(visit.Site.Id, visit.SignedIn.Id, reader, visit.Cancel);
        return Results.NoContent();
    }

    private static async Task<IResult> AskAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MutePages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var found = await pages.FindAsync(visit, comment);
        return found.Value is { } asked
            ? await pages.AskAsync(visit, asked)
            : await answers.ProblemAsync(visit, found.Problem!);
    }

    // The page that follows says what is so now, and has the way back.
    private static async Task<IResult> ChangeAsync(
        HttpContext http,
        Guid comment,
        [FromServices] MuteAuthor mute,
        [FromServices] MuteStore mutes,
        [FromServices] MutePages pages,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var found = await pages.FindAsync(visit, comment);
        if (found.Value is not { } asked)
            return await answers.ProblemAsync(visit, found.Problem!);
        if (SentForm.Of(http).Find("mute") == "true")
        {
            if (limits.Take(Limits.Muting, visit) is { } tooMany)
                return await answers.ProblemAsync(visit, tooMany);
            var result = await mute.HandleAsync(visit.Site.Id, comment, visit.SignedIn, visit.Cancel);
            if (!result.IsSuccess)
                return await answers.ProblemAsync(visit, result.Problem);
        }
        else
            await mutes.RemoveAsync(visit.Site.Id, visit.SignedIn.Id, asked.Comment.AuthorId, visit.Cancel);

        return Answers.SeeOther(visit, MutePages.UrlOf(visit, comment));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] MutePages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return TimeCursor.TryRead(http.Request.Query[Before], out var before)
            ? await pages.ListAsync(visit, before)
            : await answers.ProblemAsync(visit, Problems.QueryInvalid);
    }

    private static async Task<IResult> UnmuteByFormAsync(HttpContext http, [FromServices] MuteStore mutes)
    {
        var visit = Visit.Of(http);
        if (Guid.TryParse(SentForm.Of(http).Find("reader"), out var reader))
            await mutes.RemoveAsync(visit.Site.Id, visit.SignedIn.Id, reader, visit.Cancel);
        return Answers.SeeOther(visit, visit.SiteUrl("/me/mutes"));
    }
}
