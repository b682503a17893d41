using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.HouseRules;
using Parley.Moderation;
using Parley.Readers;
using Parley.SecondLooks;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which one looks again at what somebody else has decided, and the one on which differences are settled.</summary>
internal static class SecondLookForms
{
    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/second-look", ShowAsync).For(Access.Moderator);
        console.MapPost("/second-look/{look:guid}", AnswerAsync).ShowsNoWords().For(Access.Moderator).TakesForm();
        console.MapGet("/differences", ListAsync).For(Access.SeniorModerator);
        console.MapPost("/differences/{look:guid}", SettleAsync).ShowsNoWords().For(Access.SeniorModerator).TakesForm();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] SecondLookStore looks,
        [FromServices] LeaseStore leases,
        [FromServices] CaseStore cases,
        [FromServices] RuleBooks books,
        [FromServices] CareStore cares,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);
        var open = await looks.ListOpenAsync(visit.Site, visit.SignedIn, after, visit.Cancel);
        // Nobody else is shown it meanwhile, here or in the queue.
        var free = await leases.TakeFirstAsync(
            visit.Site.Id,
            open.ConvertAll(look => look.CommentId),
            visit.SignedIn.Id,
            visit.Cancel
        );
        var look = open.Find(one => one.CommentId == free);
        var known = look is null ? null : await cases.FindInPlaceAsync(visit.Site.Id, look.CommentId, visit.Cancel);
        var book = await books.FindAsync(visit.Site, visit.Cancel);
        var care = await cares.FindAsync(visit.Site.Id, visit.SignedIn.Id, visit.Cancel);
        var isVeiled =
            care.Veils
            && known is not null
            && (await cases.FindHardAsync(visit.Site.Id, book, [look!.CommentId], visit.Cancel)).Count > 0;
        var isSenior = Access.SeniorModerator.Allows(visit);
        var model = new SecondLookPageModel(
            await frames.ForAsync(visit, ConsolePlace.SecondLook, visit.Words["second-look.title"]),
            known is null ? null : ToCase(visit, look!, known, book) with { IsVeiled = isVeiled },
            visit.Site.Settings.SecondLookPercent
        )
        {
            Differences = isSenior
                ? ((await looks.ListDifferencesAsync(visit.Site.Id, visit.Cancel)).Count, visit.SiteUrl("/console/differences"))
                : null,
        };
        return await Answers.PageAsync<SecondLookPage, SecondLookPageModel>(visit, model);
    }

    private static SecondLookCaseModel ToCase(Visit visit, SecondLook look, CommentInPlace known, RuleBook book)
    {
        var models = new CommentModels(visit.Home, visit.Site.Name, isFramed: false);
        return new(
            new MarkupString(known.Read.Comment.Html),
            known.Story.Title,
            QueueDrawer.StoryUrl(visit, known.Story),
            visit.SiteUrl($"/console/second-look/{look.Id}?rules={book.Version}"),
            visit.SiteUrl($"/console/second-look?after={new TimeCursor(look.DrawnAt, look.Id)}")
        )
        {
            Above = [.. known.Above.Select(above => QueueDrawer.ToModel(models, above))],
            Rules = [.. book.Own.Select(rule => new RuleToCiteModel(rule.Number, rule.Name))],
            Laws = [.. book.Laws.Select(rule => new RuleToCiteModel(rule.Number, rule.Name))],
        };
    }

    private static async Task<IResult> AnswerAsync(
        HttpContext http,
        Guid look,
        [FromServices] LookAgain again,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        bool? stays = form.Find("do") switch
        {
            "publish" => true,
            "reject" => false,
            _ => null,
        };
        var request = new LookAgain.Request(
            stays,
            ConsoleEndpoints.ReadRule(form.Find("rule")).Rule,
            ConsoleEndpoints.ReadNumber(http.Request.Query["rules"])
        );
        var answered = await again.HandleAsync(visit.Site, look, visit.SignedIn, request, visit.Cancel);
        return answered.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl("/console/second-look"))
            : await answers.ProblemAsync(visit, answered.Problem);
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] SecondLookStore looks,
        [FromServices] CaseStore cases,
        [FromServices] SettleLooks settle,
        [FromServices] RuleBooks books,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var book = await books.FindAsync(visit.Site, visit.Cancel);
        var models = new CommentModels(visit.Home, visit.Site.Name, isFramed: false);
        var differences = new List<DifferenceModel>();
        foreach (var look in await looks.ListDifferencesAsync(visit.Site.Id, visit.Cancel))
            if (await cases.FindInPlaceAsync(visit.Site.Id, look.CommentId, visit.Cancel) is { } known)
                differences.Add(
                    new DifferenceModel(
                        new MarkupString(known.Read.Comment.Html),
                        known.Story.Title,
                        QueueDrawer.StoryUrl(visit, known.Story),
                        look.First.Stays,
                        NameOf(look.First),
                        NameOf(look.Second!.Value),
                        visit.SiteUrl($"/console/differences/{look.Id}?rules={book.Version}")
                    )
                    {
                        Above = [.. known.Above.Select(above => QueueDrawer.ToModel(models, above))],
                        Rule = look.Second.Value.Rule,
                        Obstacle = await settle.FindObstacleAsync(visit.Site, look, visit.SignedIn.Id, visit.Cancel)
                            is { } obstacle
                            ? Answers.Sentence(visit.Words, obstacle)
                            : null,
                    }
                );
        var model = new DifferencesPageModel(
            await frames.ForAsync(visit, ConsolePlace.SecondLook, visit.Words["second-look.to-settle"]),
            differences,
            visit.SiteUrl("/console/second-look")
        )
        {
            Rules = [.. book.Rules.Select(rule => new RuleToCiteModel(rule.Number, rule.Name))],
        };
        return await Answers.PageAsync<DifferencesPage, DifferencesPageModel>(visit, model);

        string? NameOf(Opinion opinion) =>
            opinion.Stays ? null : book.Rules.FirstOrDefault(rule => rule.Number == opinion.Rule)?.Name ?? $"{opinion.Rule}";
    }

    private static async Task<IResult> SettleAsync(
        HttpContext http,
        Guid look,
        [FromServices] SettleLooks settle,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        bool? overturns = form.Find("do") switch
        {
            "keep" => false,
            "overturn" => true,
            _ => null,
        };
        var words = form.Find("words");
        var request = new SettleLooks.Request(overturns, ConsoleEndpoints.ReadNumber(form.Find("rule")), words)
        {
            RulesVersion = ConsoleEndpoints.ReadNumber(http.Request.Query["rules"]),
        };
        var settled = await settle.HandleAsync(visit.Site, look, visit.SignedIn, request, visit.Cancel);
        return settled.IsSuccess
            ? Answers.SeeOther(visit, visit.SiteUrl("/console/differences"))
            : await answers.ProblemAsync(visit, settled.Problem, words);
    }
}
