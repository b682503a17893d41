using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Views.Dossiers;

namespace Parley.Dossiers;

/// <summary>The page of a dossier, its JSON, and how staff change it.</summary>
internal static class DossierEndpoints
{
    /// <param name="site">Below <c>/{site}</c>.</param>
    /// <param name="api">Below <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site, IEndpointRouteBuilder api)
    {
        site.MapGet("/dossiers/{slug}", ShowAsync).ShowsNoWords().For(Access.Anyone);
        api.MapGet("/dossiers/{slug}", FindAsync)
            .ShowsNoWords()
            .For(Access.Anyone)
            .Asks("on", "unnamed", "unseen")
            .Gives<DossierAnswer>("A dossier: its stories, what happened, and who is tied to whom");
        api.MapPost("/newsroom/dossiers", AddAsync)
            .ShowsNoWords()
            .For(Access.Newsroom)
            .Takes<DossierAsked>()
            .Gives<DossierHeadAnswer>("Make a dossier", 201);
        api.MapGet("/newsroom/dossiers/{dossier:guid}", FindWholeAsync)
            .ShowsNoWords()
            .For(Access.Newsroom)
            .Gives<DossierAnswer>("A dossier as the newsroom knows it, drafts among it");
        api.MapPut("/newsroom/dossiers/{dossier:guid}", SaveAsync)
            .ShowsNoWords()
            .For(Access.Newsroom)
            .Takes<DossierAsked>()
            .Gives<DossierHeadAnswer>("Change a dossier, publish it or take it back");
        api.MapPost("/newsroom/dossiers/{dossier:guid}/lines", AddLineAsync)
            .ShowsNoWords()
            .For(Access.Newsroom)
            .Takes<LineAsked>()
            .Gives<LineAnswer>(
                "Add a story, an actor, an event, a role or a tie; the last three rest on at least one claim",
                201
            );
        api.MapPut("/newsroom/dossiers/{dossier:guid}/lines/{line:guid}", PutLineAsync)
            .ShowsNoWords()
            .For(Access.Newsroom)
            .Takes<LineAsked>()
            .Gives<LineAnswer>("Write a line anew");
        api.MapDelete("/newsroom/dossiers/{dossier:guid}/lines/{line:guid}", RemoveLineAsync)
            .ShowsNoWords()
            .For(Access.Newsroom)
            .Gives<LineAnswer>("Take a line out");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        string slug,
        [FromServices] DossierReader dossiers,
        [FromServices] PageFrames frames,
        [FromServices] Assets assets,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var asked = DossierSieve.Read(visit);
        var sieve = asked ?? new(null, false, false, 0);
        if (await dossiers.FindAsync(visit, slug, sieve) is not { } read)
            return await answers.ProblemAsync(visit, Problems.DossierNotFound);
        var frame = frames.ForReaders(visit.Home, visit.Site, read.Dossier.Title, visit.IsFramed);
        var page = frame with
        {
            Assets = assets.WithTables(visit.Home, frame.Assets),
            Canonical = visit.Home.Absolute($"/{visit.Site.Name}/dossiers/{read.Dossier.Slug}"),
            JsonLd = DossierModels.ToJsonLd(visit, read, sieve),
        };
        return await Answers.PageAsync<DossierPage, DossierPageModel>(
            visit,
            DossierModels.ToModel(visit, page, read, sieve) with
            {
                Fault = asked is null ? Answers.Sentence(visit.Words, Problems.QueryInvalid) : null,
            },
            asked is null ? Problems.QueryInvalid.Status : 200
        );
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        string slug,
        [FromServices] DossierReader dossiers,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (DossierSieve.Read(visit) is not { } sieve)
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        if (await dossiers.FindAsync(visit, slug, sieve) is not { } read)
            return await answers.ProblemAsync(visit, Problems.DossierNotFound);
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Json(DossierModels.ToAnswer(visit, read), DossierJson.Ours.DossierAnswer);
    }

    private static async Task<IResult> FindWholeAsync(
        HttpContext http,
        Guid dossier,
        [FromServices] DossierReader dossiers,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await dossiers.FindWholeAsync(visit, dossier) is not { } read)
            return await answers.ProblemAsync(visit, Problems.DossierNotFound);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(DossierModels.ToAnswer(visit, read), DossierJson.Ours.DossierAnswer);
    }

    private static async Task<IResult> AddAsync(
        HttpContext http,
        [FromServices] ChangeDossier change,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, DossierJson.Ours.DossierAsked, visit.Cancel);
        if (read.Value is not { } asked)
            return await answers.ProblemAsync(visit, read.Problem!);
        return await ToAnswerAsync(
            visit,
            await change.AddAsync(visit.Site.Id, visit.SignedIn, asked, visit.Cancel),
            201,
            answers
        );
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        Guid dossier,
        [FromServices] ChangeDossier change,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, DossierJson.Ours.DossierAsked, visit.Cancel);
        if (read.Value is not { } asked)
            return await answers.ProblemAsync(visit, read.Problem!);
        var saved = await change.SaveAsync(visit.Site.Id, dossier, visit.SignedIn, asked, visit.Cancel);
        return await ToAnswerAsync(visit, saved, 200, answers);
    }

    private static Task<IResult> AddLineAsync(
        HttpContext http,
        Guid dossier,
        [FromServices] ChangeDossier change,
        [FromServices] Answers answers
    ) => WriteLineAsync(Visit.Of(http), dossier, null, change, answers);

    private static Task<IResult> PutLineAsync(
        HttpContext http,
        Guid dossier,
        Guid line,
        [FromServices] ChangeDossier change,
        [FromServices] Answers answers
    ) => WriteLineAsync(Visit.Of(http), dossier, line, change, answers);

    private static async Task<IResult> WriteLineAsync(
        Visit visit,
        Guid dossier,
        Guid? line,
        ChangeDossier change,
        Answers answers
    )
    {
        var read = await Json.ReadAsync(visit.Http.Request, DossierJson.Ours.LineAsked, visit.Cancel);
        if (read.Value is not { } asked)
            return await answers.ProblemAsync(visit, read.Problem!);
        var put = await change.PutLineAsync(visit.Site.Id, dossier, line, asked, visit.Cancel);
        return await ToAnswerAsync(visit, put, line is null ? 201 : 200, answers);
    }

    private static async Task<IResult> RemoveLineAsync(
        HttpContext http,
        Guid dossier,
        Guid line,
        [FromServices] ChangeDossier change,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var removed = await change.RemoveLineAsync(visit.Site.Id, dossier, line, visit.Cancel);
        return await ToAnswerAsync(visit, removed, 200, answers);
    }

    private static async Task<IResult> ToAnswerAsync(Visit visit, Result<Guid> line, int status, Answers answers)
    {
        if (!line.IsSuccess)
            return await answers.ProblemAsync(visit, line.Problem);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(new LineAnswer(line.Value), DossierJson.Ours.LineAnswer, statusCode: status);
    }

    private static async Task<IResult> ToAnswerAsync(Visit visit, Result<Dossier> saved, int status, Answers answers)
    {
        if (saved.Value is not { } dossier)
            return await answers.ProblemAsync(visit, saved.Problem!);
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new DossierHeadAnswer(dossier.Id, dossier.Slug, dossier.Title, dossier.Lead, dossier.KeptBy, dossier.PublishedAt),
            DossierJson.Ours.DossierHeadAnswer,
            statusCode: status
        );
    }
}
