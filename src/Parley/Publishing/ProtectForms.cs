using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Reading;
using Parley.Stories;

namespace Parley.Publishing;

/// <summary>The ways by which the newsroom takes words out of what a report said before.</summary>
internal static class ProtectForms
{
    private const string Path = "/newsroom/reports/{story:guid}/protected-words";

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site) =>
        site.MapPost(Path, ProtectByFormAsync).For(Access.Newsroom).TakesForm();

    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void MapApi(IEndpointRouteBuilder api) =>
        api.MapPost(Path, ProtectAsync)
            .For(Access.Newsroom)
            .Takes<ProtectBody>()
            .Gives<ProtectedAnswer>(
                "Takes words out of the earlier texts of a report and the former words of its claims; without sure it only says how often they stand there"
            );

    private static async Task<IResult> ProtectAsync(
        HttpContext http,
        Guid story,
        [FromServices] ProtectWords protect,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ProtectJson.Ours.ProtectBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var done = await protect.HandleAsync(visit.Site.Id, story, visit.SignedIn, body.Words, body.Sure == true, visit.Cancel);
        if (done.Value is not { } kept)
            return await answers.ProblemAsync(visit, done.Problem!);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new ProtectedAnswer(kept.Places, kept.IsDone), ProtectJson.Ours.ProtectedAnswer);
    }

    private static async Task<IResult> ProtectByFormAsync(
        HttpContext http,
        Guid story,
        [FromServices] ProtectWords protect,
        [FromServices] StoryStore stories,
        [FromServices] ChangesDrawer drawer,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var words = form.Find("words") ?? "";
        // Whoever changes them is asked again.
        var isSure = words.Length > 0 && form.Find("sure") == words;
        var done = await protect.HandleAsync(visit.Site.Id, story, visit.SignedIn, words, isSure, visit.Cancel);
        var found = await stories.FindAsync(visit.Site.Id, story, visit.Cancel);
        // A draft has no page of changes on which the form could stand.
        if (found is null || done.Problem is { Field: null })
            return await answers.ProblemAsync(visit, done.Problem ?? Problems.StoryNotFound, words);
        return done.Value is { IsDone: true }
            ? Answers.SeeOther(visit, ReportModels.ChangesUrl(visit.Home, visit.Site, story, found.Slug))
            : await drawer.DrawAsync(
                visit,
                found,
                new(UrlOf(visit, story), words)
                {
                    Places = done.Value?.Places ?? 0,
                    Faults = Answers.Faults(visit.Words, done.Problem, "words"),
                },
                done.Problem
            );
    }

    /// <summary>Where the form is sent.</summary>
    public static string UrlOf(Visit visit, Guid story) => visit.SiteUrl($"/newsroom/reports/{story}/protected-words");
}

/// <summary>Words that are to be taken out, as a client sends them.</summary>
/// <param name="Sure">Whether it is to be done, and not only said how often they stand there.</param>
internal sealed record ProtectBody(string? Words = null, bool? Sure = null);

/// <param name="Places">How often they stand there, or stood.</param>
/// <param name="Done">Whether they were taken out.</param>
internal sealed record ProtectedAnswer(int Places, bool Done);

[JsonSerializable(typeof(ProtectBody))]
[JsonSerializable(typeof(ProtectedAnswer))]
internal sealed partial class ProtectJson : JsonSerializerContext
{
    public static ProtectJson Ours { get; } = new(Json.Options());
}
