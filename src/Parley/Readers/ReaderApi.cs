using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Sites;

namespace Parley.Readers;

/// <summary>Signing up, in and out for programs and for our scripts.</summary>
internal static class ReaderApi
{
    private static readonly ReaderJson Context = new(Json.Options());

    internal sealed record SignInBody(string Email, string Password);

    /// <param name="Site">The name of the site on which the account gets its first reader.</param>
    internal sealed record AccountBody(string Site, string Email, string Password, string Name);

    /// <param name="Site">The name of the one site where the guest may write.</param>
    /// <param name="Email">Never shown.</param>
    internal sealed record GuestBody(string Site, string Name, string Email);

    internal sealed record CodeBody(string Code);

    /// <summary>Who asks.</summary>
    /// <param name="Id">The reader's, on the site that was asked about; null where nobody is signed in, or no site was named.</param>
    internal sealed record SessionAnswer(bool IsSignedIn, Guid? Id, string? Name, ReaderRole? Role)
    {
        public static readonly SessionAnswer Nobody = new(false, null, null, null);

        /// <summary>The password was right, and the account asks for more: <c>POST /session/second-factor</c>.</summary>
        public static readonly SessionAnswer Half = Nobody with { NeedsSecondFactor = true };

        /// <summary>Whether a second factor has to be passed before anything is open; absent where none has.</summary>
        public bool? NeedsSecondFactor { get; init; }

        /// <summary>Whether one was passed; absent where the account has none.</summary>
        public bool? HasPassedSecondFactor { get; init; }

