using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Mail;
using Parley.Views.Readers;

namespace Parley.Readers;

/// <summary>Where a letter about an account is asked for, and where the link in one leads.</summary>
internal static class LetterEndpoints
{
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapMethods("/forgotten", ReaderEndpoints.Looking, ShowForgotten).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/forgotten", AskForPasswordAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
        site.MapMethods("/confirm", ReaderEndpoints.Looking, ShowConfirmAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/confirm", ConfirmAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
    }

    private static Task<IResult> ShowForgotten(HttpContext http, [FromServices] PageFrames frames) =>
        ShowForgottenAsync(Visit.Of(http), frames, "", null);

    private static async Task<IResult> AskForPasswordAsync(
        HttpContext http,
        [FromServices] AskForPassword ask,
        [FromServices] MailRoute mail,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] PageFrames frames
    )
    {
        var visit = Visit.Of(http);
        var typed = SentForm.Of(http).Find("email") ?? "";
        var problem =
            pace.ForLetter(clients.AddressOf(http), typed)
            ?? await ask.HandleAsync(visit.Site, visit.Home, typed, visit.Cancel);
        if (problem is not null)
            return await ShowForgottenAsync(visit, frames, typed, problem);
        // While letters lie in a folder, the newsroom has to hand them over.
        var lead = visit.Words[mail.ReachesPeople ? "letter-sent.forgotten" : "letter-sent.by-hand"];
        return await LetterSentAsync(visit, frames, lead, visit.SiteUrl("/sign-in"));
    }

    private static async Task<IResult> ShowConfirmAsync(
        HttpContext http,
        [FromServices] ConfirmAddress confirm,
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
        return await confirm.FindAsync(code, visit.Cancel) is { } wanted
            ? await DrawConfirmAsync(visit, frames, wanted, code!, fault: null)
            : await answers.ProblemAsync(visit, Problems.LinkUsed);
    }

    // An account that is to be made has no password yet.
    private static Task<IResult> DrawConfirmAsync(
        Visit visit,
        PageFrames frames,
        Confirmation wanted,
        string code,
        Problem? fault
    )
    {
        var words = visit.Words;
        var page = new OneButtonPageModel(
            frames.ForOne(visit.Home, visit.Site, words["confirm.title"]),
            wanted.Name is { } name
                ? words.Format("confirm.lead-new", ("name", name), ("email", wanted.Email), ("site", visit.Site.Title))
                : words.Format("confirm.lead", ("email", wanted.Email), ("site", visit.Site.Title)),
            visit.SiteUrl("/confirm"),
            words[wanted.Name is null ? "confirm.do" : "confirm.do-new"]
        )
        {
            Hidden = [new("code", code)],
            MinPassword = wanted.Name is null ? null : Passwords.MinLength,
            PasswordFault = fault is null ? null : Answers.Sentence(words, fault),
        };
        return Answers.PageAsync<OneButtonPage, OneButtonPageModel>(visit, page, fault);
    }

    private static async Task<IResult> ConfirmAsync(
        HttpContext http,
        [FromServices] ConfirmAddress confirm,
        [FromServices] PageFrames frames,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var form = SentForm.Of(http);
        var code = form.Find("code");
        var confirmed = await confirm.HandleAsync(
            visit.Site,
            code,
            form.Find("password"),
            visit.AnySession,
            visit.Cancel,
            visit.Device
        );
        if (confirmed.Value is not { } done)
            return confirmed.Problem!.Field == "password" && await confirm.FindAsync(code, visit.Cancel) is { } wanted
                ? await DrawConfirmAsync(visit, frames, wanted, code!, confirmed.Problem)
                : await answers.ProblemAsync(visit, confirmed.Problem);
        if (done.Begun is not { } begun)
            return Answers.SeeOther(visit, visit.SiteUrl("/account"));
        SessionCookie.Give(http.Response, visit.Home, begun);
        return Answers.SeeOther(visit, done.Back ?? visit.SiteUrl("/"));
    }

    /// <summary>Says that a letter is on its way, and gives back words that could not be sent yet.</summary>
    public static Task<IResult> LetterSentAsync(
        Visit visit,
        PageFrames frames,
        string lead,
        string backUrl,
        string? kept = null
    )
    {
        var frame = frames.ForOne(visit.Home, visit.Site, visit.Words["letter-sent.title"]);
        return Answers.PageAsync<LetterSentPage, LetterSentPageModel>(
            visit,
            new LetterSentPageModel(frame, lead, backUrl, kept),
            StatusCodes.Status202Accepted
        );
    }

    private static Task<IResult> ShowForgottenAsync(Visit visit, PageFrames frames, string email, Problem? fault)
    {
        var frame = frames.ForOne(visit.Home, visit.Site, visit.Words["forgotten.title"]);
        var page = new ForgottenPageModel(frame, visit.SiteUrl("/forgotten"), visit.SiteUrl("/sign-in"))
        {
            Email = email,
            Fault = fault is null ? null : Answers.Sentence(visit.Words, fault),
        };
        return Answers.PageAsync<ForgottenPage, ForgottenPageModel>(visit, page, fault);
    }
}
