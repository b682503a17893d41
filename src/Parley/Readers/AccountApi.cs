using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Sites;

namespace Parley.Readers;

/// <summary>What the account's page does, for programs.</summary>
internal static class AccountApi
{
    private static readonly AccountJson Context = new(Json.Options());

    internal sealed record NameBody(string Name);

    /// <param name="Password">The account's, as it is now.</param>
    internal sealed record AddressBody(string Email, string Password);

    /// <param name="Password">The account's, as it is now.</param>
    internal sealed record PasswordBody(string Password, string NewPassword);

    /// <param name="Site">The name of the site in whose name the letter is written.</param>
    internal sealed record LetterBody(string Site, string Email);

    /// <param name="Email">The account's e-mail address, to its owner alone.</param>
    /// <param name="LeavesAt">When it is deleted, where that was asked for; absent elsewhere.</param>
    internal sealed record AccountAnswer(string Name, string Email, bool IsConfirmed, DateTimeOffset? LeavesAt);

    /// <param name="Code">The one in the address of the link.</param>
    /// <param name="Password">The account's from now on.</param>
    internal sealed record NewPasswordBody(string Code, string Password);

    internal sealed record SessionsAnswer(IReadOnlyList<HeldAnswer> Sessions);

    /// <param name="Id">What it is ended by.</param>
    /// <param name="LastUsedAt">To the day.</param>
    /// <param name="IsThis">Whether it is the one that asks.</param>
    /// <param name="Device">What its browser called itself, such as <c>Firefox on Windows</c>; absent where that says nothing.</param>
    internal sealed record HeldAnswer(
        string Id,
        DateTimeOffset BeganAt,
        DateTimeOffset LastUsedAt,
        bool IsThis,
        string? Device
    );

