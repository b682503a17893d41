using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;

namespace Parley.SecondFactors;

/// <summary>Where a second factor is passed, and where an account's are changed. A passkey needs a script, the rest does not.</summary>
internal static class SecondFactorEndpoints
{
    private const string Mine = "/account/second-factor";

    /// <param name="site">The pages below a site: <c>/{site}</c>.</param>
    /// <param name="api">Below <c>/api/v1</c>.</param>
    /// <param name="ofSite">Below <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site, IEndpointRouteBuilder api, IEndpointRouteBuilder ofSite)
    {
        site.MapMethods("/second-factor", ReaderEndpoints.Looking, AskAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/second-factor", PassAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
        site.MapMethods(Mine, ReaderEndpoints.Looking, ShowAsync).ShowsNoWords().For(Access.Reader);
        site.MapPost(Mine + "/app", AddAppAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        site.MapPost(Mine + "/passkey", AddPasskeyAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        site.MapPost(Mine + "/remove", RemoveAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        site.MapPost(Mine + "/codes", RenewCodesAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        SecondFactorApi.Map(api, ofSite);
    }

    private static Task<IResult> AskAsync(HttpContext http, [FromServices] SecondFactorPages pages)
    {
        var visit = Visit.Of(http);
        var request = SignInRequest.Read(visit, name => http.Request.Query[name]);
        return visit.HalfSession is { } half ? pages.AskAsync(visit, half, request) : Task.FromResult(ToSignIn(visit));
    }

    private static async Task<IResult> PassAsync(
        HttpContext http,
        [FromServices] PassSecondFactor pass,
        [FromServices] SecondFactorPages pages,
        [FromServices] SignInPages signIn,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (visit.HalfSession is not { } half)
            return ToSignIn(visit);
        var request = SignInRequest.Read(visit, form.Find);
        var sent = new PassSecondFactor.Request(form.Find("code"), form.Find("state"), form.Find("credential"));
        if (pace.ForSecondFactor(clients.AddressOf(http), half.OwnerId, sent.IsAppCode) is { } wait)
            return await pages.AskAsync(visit, half, request, wait);
        var begun = await pass.HandleAsync(visit, half, sent);
        if (!begun.IsSuccess)
            return await pages.AskAsync(visit, half, request, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return await signIn.GoOnAsync(visit, request, begun.Value.Session);
    }

    private static Task<IResult> ShowAsync(HttpContext http, [FromServices] SecondFactorPages pages)
    {
        var visit = Visit.Of(http);
        return pages.ShowAsync(visit, visit.Session!);
    }

    private static async Task<IResult> AddAppAsync(
        HttpContext http,
        [FromServices] ChangeFactors change,
        [FromServices] SecondFactorPages pages,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var offer = form.Find("offer");
        if (pace.ForPassword(clients.AddressOf(http), visit.Session!.OwnerId) is { } wait)
            return await pages.ShowAsync(visit, visit.Session, "app", wait, offer: offer);
        var changed = await change.AddAppAsync(visit, visit.Session, form.Find("password"), offer, form.Find("code"));
        return await AnswerAsync(visit, pages, "app", changed, offer);
    }

    private static async Task<IResult> AddPasskeyAsync(
        HttpContext http,
        [FromServices] ChangeFactors change,
        [FromServices] SecondFactorPages pages,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (pace.ForPassword(clients.AddressOf(http), visit.Session!.OwnerId) is { } wait)
            return await pages.ShowAsync(visit, visit.Session, "passkey", wait);
        var changed = await change.AddPasskeyAsync(
            visit,
            visit.Session,
            form.Find("password"),
            form.Find("name"),
            form.Find("state"),
            form.Find("credential")
        );
        return await AnswerAsync(visit, pages, "passkey", changed);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext http,
        [FromServices] ChangeFactors change,
        [FromServices] SecondFactorPages pages,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (pace.ForPassword(clients.AddressOf(http), visit.Session!.OwnerId) is { } wait)
            return await pages.ShowAsync(visit, visit.Session, "remove", wait);
        var changed = await change.RemoveAsync(visit, visit.Session, form.Find("password"), form.Find("factor"));
        return await AnswerAsync(visit, pages, "remove", changed);
    }

    private static async Task<IResult> RenewCodesAsync(
        HttpContext http,
        [FromServices] ChangeFactors change,
        [FromServices] SecondFactorPages pages,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients
    )
    {
        var visit = Visit.Of(http);
        if (pace.ForPassword(clients.AddressOf(http), visit.Session!.OwnerId) is { } wait)
            return await pages.ShowAsync(visit, visit.Session, "codes", wait);
        var codes = await change.RenewCodesAsync(visit, visit.Session, SentForm.Of(http).Find("password"));
        return await pages.ShowAsync(visit, visit.Session, "codes", codes.Problem, codes.Value);
    }

    private static async Task<IResult> AnswerAsync(
        Visit visit,
        SecondFactorPages pages,
        string form,
        Result<ChangeFactors.Changed> changed,
        string? offer = null
    )
    {
        if (changed.Value is not { } done)
            return await pages.ShowAsync(visit, visit.Session!, form, changed.Problem, offer: offer);
        SessionCookie.Give(visit.Http.Response, visit.Home, done.Begun);
        return done.Codes is null
            ? Answers.SeeOther(visit, visit.SiteUrl("/account/second-factor"))
            // Shown this once, so in the answer itself.
            : await pages.ShowAsync(visit, done.Begun.Session, newCodes: done.Codes);
    }

    private static IResult ToSignIn(Visit visit) =>
        Answers.SeeOther(visit, visit.SiteUrl(visit.Session is null ? "/sign-in" : "/account/second-factor"));
}
