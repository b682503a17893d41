using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Http;
using Parley.Readers;

namespace Parley.SecondFactors;

/// <summary>Passing a second factor, and seeing which there are, for programs and for our script.</summary>
internal static class SecondFactorApi
{
    private static readonly SecondFactorJson Context = new(Json.Options());

    /// <param name="Code">Of an app, or one from paper.</param>
    /// <param name="State">With <paramref name="Credential"/>: what the passkey was asked for with.</param>
    /// <param name="Credential">What the passkey answered, as JSON in a string.</param>
    internal sealed record PassBody(string? Code = null, string? State = null, string? Credential = null);

    /// <param name="State">Comes back with the answer.</param>
    /// <param name="Options">For <c>navigator.credentials</c>.</param>
    internal sealed record PasskeyAnswer(string State, JsonElement Options);

    /// <param name="CodesLeft">How many codes on paper still work.</param>
    internal sealed record FactorsAnswer(IReadOnlyList<FactorAnswer> Factors, int CodesLeft);

    /// <param name="Name">What its owner calls it; empty for an app.</param>
    internal sealed record FactorAnswer(Guid Id, SecondFactorKind Kind, string Name, DateTimeOffset CreatedAt);

    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder ofSite)
    {
        api.MapPost("/session/second-factor", PassAsync)
            .For(Access.Anyone)
            .Takes<PassBody>()
            .Gives<ReaderApi.SessionAnswer>("Pass the second factor, where signing in said that one is needed");
        api.MapPost("/session/passkey", AskForKnownAsync)
            .For(Access.Anyone)
            .Gives<PasskeyAnswer>("What to ask a passkey, to pass the second factor with it");
        ofSite
            .MapPost("/account/passkey", AskForNewAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Gives<PasskeyAnswer>("What to ask a browser, to add a passkey to one's account");
        ofSite
            .MapGet("/account/second-factors", ListAsync)
            .ShowsNoWords()
            .For(Access.Reader)
            .Gives<FactorsAnswer>("One's second factors, without their secrets");
    }

    private static async Task<IResult> PassAsync(
        HttpContext http,
        [FromServices] PassSecondFactor pass,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var body = await Json.ReadAsync(http.Request, Context.PassBody, visit.Cancel);
        if (!body.IsSuccess)
            return await answers.ProblemAsync(visit, body.Problem);
        if (visit.HalfSession is not { } half)
            return await answers.ProblemAsync(visit, Problems.SignInNeeded);
        var sent = new PassSecondFactor.Request(body.Value.Code, body.Value.State, body.Value.Credential);
        if (pace.ForSecondFactor(clients.AddressOf(http), half.OwnerId, sent.IsAppCode) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        var begun = await pass.HandleAsync(visit, half, sent);
        if (!begun.IsSuccess)
            return await answers.ProblemAsync(visit, begun.Problem);
        SessionCookie.Give(http.Response, visit.Home, begun.Value);
        return ReaderApi.Answer(visit, ReaderApi.SessionAnswer.Of(null, begun.Value.Session));
    }

    private static async Task<IResult> AskForKnownAsync(
        HttpContext http,
        [FromServices] Passkeys passkeys,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (visit.HalfSession is not { AccountId: { } account })
            return await answers.ProblemAsync(visit, Problems.SignInNeeded);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        return Answer(visit, await passkeys.AskForKnownAsync(visit, account));
    }

    private static async Task<IResult> AskForNewAsync(
        HttpContext http,
        [FromServices] Passkeys passkeys,
        [FromServices] AccountStore accounts,
        [FromServices] ReaderPace pace,
        [FromServices] ClientFacts clients,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (visit.Session?.AccountId is not { } id || await accounts.FindAsync(id, visit.Cancel) is not { } account)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        if (pace.ForCode(clients.AddressOf(http)) is { } wait)
            return await answers.ProblemAsync(visit, wait);
        return Answer(visit, await passkeys.AskForNewAsync(visit, account, visit.SignedIn.Name));
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] SecondFactorStore factors,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (visit.Session?.AccountId is not { } account)
            return await answers.ProblemAsync(visit, Problems.NotAllowed);
        var all = await factors.ListAsync(account, visit.Cancel);
        http.Response.Headers.CacheControl = "private, no-store";
        return TypedResults.Json(
            new FactorsAnswer(
                [.. all.Select(one => new FactorAnswer(one.Id, one.Kind, one.Name, one.CreatedAt))],
                await factors.CountCodesAsync(account, visit.Cancel)
            ),
            Context.FactorsAnswer
        );
    }

    private static IResult Answer(Visit visit, Passkeys.Asked asked)
    {
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        using var options = JsonDocument.Parse(asked.Options);
        return TypedResults.Json(new PasskeyAnswer(asked.State, options.RootElement.Clone()), Context.PasskeyAnswer);
    }
}

[JsonSerializable(typeof(SecondFactorApi.PassBody))]
[JsonSerializable(typeof(SecondFactorApi.PasskeyAnswer))]
[JsonSerializable(typeof(SecondFactorApi.FactorsAnswer))]
internal sealed partial class SecondFactorJson : JsonSerializerContext;