    /// <param name="api">Below <c>/api/v1</c>.</param>
    /// <param name="ofSite">Below <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder ofSite)
    {
        ofSite.MapGet("/account", FindAsync).ShowsNoWords().For(Access.Reader).Gives<AccountAnswer>("One's own account");
        ofSite
            .MapPut("/account/name", ChangeNameAsync)
            .ShowsNoWords()
            .Is(Deed.Rename)
            .For(Access.Reader)
            .Takes<NameBody>()
            .GivesNothing("Take another name, once a day");
        ofSite
            .MapPut("/account/email", ChangeAddressAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Takes<AddressBody>()
            .GivesNothing("Ask for a letter to a new address; the old one holds until the link in it is used");
        ofSite
            .MapPost("/account/confirm", AskToConfirmAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .GivesNothing("Ask for a letter that confirms the account's address");
        ofSite
            .MapPut("/account/letters", StartLettersAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Asks("language")
            .GivesNothing(
                "Letters tell of replies and mentions; where a language is named, all letters are in it, or in the site's if it is none of ours"
            );
        ofSite
            .MapDelete("/account/letters", StopLettersAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .GivesNothing("No letter tells of replies and mentions");
        ofSite
            .MapPut("/account/password", ChangePasswordAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Takes<PasswordBody>()
            .GivesNothing("Choose another password: every other session ends, and this one gets a new cookie");
        api.MapPost("/password-letters", AskForPasswordAsync)
            .For(Access.Anyone)
            .Takes<LetterBody>()
            .GivesNothing("Ask for a letter with a link to a new password; the answer is the same for every address");
        api.MapPost("/passwords", ChoosePasswordAsync)
            .For(Access.Anyone)
            .Takes<NewPasswordBody>()
            .Gives<ReaderApi.SessionAnswer>("Choose a password by the code of a link, and sign in: every other session ends");
        api.MapGet("/sessions", ListSessionsAsync).For(Access.Reader).Gives<SessionsAnswer>("Where one is signed in");
        api.MapDelete("/sessions/{id}", EndSessionAsync).For(Access.Reader).GivesNothing("Sign out elsewhere");
    }

    private static async Task<IResult> StartLettersAsync(HttpContext http, [FromServices] ReaderChoices choices)
    {
        // Who says nothing of a language keeps the one that holds.
        var language = (string?)http.Request.Query["language"];
        await choices.ChangeAsync(
            Visit.Of(http),
            choice =>
                choice with
                {
                    WantsLetters = true,
                    Language = language is null ? choice.Language : AccountEndpoints.LanguageOf(language),
                }
        );
        return Results.NoContent();
    }

    private static async Task<IResult> StopLettersAsync(HttpContext http, [FromServices] ReaderChoices choices)
    {
        await choices.ChangeAsync(Visit.Of(http), choice => choice with { WantsLetters = false });
        return Results.NoContent();
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        [FromServices] AccountStore accounts,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (visit.Session?.AccountId is not { } id || await accounts.FindAsync(id, visit.Cancel) is not { } account)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new AccountAnswer(visit.SignedIn.Name, account.Email.Text, account.ConfirmedAt is not null, account.LeavesAt),
            Context.AccountAnswer
        );
    }

    private static async Task<IResult> ChangeNameAsync(
        HttpContext http,
        [FromServices] ChangeName names,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.NameBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        var changed = await names.HandleAsync(visit.Site, visit.SignedIn, body.Value.Name, visit.Cancel);
        return changed.IsSuccess ? TypedResults.NoContent() : await answers.ProblemAsync(visit, changed.Problem);
    }

    private static async Task<IResult> ChangeAddressAsync(
        HttpContext http,
        [FromServices] ChangeAccount account,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.AddressBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (visit.Session?.AccountId is not { } id)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        var (email, password) = (body.Value.Email, body.Value.Password);
        var problem =
            pace.ForLetter(clients.AddressOf(http), email)
            ?? pace.ForPassword(clients.AddressOf(http), id)
            ?? await account.AskForAddressAsync(visit.Site, visit.Home, id, email, password, visit.Cancel);
        return problem is null ? TypedResults.NoContent() : await answers.ProblemAsync(visit, problem);
    }

    private static async Task<IResult> AskToConfirmAsync(
        HttpContext http,
        [FromServices] ChangeAccount account,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (visit.Session?.AccountId is not { } id)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        var problem = await account.AskToConfirmAsync(
            visit.Site,
            visit.Home,
            id,
            address => pace.ForLetter(clients.AddressOf(http), address),
            visit.Cancel
        );
        return problem is null ? TypedResults.NoContent() : await answers.ProblemAsync(visit, problem);
    }

    private static async Task<IResult> ChangePasswordAsync(
        HttpContext http,
        [FromServices] ChangeAccount account,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.PasswordBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (pace.ForPassword(clients.AddressOf(http), visit.Session!.OwnerId) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var begun = await account.ChangePasswordAsync(
            visit.Session,
            body.Value.Password,
            body.Value.NewPassword,
            visit.Cancel,
            visit.Device
        );
        if (!begun.IsSuccess)
            return await answers.ProblemAsync(visit, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> AskForPasswordAsync(
        HttpContext http,
        [FromServices] AskForPassword ask,
        [FromServices] SiteDirectory sites,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.LetterBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (await sites.FindAsync(body.Value.Site ?? "") is not { } site)
            return await answers.ProblemAsync(visit, Problems.NotFound);
        var problem =
            pace.ForLetter(clients.AddressOf(http), body.Value.Email)
            ?? await ask.HandleAsync(site, visit.Home, body.Value.Email, visit.Cancel);
        return problem is null ? TypedResults.NoContent() : await answers.ProblemAsync(visit, problem);
    }

    private static async Task<IResult> ChoosePasswordAsync(
        HttpContext http,
        [FromServices] OpenLink link,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.NewPasswordBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var (code, password) = (body.Value.Code, body.Value.Password);
        var begun = await link.ChoosePasswordAsync(code, password, visit.AnySession, visit.Cancel, visit.Device);
        if (!begun.IsSuccess)
            return await answers.ProblemAsync(visit, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return ReaderApi.Answer(visit, ReaderApi.SessionAnswer.Of(null, begun.Value.Session));
    }

    private static async Task<IResult> ListSessionsAsync(
        HttpContext http,
        [FromServices] SessionStore sessions,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (visit.Session is not { AccountId: { } account } mine)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        var held = await sessions.ListAsync(account, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new SessionsAnswer([
                .. held.Select(one => new HeldAnswer(
                    one.TokenHash,
                    one.CreatedAt,
                    one.LastUsed,
                    one.TokenHash == mine.TokenHash,
                    one.Device?.NameIn(visit.Words)
                )),
            ]),
            Context.SessionsAnswer
        );
    }

    private static async Task<IResult> EndSessionAsync(HttpContext http, string id, [FromServices] SignOut signOut)
    {
        var visit = Visit.Of(http);
        await signOut.ElsewhereAsync(visit.Session!, id, visit.Cancel);
        return TypedResults.NoContent();
    }
}

[JsonSerializable(typeof(AccountApi.NameBody))]
[JsonSerializable(typeof(AccountApi.AddressBody))]
[JsonSerializable(typeof(AccountApi.PasswordBody))]
[JsonSerializable(typeof(AccountApi.LetterBody))]
[JsonSerializable(typeof(AccountApi.NewPasswordBody))]
[JsonSerializable(typeof(AccountApi.AccountAnswer))]
[JsonSerializable(typeof(AccountApi.SessionsAnswer))]
internal sealed partial class AccountJson : JsonSerializerContext;
