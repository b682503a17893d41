using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Views.HouseRules;

namespace Parley.HouseRules;

/// <summary>The rules of a house: the page that readers see, and the JSON interface. They are written in the console.</summary>
internal static class RuleEndpoints
{
    private const string Version = "version";

    /// <param name="site">Below <c>/{site}</c>.</param>
    /// <param name="api">Below <c>/api/v1/sites/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder site, IEndpointRouteBuilder api)
    {
        site.MapGet("/rules", ShowAsync).ShowsNoWords().For(Access.Anyone);
        api.MapGet("/rules", FindAsync)
            .ShowsNoWords()
            .For(Access.Anyone)
            .Asks(Version)
            .Gives<RulesAnswer>("The rules of the house, as they hold now or as they were in a version");
        api.MapPut("/rules", SaveAsync)
            .ShowsNoWords()
            .For(Access.Administrator)
            .Takes<RulesBody>()
            .Gives<RulesAnswer>("Write the rules of the house anew");
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] RuleBooks books,
        [FromServices] PageFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (await AskedAsync(visit, books) is not { Value: { } book } asked)
            return await answers.ProblemAsync(visit, Problems.RulesVersionUnknown);
        return await Answers.PageAsync<RulesPage, RulesPageModel>(
            visit,
            new RulesPageModel(
                frames.ForReaders(visit.Home, visit.Site, visit.Words["page.rules"], visit.IsFramed),
                [.. book.Own.Select(rule => new RuleModel(rule.Number, rule.Name, rule.Meaning))]
            )
            {
                Laws = [.. book.Laws.Select(rule => new RuleModel(rule.Number, rule.Name, rule.Meaning) { LawUrl = rule.Law })],
                Version = book.Version,
                Since = book.Since,
                NowUrl = asked.IsNow ? null : visit.SiteUrl("/rules"),
            }
        );
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        [FromServices] RuleBooks books,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await AskedAsync(visit, books) is { Value: { } book }
            ? ToAnswer(visit, book)
            : await answers.ProblemAsync(visit, Problems.RulesVersionUnknown);
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        [FromServices] SaveRules save,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, RuleJson.Ours.RulesBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body is not { Version: { } version, Rules: { } rules } || rules.Any(rule => rule is null))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var saved = await save.HandleAsync(
            visit.Site,
            visit.SignedIn,
            new(
                version,
                [
                    .. rules.Select(rule => new SaveRules.Line(rule.Number, rule.Name, rule.Meaning)
                    {
                        Category = rule.Category,
                        Law = rule.Law,
                        IsSpam = rule.IsSpam,
                        Texts = rule.Texts,
                        Hard = rule.Hard,
                    }),
                ]
            ),
            visit.Cancel
        );
        return saved.IsSuccess ? ToAnswer(visit, saved.Value) : await answers.ProblemAsync(visit, saved.Problem);
    }

    // The ones that hold now, or the ones of a version that somebody was told of.
    private static async Task<(RuleBook? Value, bool IsNow)> AskedAsync(Visit visit, RuleBooks books)
    {
        var now = await books.FindAsync(visit.Site, visit.Words, visit.Cancel);
        if (visit.Http.Request.Query[Version].FirstOrDefault() is not { } text)
            return (now, true);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return (null, false);
        return version == now.Version
            ? (now, true)
            : (await books.FindAsync(visit.Site, version, visit.Words, visit.Cancel), false);
    }

    private static IResult ToAnswer(Visit visit, RuleBook book)
    {
        visit.Http.Response.Headers.CacheControl = "private, no-store";
        var rules = Access.Moderator.Allows(visit) ? book.Rules : [.. book.Rules.Select(rule => rule with { Texts = null })];
        return TypedResults.Json(new RulesAnswer(book.Version, book.Since, rules), RuleJson.Ours.RulesAnswer);
    }
}
