using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;

namespace Parley.Tokens;

/// <summary>The door at which a frame, or an app's view, hands over the site's token.</summary>
internal static class TokenEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/session/token", SignInAsync)
            .Takes<TokenBody>()
            .Gives<ReaderApi.SessionAnswer>("Sign in by a token of the site’s own system: the session is a cookie")
            .ShowsNoWords()
            .For(Access.Anyone);

    private static async Task<IResult> SignInAsync(
        HttpContext http,
        [FromServices] SignInByToken signIn,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, TokenJson.Ours.TokenBody, visit.Cancel);
        if (body.Value is not { } sent)
            return await answers.ProblemAsync(visit, body.Problem!);
        if (limits.Take(ReaderPace.Token, http, null) is { } tooOften)
            return await answers.ProblemAsync(visit, tooOften);
        // Whoever keeps order here goes on doing so on the site's own pages. And a link that somebody sent takes nobody out of an
        // account of theirs: only in a frame did the page around, which is the site's, choose the token.
        if (
            visit.Reader is { IsStaff: true } or { AccountId: not null }
            && visit.Session?.Signed is null
            && (!visit.IsFramed || visit.Reader.IsStaff)
        )
            return ReaderApi.Answer(visit, ReaderApi.SessionAnswer.Of(visit.Reader));

        var entered = await signIn.HandleAsync(visit.Site, sent.Token, visit.AnySession, visit.Cancel);
        if (entered.Value is not { } now)
            return await answers.ProblemAsync(visit, entered.Problem!);
        if (now.Session is { } begun)
            SessionCookie.GiveAlone(visit, begun);
        else if (now.Reader is null && visit.Session?.Signed is not null)
            SessionCookie.Take(http.Response, visit.Home);
        return ReaderApi.Answer(
            visit,
            now.Reader is null ? ReaderApi.SessionAnswer.Nobody : ReaderApi.SessionAnswer.Of(now.Reader),
            now.Session is null ? StatusCodes.Status200OK : StatusCodes.Status201Created
        );
    }
}

/// <param name="Token">Empty where the reader has signed out on the site.</param>
internal sealed record TokenBody(string? Token);

[JsonSerializable(typeof(TokenBody))]
internal sealed partial class TokenJson : JsonSerializerContext
{
    public static TokenJson Ours { get; } = new(Json.Options());
}
