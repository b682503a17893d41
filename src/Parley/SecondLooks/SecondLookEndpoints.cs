using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Readers;

namespace Parley.SecondLooks;

/// <summary>The doors of second looks in the JSON interface. Their pages stand in <c>ModeratorConsole</c>.</summary>
internal static class SecondLookEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api)
    {
        var ours = api.MapGroup("/moderation");
        ours.MapGet("/agreement", FindAgreementAsync)
            .ShowsNoWords()
            .For(Access.Moderator)
            .Gives<AgreementFigures>("How often people who decide about the same words agree");
        ours.MapGet("/second-looks", ListAsync)
            .For(Access.Moderator)
            .Asks("after")
            .Gives<SecondLooksAnswer>("Words that colleagues have decided about, for a second look");
        ours.MapPost("/second-looks/{look:guid}", AnswerAsync)
            .ShowsNoWords()
            .For(Access.Moderator)
            .Takes<SecondLookBody>()
            .GivesNothing("Says what one thinks oneself");
        ours.MapGet("/second-looks/differences", ListDifferencesAsync)
            .For(Access.SeniorModerator)
            .Gives<SecondLooksAnswer>("Words about which two differ, for whoever settles it");
        ours.MapPost("/second-looks/{look:guid}/settlement", SettleAsync)
            .ShowsNoWords()
            .For(Access.SeniorModerator)
            .Takes<SettlementBody>()
            .GivesNothing("Settles between two who differ");
    }

    private static async Task<IResult> FindAgreementAsync(HttpContext http, [FromServices] AgreementStore agreement)
    {
        var visit = Visit.Of(http);
        var found = await agreement.FindAsync(visit.Site, visit.Cancel);
        return ModerationEndpoints.Private(visit, TypedResults.Json(found, SecondLookJson.Ours.AgreementFigures));
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] SecondLookStore looks,
        [FromServices] CaseStore cases,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var open = await looks.ListOpenAsync(visit.Site, visit.SignedIn, after, visit.Cancel);
        var items = new List<SecondLookAnswer>();
        foreach (var look in open)
            if (await cases.FindInPlaceAsync(visit.Site.Id, look.CommentId, visit.Cancel) is { } known)
                items.Add(ToAnswer(look, known));
        var next = open.Count == SecondLookStore.OnPage ? new TimeCursor(open[^1].DrawnAt, open[^1].Id).ToString() : null;
        return ModerationEndpoints.Private(
            visit,
            TypedResults.Json(new SecondLooksAnswer(items, next), SecondLookJson.Ours.SecondLooksAnswer)
        );
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        Guid look,
        [FromServices] LookAgain again,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, SecondLookJson.Ours.SecondLookBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var request = new LookAgain.Request(body.Stays, body.Rule, body.RulesVersion);
        var answered = await again.HandleAsync(visit.Site, look, visit.SignedIn, request, visit.Cancel);
        return answered.IsSuccess ? Results.NoContent() : await answers.ProblemAsync(visit, answered.Problem);
    }

    private static async Task<IResult> ListDifferencesAsync(
        HttpContext http,
        [FromServices] SecondLookStore looks,
        [FromServices] CaseStore cases
    )
    {
        var visit = Visit.Of(http);
        var items = new List<SecondLookAnswer>();
        foreach (var look in await looks.ListDifferencesAsync(visit.Site.Id, visit.Cancel))
            if (await cases.FindInPlaceAsync(visit.Site.Id, look.CommentId, visit.Cancel) is { } known)
                items.Add(
                    ToAnswer(look, known) with
                    {
                        First = new(look.First.Stays, look.First.Rule),
                        Second = new(look.Second!.Value.Stays, look.Second.Value.Rule),
                    }
                );
        return ModerationEndpoints.Private(
            visit,
            TypedResults.Json(new SecondLooksAnswer(items), SecondLookJson.Ours.SecondLooksAnswer)
        );
    }

    private static async Task<IResult> SettleAsync(
        HttpContext http,
        Guid look,
        [FromServices] SettleLooks settle,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, SecondLookJson.Ours.SettlementBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body.Text < 1)
            return await answers.ProblemAsync(visit, Problems.ReadyTextUnknown);
        var request = new SettleLooks.Request(body.Overturns, body.Rule, body.Words)
        {
            RulesVersion = body.RulesVersion,
            Text = body.Text,
        };
        var settled = await settle.HandleAsync(visit.Site, look, visit.SignedIn, request, visit.Cancel);
        return settled.IsSuccess ? Results.NoContent() : await answers.ProblemAsync(visit, settled.Problem);
    }

    // How the comment stands would say what was decided.
    private static SecondLookAnswer ToAnswer(SecondLook look, CommentInPlace known) =>
        new(
            look.Id,
            known.Read.Comment.Source,
            known.Read.Comment.Html,
            known.Story.Title,
            [.. known.Above.Select(above => above.Comment.Html)]
        );
}

/// <summary>Words about which somebody has decided, for somebody else to look at.</summary>
/// <param name="Body">The words as they were written.</param>
/// <param name="Above">What it answers, from the top of its branch, as safe HTML.</param>
internal sealed record SecondLookAnswer(Guid Id, string Body, string Html, string Story, IReadOnlyList<string> Above)
{
    /// <summary>What was decided; only for whoever settles between two who differ.</summary>
    public OpinionAnswer? First { get; init; }

    /// <summary>What somebody else thinks; only for whoever settles between two who differ.</summary>
    public OpinionAnswer? Second { get; init; }
}

internal sealed record OpinionAnswer(bool Stays, int? Rule);

/// <param name="Next"><c>after</c> of the next part; null at the end.</param>
internal sealed record SecondLooksAnswer(IReadOnlyList<SecondLookAnswer> Items, string? Next = null);

/// <param name="Stays">Whether the comment should stay.</param>
/// <param name="Rule">The house rule that it breaks, by its number; needed where it should not stay.</param>
internal sealed record SecondLookBody(bool? Stays = null, int? Rule = null, int? RulesVersion = null);

/// <param name="Overturns">Whether the first decision is overturned.</param>
/// <param name="Rule">The house rule that is broken, by its number; needed where a comment goes that had stayed.</param>
/// <param name="Words">What the author should read besides, at most 1,000 characters.</param>
internal sealed record SettlementBody(bool? Overturns = null, int? Rule = null, string? Words = null)
{
    /// <summary>The version of the house's rules that was read.</summary>
    public int? RulesVersion { get; init; }

    /// <summary>Which of the rule's ready texts goes to the author, from 1; absent for the first that will do.</summary>
    public int? Text { get; init; }
}

[JsonSerializable(typeof(SecondLooksAnswer))]
[JsonSerializable(typeof(SecondLookBody))]
[JsonSerializable(typeof(SettlementBody))]
[JsonSerializable(typeof(AgreementFigures))]
internal sealed partial class SecondLookJson : JsonSerializerContext
{
    public static SecondLookJson Ours { get; } = new(Json.Options());
}