        public static SessionAnswer Of(Reader? reader, Session? session = null) =>
            session?.IsHalf == true
                ? Half
                : new(true, reader?.Id, reader?.Name, reader?.Role)
                {
                    HasPassedSecondFactor = session?.HasPassedSecondFactor == true ? true : null,
                    NeedsSecondFactor = reader?.IsHeldBack == true ? true : null,
                };
    }

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/session", WhoAsync)
            .Asks("site")
            .Gives<SessionAnswer>("Who asks, and under which name on a site")
            .For(Access.Anyone);
        api.MapPost("/session", SignInAsync)
            .Takes<SignInBody>()
            .Gives<SessionAnswer>("Sign in: the session is a cookie")
            .For(Access.Anyone);
        api.MapPost("/session/frame", ExchangeAsync)
            .Takes<CodeBody>()
            .Gives<SessionAnswer>("Change a code from the sign-in window into a session of the frame's own")
            .For(Access.Anyone);
        api.MapDelete("/session", SignOutAsync).GivesNothing("Sign out").For(Access.Reader);
        api.MapDelete("/sessions", SignOutEverywhereAsync).GivesNothing("Sign out on every device").For(Access.Reader);
        api.MapPost("/accounts", SignUpAsync)
            .Takes<AccountBody>()
            .Gives<SessionAnswer>(
                "Make an account and sign in; where mail is set up, 202, and the account and its password are made behind the link in a letter",
                StatusCodes.Status201Created
            )
            .For(Access.Anyone);
        api.MapPost("/guests", EnterAsGuestAsync)
            .Takes<GuestBody>()
            .Gives<SessionAnswer>("Come to a site as a guest, where it lets guests write", StatusCodes.Status201Created)
            .For(Access.Anyone);
    }

    private static async Task<IResult> WhoAsync(
        HttpContext http,
        [FromServices] SiteDirectory sites,
        [FromServices] ReaderDirectory readers,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? name = http.Request.Query["site"];
        var site = string.IsNullOrEmpty(name) ? null : await sites.FindAsync(name);
        if (site is null && !string.IsNullOrEmpty(name))
            return await answers.ProblemAsync(visit, Problems.NotFound);
        if (visit.Session is not { } session)
            return Answer(visit, visit.HalfSession is null ? SessionAnswer.Nobody : SessionAnswer.Half);
        return Answer(
            visit,
            SessionAnswer.Of(site is null ? null : await readers.FindAsync(site.Id, session, visit.Cancel), session)
        );
    }

    private static async Task<IResult> SignInAsync(
        HttpContext http,
        [FromServices] SignIn signIn,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.SignInBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (pace.ForSignIn(clients.AddressOf(http), body.Value.Email) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var begun = await signIn.HandleAsync(
            body.Value.Email,
            body.Value.Password,
            visit.AnySession,
            visit.Cancel,
            visit.Device
        );
        if (!begun.IsSuccess)
            return await answers.ProblemAsync(visit, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return Answer(visit, SessionAnswer.Of(null, begun.Value.Session));
    }

    private static async Task<IResult> ExchangeAsync(
        HttpContext http,
        [FromServices] HandToFrame handToFrame,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.CodeBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var begun = await handToFrame.ExchangeAsync(body.Value.Code, visit.Cancel, visit.Device);
        if (!begun.IsSuccess)
            return await answers.ProblemAsync(visit, begun.Problem);
        SessionCookie.GiveToFrame(http.Response, begun.Value);
        return Answer(visit, SessionAnswer.Of(null));
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, [FromServices] SignOut signOut)
    {
        var visit = Visit.Of(http);
        await signOut.HandleAsync(visit.Session!, visit.Cancel);
        SessionCookie.Take(http.Response, visit.Home);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SignOutEverywhereAsync(HttpContext http, [FromServices] SignOut signOut)
    {
        var visit = Visit.Of(http);
        await signOut.EverywhereAsync(visit.Session!, visit.Cancel);
        SessionCookie.Take(http.Response, visit.Home);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> SignUpAsync(
        HttpContext http,
        [FromServices] SignUp signUp,
        [FromServices] SiteDirectory sites,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.AccountBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (await sites.FindAsync(body.Value.Site ?? "") is not { } site)
            return await answers.ProblemAsync(visit, Problems.NotFound);
        if (pace.ForSignUp(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var wanted = new SignUp.Request(body.Value.Email, body.Value.Password, body.Value.Name);
        if (signUp.IsConfirmedFirst)
        {
            var problem =
                pace.ForLetter(clients.AddressOf(http), body.Value.Email)
                ?? await signUp.AskAsync(site, visit.Home, wanted, null, visit.Cancel);
            return problem is null
                ? Answer(visit, SessionAnswer.Nobody, StatusCodes.Status202Accepted)
                : await answers.ProblemAsync(visit, problem);
        }

        var begun = await signUp.HandleAsync(site, wanted, visit.AnySession, visit.Cancel, visit.Home, visit.Device);
        if (!begun.IsSuccess)
            return await answers.ProblemAsync(visit, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return Answer(visit, SessionAnswer.Of(null), StatusCodes.Status201Created);
    }

    private static async Task<IResult> EnterAsGuestAsync(
        HttpContext http,
        [FromServices] EnterAsGuest guests,
        [FromServices] SiteDirectory sites,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.GuestBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (await sites.FindAsync(body.Value.Site ?? "") is not { } site)
            return await answers.ProblemAsync(visit, Problems.NotFound);
        if (limits.Take(ReaderPace.Guest, http, null) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var entered = await guests.HandleAsync(site, body.Value.Name, body.Value.Email, visit.AnySession, visit.Cancel);
        if (!entered.IsSuccess)
            return await answers.ProblemAsync(visit, entered.Problem);
        SessionCookie.Give(visit, entered.Value.Session);
        return Answer(visit, SessionAnswer.Of(entered.Value.Guest), StatusCodes.Status201Created);
    }

    internal static IResult Answer(Visit visit, SessionAnswer answer, int status = StatusCodes.Status200OK)
    {
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(answer, Context.SessionAnswer, statusCode: status);
    }
}

[JsonSerializable(typeof(ReaderApi.SignInBody))]
[JsonSerializable(typeof(ReaderApi.AccountBody))]
[JsonSerializable(typeof(ReaderApi.GuestBody))]
[JsonSerializable(typeof(ReaderApi.CodeBody))]
[JsonSerializable(typeof(ReaderApi.SessionAnswer))]
internal sealed partial class ReaderJson : JsonSerializerContext;
