using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Views.Readers;

namespace Parley.Readers;

/// <summary>The pages of signing up, in and out, as forms that need no script.</summary>
internal static class ReaderEndpoints
{
    /// <summary>Machines that follow links ask for the head alone, and take a page that does not know HEAD for a broken one.</summary>
    internal static readonly string[] Looking = [HttpMethods.Get, HttpMethods.Head];

    /// <param name="pages">Below our prefix.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    /// <param name="api">Below <c>/api/v1</c>.</param>
    /// <param name="apiOfSite">Below <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(
        IEndpointRouteBuilder pages,
        IEndpointRouteBuilder site,
        IEndpointRouteBuilder api,
        IEndpointRouteBuilder apiOfSite
    )
    {
        site.MapMethods("/sign-in", Looking, AskToSignInAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/sign-in", SignInAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
        site.MapMethods("/sign-up", Looking, AskToSignUpAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/sign-up", SignUpAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
        site.MapMethods("/sign-out", Looking, AskToSignOutAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/sign-out", SignOutAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
        LinkEndpoints.Map(pages, site);
        LetterEndpoints.Map(site);
        AccountEndpoints.Map(site);
        ReaderApi.Map(api);
        AccountApi.Map(api, apiOfSite);
    }

    private static async Task<IResult> AskToSignInAsync(
        HttpContext http,
        [FromServices] SignInPages pages,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var request = SignInRequest.Read(visit, name => http.Request.Query[name]);
        if (request.FrameOrigin is not { } origin)
            return await pages.SignInAsync(visit, request);
        // Nobody types a password for a page that is not the site's.
        if (!HandToFrame.IsOriginOf(visit.Site, origin))
            return await answers.ProblemAsync(visit, Problems.OriginNotOfSite);
        return visit.Session?.AccountId is null
            ? await pages.SignInAsync(visit, request)
            : await pages.AskForFrameAsync(visit, request);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext http,
        [FromServices] SignIn signIn,
        [FromServices] SignInPages pages,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var request = SignInRequest.Read(visit, form.Find);
        if (visit.Session is { AccountId: not null } here && form.Find("go") == "on")
            return await pages.GoOnAsync(visit, request, here);
        var email = form.Find("email");
        // Came here from elsewhere with words and no name, or by the button on the page for signing up.
        if (email is null || form.Find("go") == "sign-in")
            return await pages.SignInAsync(visit, request, email ?? "");
        if (pace.ForSignIn(clients.AddressOf(http), email) is { } wait)
            return await pages.SignInAsync(visit, request, email, wait);

        var begun = await signIn.HandleAsync(
            email,
            form.Find("password"),
            visit.AnySession,
            visit.Cancel,
            visit.Device,
            visit.Site.Id
        );
        if (!begun.IsSuccess)
            return await pages.SignInAsync(visit, request, email, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return await pages.GoOnAsync(visit, request, begun.Value.Session);
    }

    private static Task<IResult> AskToSignUpAsync(HttpContext http, [FromServices] SignInPages pages)
    {
        var visit = Visit.Of(http);
        return pages.SignUpAsync(visit, SignInRequest.Read(visit, name => http.Request.Query[name]));
    }

    private static async Task<IResult> SignUpAsync(
        HttpContext http,
        [FromServices] SignUp signUp,
        [FromServices] SignInPages pages,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var request = SignInRequest.Read(visit, form.Find);
        var (name, email) = (form.Find("name") ?? "", form.Find("email") ?? "");
        // The button beside the one for signing in.
        if (form.Find("go") == "sign-up")
            return await pages.SignUpAsync(visit, request, name, email);
        if (pace.ForSignUp(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait, request.Written?.Body);

        var wanted = new SignUp.Request(email, form.Find("password"), name);
        if (signUp.IsConfirmedFirst)
        {
            var problem =
                pace.ForLetter(clients.AddressOf(http), email)
                ?? await signUp.AskAsync(visit.Site, visit.Home, wanted, request.Back, visit.Cancel);
            return problem is null ? await pages.LetterSentAsync(visit, request, email) : await RefuseAsync(problem);
        }

        var begun = await signUp.HandleAsync(visit.Site, wanted, visit.AnySession, visit.Cancel, visit.Home, visit.Device);
        if (!begun.IsSuccess)
            return await RefuseAsync(begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return await pages.GoOnAsync(visit, request, begun.Value.Session);

        Task<IResult> RefuseAsync(Problem problem) =>
            problem.Field is null
                ? answers.ProblemAsync(visit, problem, request.Written?.Body)
                : pages.SignUpAsync(visit, request, name, email, problem);
    }

    private static Task<IResult> AskToSignOutAsync(HttpContext http, [FromServices] PageFrames frames) =>
        ShowSignOutAsync(Visit.Of(http), frames, isDone: Visit.Of(http).Session is null);

    private static async Task<IResult> SignOutAsync(
        HttpContext http,
        [FromServices] SignOut signOut,
        [FromServices] PageFrames frames
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (visit.AnySession is { } session)
        {
            if (form.Find("everywhere") == "true")
                await signOut.EverywhereAsync(session, visit.Cancel);
            else
                await signOut.HandleAsync(session, visit.Cancel);
        }

        SessionCookie.Take(http.Response, visit.Home);
        return await ShowSignOutAsync(visit, frames, isDone: true);
    }

    private static Task<IResult> ShowSignOutAsync(Visit visit, PageFrames frames, bool isDone)
    {
        var frame = frames.ForOne(
            visit.Home,
            visit.Site,
            visit.Words[isDone ? "sign-out.done" : "sign-out.title"],
            visitorName: isDone ? null : visit.Reader?.Name
        );
        var page = new SignOutPageModel(frame, visit.SiteUrl("/sign-out"), visit.SiteUrl("/")) { IsDone = isDone };
        return Answers.PageAsync<SignOutPage, SignOutPageModel>(visit, page);
    }
}
