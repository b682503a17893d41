using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Views.Comments;

namespace Parley.Comments;

/// <summary>The earlier words of a comment, where the site shows them; elsewhere they answer like something that never was.</summary>
internal static class RevisionEndpoints
{
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapGet("/comments/{comment:guid}/revisions", ListAsync)
            .For(Access.Anyone)
            .Gives<RevisionListAnswer>("The earlier words of a comment, where the site shows them");
        site.MapGet("/c/{comment:guid}/revisions", ShowAsync).For(Access.Anyone);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AuthoredComments comments,
        [FromServices] RevisionStore revisions,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await FindAsync(visit, comment, comments) is null)
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var listed = await revisions.ListAsync(visit.Site.Id, comment, visit.Cancel);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(
            new RevisionListAnswer([.. listed.Select(one => new RevisionAnswer(one.Number, one.Html, one.ReplacedAt))]),
            RevisionJson.Ours.RevisionListAnswer
        );
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid comment,
        [FromServices] AuthoredComments comments,
        [FromServices] RevisionStore revisions,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await FindAsync(visit, comment, comments) is not { } read)
            return await answers.ProblemAsync(visit, Problems.CommentNotFound);
        var models = new CommentModels(visit.Home, visit.Site.Name, visit.IsFramed);
        var listed = await revisions.ListAsync(visit.Site.Id, comment, visit.Cancel);
        return await Answers.PageAsync<RevisionsPage, RevisionsPageModel>(
            visit,
            new RevisionsPageModel(
                frames.ForOne(visit.Home, visit.Site, visit.Words["revisions.title"], visit.IsFramed),
                models.ToModel(read),
                [.. listed.Select(one => new RevisionModel(new MarkupString(one.Html), one.ReplacedAt))]
            )
        );
    }

    // Only of what is public now: words that were taken down are gone with all that they were before.
    private static async Task<ReadComment?> FindAsync(Visit visit, Guid id, AuthoredComments comments) =>
        visit.Site.Settings.ShowRevisions
        && await comments.FindAsync(visit.Site.Id, id, visit.Cancel) is { Comment.State: CommentState.Published } read
            ? read
            : null;
}

/// <param name="ReplacedAt">Until when these words stood.</param>
internal sealed record RevisionAnswer(int Number, string Html, DateTimeOffset ReplacedAt);

/// <summary>Newest first.</summary>
internal sealed record RevisionListAnswer(IReadOnlyList<RevisionAnswer> Revisions);

[JsonSerializable(typeof(RevisionListAnswer))]
internal sealed partial class RevisionJson : JsonSerializerContext
{
    public static RevisionJson Ours { get; } = new(Json.Options());
}
