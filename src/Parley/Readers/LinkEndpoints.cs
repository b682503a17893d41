using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Sites;
using Parley.Views.Readers;

namespace Parley.Readers;

/// <summary>The links that commands print. Opening one shows a button; pressing the button uses it.</summary>
internal static class LinkEndpoints
{
    public static void Map(IEndpointRouteBuilder pages, IEndpointRouteBuilder site)
    {
        pages.MapMethods("/sign-in-link", ReaderEndpoints.Looking, ShowSignInLinkAsync).For(Access.Anyone);
        pages.MapPost("/sign-in-link", UseSignInLinkAsync).For(Access.Anyone).TakesForm();
        site.MapMethods("/reset", ReaderEndpoints.Looking, ShowPasswordLinkAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/reset", UsePasswordLinkAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
    }

    private static async Task<IResult> ShowSignInLinkAsync(
        HttpContext http,
        [FromServices] OpenLink link,
        [FromServices] PageFrames frames,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? code = http.Request.Query["code"];
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        if (!await link.IsOpenAsync(CodePurpose.SignIn, code, visit.Cancel))
            return await answers.ProblemAsync(visit, Problems.LinkUsed);
        var words = visit.Words;
        var page = new OneButtonPageModel(
            frames.ForInstallation(visit.Home, words, words["sign-in-link.title"]),
            words["sign-in-link.lead"],
            visit.Home.Url("/sign-in-link"),
            words["sign-in-link.do"]
        )
        {
            Hidden = [new("code", code!)],
        };
        return await Answers.PageAsync<OneButtonPage, OneButtonPageModel>(visit, page);
    }

    private static async Task<IResult> UseSignInLinkAsync(
        HttpContext http,
        [FromServices] OpenLink link,
        [FromServices] SiteDirectory sites,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var begun = await link.SignInAsync(form.Find("code"), visit.AnySession, visit.Cancel, visit.Device);
        if (!begun.IsSuccess)
            return await answers.ProblemAsync(visit, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return Answers.SeeOther(
            visit,
            begun.Value.Session.IsHalf && await sites.ListAsync() is [var first, ..]
                ? visit.Home.Url($"/{first.Name}/second-factor")
                : visit.Home.Url("/")
        );
    }

    private static async Task<IResult> ShowPasswordLinkAsync(
        HttpContext http,
        [FromServices] OpenLink link,
        [FromServices] PageFrames frames,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        string? code = http.Request.Query["code"];
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        if (!await link.IsOpenAsync(CodePurpose.Password, code, visit.Cancel))
            return await answers.ProblemAsync(visit, Problems.LinkUsed);
        return await ShowPasswordAsync(visit, frames, code!, fault: null);
    }

    private static async Task<IResult> UsePasswordLinkAsync(
        HttpContext http,
        [FromServices] OpenLink link,
        [FromServices] PageFrames frames,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var code = form.Find("code");
        var begun = await link.ChoosePasswordAsync(code, form.Find("password"), visit.AnySession, visit.Cancel, visit.Device);
        if (!begun.IsSuccess)
            return begun.Problem.Field == "password"
                ? await ShowPasswordAsync(visit, frames, code!, begun.Problem)
                : await answers.ProblemAsync(visit, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return Answers.SeeOther(visit, visit.SiteUrl(begun.Value.Session.IsHalf ? "/second-factor" : "/"));
    }

    private static Task<IResult> ShowPasswordAsync(Visit visit, PageFrames frames, string code, Problem? fault)
    {
        var words = visit.Words;
        var page = new OneButtonPageModel(
            frames.ForOne(visit.Home, visit.Site, words["reset.title"]),
            words["reset.lead"],
            visit.SiteUrl("/reset"),
            words["reset.do"]
        )
        {
            Hidden = [new("code", code)],
            MinPassword = Passwords.MinLength,
            PasswordFault = fault is null ? null : Answers.Sentence(words, fault),
        };
        return Answers.PageAsync<OneButtonPage, OneButtonPageModel>(visit, page, fault);
    }
}
