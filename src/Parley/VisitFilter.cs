using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Parley.Http;
using Parley.Readers;
using Parley.Sanctions;
using Parley.Sites;
using Parley.Storage;

namespace Parley;

/// <summary>
/// Stands before every endpoint of ours: finds out who asks and on which site, refuses whoever does not belong and writes that come
/// from elsewhere, and is the one place that turns a failure into an answer.
/// </summary>
internal sealed partial class VisitFilter(
    SiteDirectory sites,
    SessionDirectory sessions,
    ReaderDirectory readers,
    SanctionDirectory sanctions,
    ClientFacts clients,
    Answers answers,
    TimeProvider clock,
    ILogger<VisitFilter> logger
)
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var visit = new Visit(http)
        {
            Home = clients.HomeOf(http),
            IsApi = IsApi(http),
            Now = clock.GetUtcNow(),
        };
        visit.Begin();
        // A body is read by an endpoint that wants one, and bounded there; the host's limit may be none.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = http.GetEndpoint()?.Metadata.GetMetadata<FileTaken>() is null
                ? RequestBody.MostLetIn
                : RequestBody.MostLetInWithFile;

        try
        {
            if (await BeginAsync(visit) is { } refused)
                return refused;
            return await next(context);
        }
        catch (StorageUnavailableException error)
        {
            StorageFailed(logger, error.Message);
            return await answers.ProblemAsync(Visit.Of(http), Problems.StorageUnavailable, await KeptWordsAsync(http));
        }
        catch (BadHttpRequestException error)
        {
            return await answers.ProblemAsync(
                Visit.Of(http),
                error.StatusCode == 413 ? Problems.BodyTooLarge : Problems.BodyInvalid
            );
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to hear an answer.
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (Exception error) when (!http.Response.HasStarted)
        {
            // The path's template, not the path: an address may hold what somebody typed.
            Failed(
                logger,
                error,
                (http.GetEndpoint() as Microsoft.AspNetCore.Routing.RouteEndpoint)?.RoutePattern.RawText ?? ""
            );
            return await answers.ProblemAsync(Visit.Of(http), Problems.Unexpected, await KeptWordsAsync(http));
        }
    }

    private async Task<IResult?> BeginAsync(Visit visit)
    {
        var http = visit.Http;
        Site? site = null;
        if (http.Request.RouteValues.TryGetValue("site", out var name))
        {
            site = await sites.FindAsync(name as string ?? "");
            if (site is null)
                return await answers.ProblemAsync(visit, Problems.NotFound);
        }

        var session = await sessions.FindAsync(SessionCookie.Read(http.Request, visit.Home), visit.Cancel);
        visit = await EnterAsync(
            visit,
            site,
            session?.IsHalf == true ? null : session,
            session?.IsHalf == true ? session : null
        );

        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            // What other origins may call takes no cookie into account and changes nothing.
            if (http.GetEndpoint()?.Metadata.GetMetadata<OpenToOtherOrigins>() is { } open)
            {
                if (open.ToAll)
                    http.Response.Headers.AccessControlAllowOrigin = "*";
            }
            // What the request itself says of our address costs a parse, which hardly anyone needs.
            else if (
                !WriteOrigin.Allows(http.Request.Headers, visit.Home.Origin)
                && !WriteOrigin.Allows(http.Request.Headers, clients.AskedOriginOf(http))
            )
                return await answers.ProblemAsync(visit, Problems.WrittenFromElsewhere);
        }

        var closed = await RefuseClosedAsync(visit);
        if (closed is not null && !AsksForSecondFactor(visit))
            return closed;
        var needed = http.GetEndpoint()?.Metadata.GetMetadata<AccessNeeded>()?.Access;
        if (closed is null && needed is { } access && access.Allows(visit))
            return IsOutside(visit)
                ? await answers.ProblemAsync(visit, Problems.OutsideSections, await KeptWordsAsync(http))
                : await ReadFormAsync(visit);
        // An endpoint that does not say who may call it answers nobody.
        if (needed is null)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        if (WayIn(visit) is { } way && !visit.IsApi && HttpMethods.IsGet(http.Request.Method) && site is not null)
            return Answers.SeeOther(
                visit,
                visit.SiteUrl(
                    $"{way}?return="
                        + Uri.EscapeDataString(http.Request.PathBase + http.Request.Path + http.Request.QueryString)
                )
            );
        return await answers.ProblemAsync(
            visit,
            AsksForSecondFactor(visit) ? Problems.SecondFactorNeeded
                : visit.Session is null ? Problems.SignInNeeded
                : visit.Ban ?? Problems.NotAllowed,
            await KeptWordsAsync(http)
        );
    }

    private static bool IsOutside(Visit visit) =>
        visit.Reader is { Sections.Count: > 0 }
        && visit.Http.GetEndpoint()?.Metadata.GetMetadata<WholeSiteNeeded>() is not null;

    // More helps them than to hear to whom reading is open.
    private static bool AsksForSecondFactor(Visit visit) => visit.HalfSession is not null || visit.Reader?.IsHeldBack == true;

    // The page that lets in whoever was refused; null where none does.
    private static string? WayIn(Visit visit) =>
        visit.HalfSession is not null ? "/second-factor"
        : visit.Session is null ? "/sign-in"
        : visit.Reader?.IsHeldBack == true ? "/account/second-factor"
        : null;

    /// <summary>
    /// Refuses who may not do on a site what the endpoint does: to whom the site does not open it, and from whom a moderator took it.
    /// An endpoint that does not say what it does reads: a new one is shut where reading is, until somebody has thought about it.
    /// </summary>
    public async Task<IResult?> RefuseClosedAsync(Visit visit)
    {
        var closed = FindClosed(visit);
        var refused = closed is null ? await FindObstacleAsync(visit) : visit.Ban ?? closed;
        return refused is null ? null : await answers.ProblemAsync(visit, refused, await KeptWordsAsync(visit.Http));
    }

    private static Problem? FindClosed(Visit visit)
    {
        if (visit.FoundSite is not { } site)
            return null;
        var needed = visit.Http.GetEndpoint()?.Metadata.GetMetadata<DoingNeeded>();
        if (needed is { Doing: null })
            return null;
        if (!site.Settings.Read.IsToAll)
            visit.Http.Response.OnStarting(KeepFromOthers, visit.Http.Response);
        var doing = needed?.Doing ?? Doing.Read;
        if (doing == Doing.Read && site.Settings.Read.IsToAll)
            return null;
        return visit.FindClosed(doing);
    }

    // The one place where a sanction stands in somebody's way, whichever door they come by.
    private async ValueTask<Problem?> FindObstacleAsync(Visit visit)
    {
        if (visit.FoundSite is not { } site || visit.Http.GetEndpoint()?.Metadata.GetMetadata<DeedDone>() is not { } done)
            return null;
        if (visit.Reader is not { } reader)
            return visit.Ban;
        var obstacle = await sanctions.FindObstacleAsync(site.Id, reader.Id, done.Deed, visit.Cancel);
        // A warning is read on the reader's own page.
        return obstacle is { Status: 409 }
            ? obstacle with
            {
                Link = visit.IsApi ? visit.Home.Absolute($"/{site.Name}/me") : visit.SiteUrl("/me"),
            }
            : obstacle;
    }

    // Whatever the endpoint says: what not everybody may read is kept by nobody in between.
    private static Task KeepFromOthers(object response)
    {
        var headers = ((HttpResponse)response).Headers;
        headers.CacheControl = "private, no-store";
        headers.ETag = default;
        return Task.CompletedTask;
    }

    private async Task<IResult?> ReadFormAsync(Visit visit)
    {
        if (visit.Http.GetEndpoint()?.Metadata.GetMetadata<FormTaken>() is null)
            return null;
        var read = await SentForm.ReadAsync(visit.Http);
        return read.IsSuccess ? null : await answers.ProblemAsync(visit, read.Problem);
    }

    /// <summary>The same visit on a site that its address did not name, but its form did.</summary>
    public Task<Visit> EnterAsync(Visit visit, Site site) => EnterAsync(visit, site, visit.Session, visit.HalfSession);

    private async Task<Visit> EnterAsync(Visit visit, Site? site, Session? session, Session? half)
    {
        var (reader, ban) =
            site is not null && session is not null ? await readers.AskAsync(site.Id, session, visit.Cancel) : default;
        var entered = new Visit(visit.Http)
        {
            Home = visit.Home,
            IsApi = visit.IsApi,
            Now = visit.Now,
            FoundSite = site,
            Session = session,
            HalfSession = half,
            Reader = reader,
            Ban = ban,
        };
        entered.Begin();
        return entered;
    }

    private static bool IsApi(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<ApiEndpoint>() is not null;

    // A form that could not be taken gives its words back.
    private static async Task<string?> KeptWordsAsync(HttpContext http)
    {
        try
        {
            return (await SentForm.ReadAsync(http)).Value?.Find("body");
        }
        catch (Exception error) when (error is IOException or BadHttpRequestException)
        {
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Error, "A request to {Route} failed")]
    private static partial void Failed(ILogger logger, Exception error, string route);

    [LoggerMessage(2, LogLevel.Error, "Nothing can be kept just now: {Cause}")]
    private static partial void StorageFailed(ILogger logger, string cause);
}

/// <summary>Marks the endpoints of the JSON interface.</summary>
internal sealed record ApiEndpoint;

/// <summary>Marks an endpoint that gives a part of a page, to be put into pages of others.</summary>
internal sealed record PartGiven;

internal static class PartRules
{
    public static T GivesPart<T>(this T endpoint)
        where T : IEndpointConventionBuilder => endpoint.WithMetadata(new PartGiven());
}

/// <summary>Marks an endpoint that pages of other origins may call, without cookies.</summary>
/// <param name="ToAll">Whether all of them may read its answer; where not, the endpoint says itself who may.</param>
internal sealed record OpenToOtherOrigins(bool ToAll = true);
