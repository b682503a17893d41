using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Parley.Http;
using Parley.Readers;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Perspective;

/// <summary>
/// The doors at which programs that called Perspective call us: the same paths, below the prefix where there is one, the same bodies and
/// the same refusals. Beside them the interface of our own for many texts at once.
/// </summary>
internal static partial class PerspectiveEndpoints
{
    private const string Analyze = "/v1alpha1/comments:analyze";
    private const string Suggest = "/v1alpha1/comments:suggestscore";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };
    private static readonly JsonWriterOptions Pretty = Plain with { Indented = true };

    /// <param name="root">Where Parley lives.</param>
    /// <param name="api">The interface of the installation: <c>/api/v1</c>.</param>
    public static void Map(IEndpointRouteBuilder root, IEndpointRouteBuilder api)
    {
        // They are described by their own document, not by ours.
        root.MapGet("/$discovery/rest", DescribeAsync).For(Access.Anyone);
        root.MapPost(Analyze, AnalyzeAsync).For(Access.Anyone).Wire().TakesLists();
        root.MapPost(Suggest, SuggestAsync).For(Access.Anyone).Wire().TakesLists();
        foreach (var path in (string[])[Analyze, Suggest])
            root.MapMethods(path, [HttpMethods.Options], AskFirstAsync).For(Access.Anyone).Wire();
        api.MapPost("/score", ScoreAsync)
            .For(Access.Anyone)
            .TakesLists()
            .Takes<IReadOnlyList<TextToScore>>()
            .Gives<IReadOnlyList<ScoredTextAnswer>>(
                "Scores up to 1,000 texts by the key of a site (x-goog-api-key, key); each counts"
            );
    }

    // No cookie counts here, so a page of another origin may call; which pages may read the answer is said by the answer.
    private static T Wire<T>(this T endpoint)
        where T : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OpenToOtherOrigins(ToAll: false), new ApiEndpoint(), new ExcludeFromDescriptionAttribute());

    private static async Task<IResult> DescribeAsync(HttpContext http, [FromServices] Answers answers)
    {
        var visit = Visit.Of(http);
        if (http.Request.Query["version"] is not ([] or [Discovery.Version]))
            return await answers.ProblemAsync(visit, Problems.NotFound);
        SecurityHeaders.Add(http.Response.Headers, SecurityHeaders.NoPage);
        // It is public, and gapi in a browser asks for it.
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Bytes(Discovery.For(visit.Home), "application/json; charset=utf-8");
    }

    private static Task<IResult> AnalyzeAsync(
        HttpContext http,
        [FromServices] ScoringCallers callers,
        [FromServices] SiteDirectory sites,
        [FromServices] TextModelChooser chooser,
        [FromServices] AnalyzeComment analyze,
        [FromServices] ILogger<AnalyzeComment> logger
    ) =>
        AnswerAsync(
            http,
            callers,
            sites,
            logger,
            (caller, body) => Task.FromResult(chooser.HasAny ? analyze.Handle(body, caller.Site) : (null, WireError.NoModel))
        );

    private static Task<IResult> SuggestAsync(
        HttpContext http,
        [FromServices] ScoringCallers callers,
        [FromServices] SiteDirectory sites,
        [FromServices] SuggestScore suggest,
        [FromServices] ILogger<SuggestScore> logger
    ) =>
        AnswerAsync(
            http,
            callers,
            sites,
            logger,
            async (caller, body) =>
                caller is { Site: { } site, Key: { } key }
                    ? await suggest.HandleAsync(body, site, key, http.RequestAborted)
                    // Without a key nobody knows whose label it is.
                    : (null, WireError.KeyMissing)
        );

    private static async Task<IResult> AskFirstAsync(HttpContext http, [FromServices] SiteDirectory sites)
    {
        if (await AllowOriginAsync(http, sites, null))
        {
            var headers = http.Response.Headers;
            headers.AccessControlAllowMethods = "POST";
            headers.AccessControlAllowHeaders = "content-type, x-goog-api-key, authorization, x-goog-api-client";
            headers.AccessControlMaxAge = "3600";
        }

        return Results.NoContent();
    }

    // Google's order: who calls, how often, and only then what they say.
    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        ScoringCallers callers,
        SiteDirectory sites,
        ILogger logger,
        Func<ScoringCaller, JsonElement, Task<(JsonObject? Answer, WireError? Wrong)>> handle
    )
    {
        try
        {
            var found = await callers.FindAsync(http);
            await AllowOriginAsync(http, sites, found.Value?.Site);
            if (found.Value is not { } caller)
                return Refuse(http, found.Problem == Problems.ScoringKeyNeeded ? WireError.KeyMissing : WireError.KeyInvalid);
            if (await callers.TakeAsync(http, caller, 1) is { } tooOften)
                return Refuse(http, WireError.QuotaExceeded(caller.Key, SecondsOf(tooOften)));
            if (await RequestBody.ReadAsync(http.Request, http.RequestAborted) is not { } body)
                return Refuse(http, WireError.BodyTooLarge(RequestBody.MostOfLists));
            using var read = LenientJson.Parse(body);
            if (read is null)
                return Refuse(http, WireError.NotJson);
            var (answer, wrong) = await handle(caller, read.RootElement);
            return wrong is null ? Json(http, answer!, StatusCodes.Status200OK) : Refuse(http, wrong);
        }
        catch (StorageUnavailableException)
        {
            return Refuse(http, WireError.StorageUnavailable);
        }
        catch (BadHttpRequestException error)
        {
            return Refuse(
                http,
                error.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? WireError.BodyTooLarge(RequestBody.MostOfLists)
                    : WireError.NotJson
            );
        }
        catch (Exception error) when (!http.RequestAborted.IsCancellationRequested)
        {
            Failed(logger, error, http.Request.Path);
            return Refuse(http, WireError.Internal);
        }
    }

    private static async Task<IResult> ScoreAsync(
        HttpContext http,
        [FromServices] ScoringCallers callers,
        [FromServices] TextModelChooser chooser,
        [FromServices] ScoreTexts score,
        [FromServices] IOptions<ParleyOptions> options,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var found = await callers.FindAsync(http);
        if (found.Value is not { } caller)
            return await answers.ProblemAsync(visit, found.Problem!);
        // Whoever only tries it out has one text at a time.
        if (caller.Key is null)
            return await answers.ProblemAsync(visit, Problems.ScoringKeyNeeded);
        var read = await Parley.Json.ReadAsync(http.Request, ScoreTextsJson.Ours.IReadOnlyListTextToScore, visit.Cancel);
        if (read.Value is not { } texts)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (texts.Any(text => text is not { Id: not null, Text: not null }))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        if (texts.Count > ScoreTexts.MostTexts)
            return await answers.ProblemAsync(visit, Problems.TextsTooMany);
        if (!chooser.HasAny)
            return await answers.ProblemAsync(visit, Problems.ScoringNotInstalled);
        if (await callers.TakeAsync(http, caller, texts.Count) is { } tooOften)
            return await answers.ProblemAsync(visit, tooOften);
        http.Response.Headers.CacheControl = "private, no-store";
        var scored = score.Handle(texts, caller.Site?.Language, options.Value.Perspective.StrictLanguages);
        return TypedResults.Json(scored, ScoreTextsJson.Ours.IReadOnlyListScoredTextAnswer);
    }

    // Pages of a site may read what its key brings; whoever has none may, where that is allowed, from a page of any site of ours.
    private static async Task<bool> AllowOriginAsync(HttpContext http, SiteDirectory sites, Site? site)
    {
        http.Response.Headers.Vary = "Origin";
        if (http.Request.Headers.Origin is not [{ Length: > 0 } origin])
            return false;
        var origins = await sites.OriginsAsync();
        var isAllowed = site is not null
            ? origins.Allows(site.Id, origin)
            : (await sites.ListAsync()).Any(one => origins.Allows(one.Id, origin));
        if (isAllowed)
            http.Response.Headers.AccessControlAllowOrigin = origin;
        return isAllowed;
    }

    private static int SecondsOf(Problem tooOften) =>
        Convert.ToInt32(tooOften.Arguments!["seconds"], CultureInfo.InvariantCulture);

    private static IResult Refuse(HttpContext http, WireError error)
    {
        if (error.RetryAfterSeconds is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Json(http, error.ToJson(), error.Code);
    }

    private static IResult Json(HttpContext http, JsonObject answer, int status)
    {
        SecurityHeaders.Add(http.Response.Headers, SecurityHeaders.NoPage);
        http.Response.Headers.CacheControl = "private, no-store";
        http.Response.StatusCode = status;
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, IsPlain(http.Request) ? Plain : Pretty))
            answer.WriteTo(writer);
        return Results.Bytes(bytes.ToArray(), "application/json; charset=utf-8");
    }

    private static bool IsPlain(HttpRequest request) => (string?)request.Query["prettyPrint"] is "false" or "0";

    [LoggerMessage(1, LogLevel.Error, "A call to {Path} failed")]
    private static partial void Failed(ILogger logger, Exception error, string path);
}
