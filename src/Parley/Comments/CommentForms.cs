using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Stories;
using Parley.Threads;

namespace Parley.Comments;

/// <summary>The forms by which one writes, mends and takes down comments without script. Whatever happens, the words are given back.</summary>
internal static class CommentForms
{
    /// <param name="root">The pages of the installation.</param>
    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder site)
    {
        site.MapPost("/t/{thread:guid}/comments", PostAsync).Does(Doing.Write).Is(Deed.Post).For(Access.Anyone).TakesForm();
        root.MapPost("/t/comments", PostFirstAsync).Does(Doing.Write).Is(Deed.Post).For(Access.Anyone).TakesForm();
        site.MapGet("/t/{thread:guid}/write", ShowWriteAsync).For(Access.Anyone);
        site.MapGet("/c/{comment:guid}/reply", ShowReplyAsync).For(Access.Anyone);
        site.MapPost("/c/{comment:guid}/reply", ReplyAsync).Does(Doing.Write).Is(Deed.Post).For(Access.Anyone).TakesForm();
        site.MapGet("/c/{comment:guid}/edit", ShowEditAsync).ShowsNoWords().For(Access.Reader);
        site.MapPost("/c/{comment:guid}/edit", EditAsync).ShowsNoWords().Is(Deed.Edit).For(Access.Reader).TakesForm();
        site.MapGet("/c/{comment:guid}/delete", ShowDeleteAsync).ShowsNoWords().For(Access.Reader);
        site.MapPost("/c/{comment:guid}/delete", DeleteAsync).ShowsNoWords().For(Access.Reader);
    }

    private static async Task<IResult> PostAsync(HttpContext http, Guid thread, [FromServices] Writing writing)
    {
        var form = SentForm.Of(http).Fields;
        return await writing.PostAsync(Visit.Of(http), thread, parentId: null, form["body"].ToString(), form);
    }

    private static async Task<IResult> PostFirstAsync(
        HttpContext http,
        [FromServices] Writing writing,
        [FromServices] PageClaims claims,
        [FromServices] OpenThread threads,
        [FromServices] VisitFilter visits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http).Fields;
        var read = await claims.ReadAsync(form["url"], form["id"]);
        if (!read.IsSuccess)
            return await answers.ProblemAsync(visit, read.Problem, form["body"]);
        var (site, page) = read.Value;
        visit = await visits.EnterAsync(visit, site);
        if (await visits.RefuseClosedAsync(visit) is { } closed)
            return closed;
        if (Writing.IsPreview(form))
            return await writing.PreviewFirstAsync(visit, form["body"].ToString(), form);
        if (await writing.FindObstacleAsync(visit, page, form["body"].ToString(), form) is { } obstacle)
            return obstacle;
        var story = await threads.HandleAsync(site.Id, page, visit.Cancel);
        return await writing.PostAsync(visit, story.Id, parentId: null, form["body"].ToString(), form);
    }

    private static async Task<IResult> ShowWriteAsync(HttpContext http, Guid thread, [FromServices] Writing writing) =>
        await writing.ShowWriteAsync(Visit.Of(http), thread, name => http.Request.Query[name].FirstOrDefault());

    private static async Task<IResult> ShowReplyAsync(HttpContext http, Guid comment, [FromServices] Writing writing) =>
        await writing.ShowReplyAsync(Visit.Of(http), comment, http.Request.Query.ContainsKey(Writing.Quote));

    private static async Task<IResult> ReplyAsync(HttpContext http, Guid comment, [FromServices] Writing writing)
    {
        var form = SentForm.Of(http).Fields;
        return await writing.ReplyAsync(Visit.Of(http), comment, form["body"].ToString(), form);
    }

    private static async Task<IResult> ShowEditAsync(HttpContext http, Guid comment, [FromServices] Writing writing) =>
        await writing.ShowEditAsync(Visit.Of(http), comment, null, null);

    private static async Task<IResult> EditAsync(HttpContext http, Guid comment, [FromServices] Writing writing)
    {
        var form = SentForm.Of(http).Fields;
        var (visit, body) = (Visit.Of(http), form["body"].ToString());
        return Writing.IsPreview(form)
            ? await writing.PreviewEditAsync(visit, comment, body)
            : await writing.EditAsync(visit, comment, body, form);
    }

    private static async Task<IResult> ShowDeleteAsync(HttpContext http, Guid comment, [FromServices] Writing writing) =>
        await writing.ShowDeleteAsync(Visit.Of(http), comment);

    private static async Task<IResult> DeleteAsync(HttpContext http, Guid comment, [FromServices] Writing writing) =>
        await writing.DeleteAsync(Visit.Of(http), comment);
}
