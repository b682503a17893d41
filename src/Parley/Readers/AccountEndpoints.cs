using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Mail;
using Parley.Views.Readers;

namespace Parley.Readers;

/// <summary>The page on which readers see and change what their account is made of, as forms that need no script.</summary>
internal static class AccountEndpoints
{
    /// <param name="pages">Below our prefix.</param>
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapMethods("/{site}/account", ReaderEndpoints.Looking, ShowAsync).For(Access.Reader);
        pages.MapPost("/{site}/account/name", ChangeNameAsync).For(Access.Reader).TakesForm();
        pages.MapPost("/{site}/account/email", ChangeAddressAsync).For(Access.Reader).TakesForm();
        pages.MapPost("/{site}/account/confirm", AskToConfirmAsync).For(Access.Reader);
        pages.MapPost("/{site}/account/password", ChangePasswordAsync).For(Access.Reader).TakesForm();
        pages.MapPost("/{site}/account/sessions", EndSessionAsync).For(Access.Reader).TakesForm();
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
            visit.Cancel
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

/// <summary>Draws the account's page.</summary>
internal sealed class AccountPages(
    AccountStore accounts,
    SessionStore sessions,
    MailRoute route,
    PageFrames frames,
    Answers answers
)
{
    private static readonly string[] Doings = ["name", "email", "confirm", "password", "session"];

    /// <summary>Back to the page, which says what was done.</summary>
    public static IResult Done(Visit visit, string what) => Answers.SeeOther(visit, visit.SiteUrl($"/account?done={what}"));

    /// <param name="field">Where a problem is said that names no field.</param>
    public async Task<IResult> ShowAsync(
        Visit visit,
        Problem? problem = null,
        string field = "",
        string? wantedName = null,
        string? wantedEmail = null
    )
    {
        // Guests have a name and no account.
        if (visit.Session?.AccountId is not { } id || await accounts.FindAsync(id, visit.Cancel) is not { } account)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        Answers.SayWhenAgain(visit, problem);
        var words = visit.Words;
        string? done = visit.Http.Request.Query["done"];
        var held = await sessions.ListAsync(id, visit.Cancel);
        var page = new AccountPageModel(
            frames.ForOne(visit.Home, visit.Site, words["account.title"], visitorName: visit.SignedIn.Name),
            visit.SiteUrl("/account"),
            visit.SignedIn.Name,
            account.Email.Text,
            account.ConfirmedAt is not null
        )
        {
            Done = problem is null && Doings.Contains(done) ? words[$"account.done-{done}"] : null,
            Faults = problem is null
                ? new Dictionary<string, string>()
                : new Dictionary<string, string> { [problem.Field ?? field] = Answers.Sentence(words, problem) },
            WantedName = wantedName,
            WantedEmail = wantedEmail,
            CanWrite = route.ReachesPeople,
            MinPassword = Passwords.MinLength,
            Sessions =
            [
                .. held.Select(one => new SessionModel(
                    one.TokenHash,
                    one.CreatedAt,
                    one.LastUsed,
                    one.TokenHash == visit.Session.TokenHash
                )),
            ],
        };
        return await Answers.PageAsync<AccountPage, AccountPageModel>(visit, page, problem?.Status ?? StatusCodes.Status200OK);
    }
}
