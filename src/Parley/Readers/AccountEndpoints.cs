using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;

namespace Parley.Readers;

/// <summary>The page on which readers see and change what their account is made of, as forms that need no script.</summary>
internal static class AccountEndpoints
{
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site)
    {
        site.MapMethods("/account", ReaderEndpoints.Looking, ShowAsync).ShowsNoWords().For(Access.Reader);
        site.MapPost("/account/name", ChangeNameAsync).ShowsNoWords().Is(Deed.Rename).For(Access.Reader).TakesForm();
        site.MapPost("/account/email", ChangeAddressAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        site.MapPost("/account/confirm", AskToConfirmAsync).ShowsNoWords().For(Access.Reader);
        site.MapPost("/account/letters", ChooseLettersAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        site.MapPost("/account/password", ChangePasswordAsync).ShowsNoWords().For(Access.Reader).TakesForm();
        site.MapPost("/account/sessions", EndSessionAsync).ShowsNoWords().For(Access.Reader).TakesForm();
    }

    private static Task<IResult> ShowAsync(HttpContext http, [FromServices] AccountPages pages) =>
        pages.ShowAsync(Visit.Of(http));

    private static async Task<IResult> ChangeNameAsync(
        HttpContext http,
        [FromServices] ChangeName names,
        [FromServices] AccountPages pages
    )
    {
        var visit = Visit.Of(http);
        var typed = SentForm.Of(http).Find("name");
        var changed = await names.HandleAsync(visit.Site, visit.SignedIn, typed, visit.Cancel);
        return changed.IsSuccess
            ? AccountPages.Done(visit, "name")
            : await pages.ShowAsync(visit, changed.Problem, "name", wantedName: typed);
    }

    private static async Task<IResult> ChangeAddressAsync(
        HttpContext http,
        [FromServices] ChangeAccount account,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] AccountPages pages
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        var typed = form.Find("email");
        if (visit.Session?.AccountId is not { } id)
            return await pages.ShowAsync(visit);
        var problem =
            pace.ForLetter(clients.AddressOf(http), typed)
            ?? pace.ForPassword(clients.AddressOf(http), id)
            ?? await account.AskForAddressAsync(visit.Site, visit.Home, id, typed, form.Find("password"), visit.Cancel);
        return problem is null
            ? AccountPages.Done(visit, "email")
            : await pages.ShowAsync(
                visit,
                problem.Field == "password" ? problem with { Field = "email-password" } : problem,
                "email",
                wantedEmail: typed
            );
    }

    private static async Task<IResult> ChooseLettersAsync(HttpContext http, [FromServices] ReaderChoices choices)
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        // Two forms of one section: whether, and in which language.
        if (form.Find("language") is { } language)
            await choices.ChangeAsync(visit, choice => choice with { Language = LanguageOf(language) });
        else
        {
            var wants = form.Find("wanted") == "true";
            await choices.ChangeAsync(visit, choice => choice with { WantsLetters = wants });
        }

        return AccountPages.Done(visit, "letters");
    }

    /// <summary>A language of letters, as it was chosen; null for the site's own, and for one that we do not speak.</summary>
    public static string? LanguageOf(string? chosen) => Words.Languages.FirstOrDefault(one => one == chosen);

    private static async Task<IResult> AskToConfirmAsync(
        HttpContext http,
        [FromServices] ChangeAccount account,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] AccountPages pages
    )
    {
        var visit = Visit.Of(http);
        if (visit.Session?.AccountId is not { } id)
            return await pages.ShowAsync(visit);
        var wait = await account.AskToConfirmAsync(
            visit.Site,
            visit.Home,
            id,
            address => pace.ForLetter(clients.AddressOf(http), address),
            visit.Cancel
        );
        return wait is null ? AccountPages.Done(visit, "confirm") : await pages.ShowAsync(visit, wait, "email");
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext http,
        [FromServices] ChangeAccount account,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] AccountPages pages
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (pace.ForPassword(clients.AddressOf(http), visit.Session!.OwnerId) is { } wait)
            return await pages.ShowAsync(visit, wait, "password");
        var begun = await account.ChangePasswordAsync(
            visit.Session,
            form.Find("password"),
            form.Find("new-password"),
            visit.Cancel,
            visit.Device
        );
        if (!begun.IsSuccess)
            return await pages.ShowAsync(visit, begun.Problem, "password");
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return AccountPages.Done(visit, "password");
    }

    private static async Task<IResult> EndSessionAsync(HttpContext http, [FromServices] SignOut signOut)
    {
        var visit = Visit.Of(http);
        await signOut.ElsewhereAsync(visit.Session!, SentForm.Of(http).Find("session"), visit.Cancel);
        return AccountPages.Done(visit, "session");
    }
}
