using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Comments;
using Parley.HouseRules;
using Parley.Markup;
using Parley.Moderation;
using Parley.Objections;
using Parley.Readers;
using Parley.Reasons;
using Parley.Stories;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The pages on which objections are read and decided.</summary>
internal static class ObjectionForms
{
    private const int ExcerptLength = 200;

    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/objections", ListAsync).For(Access.SeniorModerator);
        console.MapGet("/objections/{objection:guid}", ShowAsync).For(Access.SeniorModerator);
        console.MapPost("/objections/{objection:guid}", DecideAsync).For(Access.SeniorModerator).TakesForm();
    }

    private static async Task<IResult> ListAsync(
        HttpContext http,
        [FromServices] ObjectionStore objections,
        [FromServices] ReaderStore readers,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (!TimeCursor.TryReadAfter(http.Request, out var after))
            return await answers.ProblemAsync(visit, Problems.QueryInvalid);

        var found = await objections.ListOpenAsync(visit.Site.Id, after, visit.Cancel);
        var shown = found.Take(ObjectionStore.OnPage).ToList();
        var lines = new List<ObjectionLineModel>();
        foreach (var one in shown)
            lines.Add(
                new(
                    visit.SiteUrl($"/console/objections/{one.Id}"),
                    await NameOfSenderAsync(visit, one, readers),
                    Objection.WordOf(one.Restriction),
                    PlainText.Excerpt(one.Words ?? "", ExcerptLength),
                    one.At
                )
            );
        var model = new ObjectionsPageModel(
            await frames.ForAsync(visit, ConsolePlace.Objections, visit.Words["objections.title"]),
            lines
        )
        {
            FirstUrl = after is null ? null : visit.SiteUrl("/console/objections"),
            NextUrl =
                found.Count > shown.Count
                    ? visit.SiteUrl($"/console/objections?after={new TimeCursor(shown[^1].At, shown[^1].Id)}")
                    : null,
        };
        return await Answers.PageAsync<ObjectionsPage, ObjectionsPageModel>(visit, model);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        Guid objection,
        [FromServices] DecideObjection decide,
        [FromServices] ObjectionStore objections,
        [FromServices] CaseStore cases,
        [FromServices] StatementStore statements,
        [FromServices] ReaderStore readers,
        [FromServices] RuleBooks books,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        return await FindAsync(visit, objection, objections, cases, statements, readers, decide, books, frames) is { } model
            ? await Answers.PageAsync<DecideObjectionPage, DecideObjectionPageModel>(visit, model)
            : await answers.ProblemAsync(visit, Problems.ObjectionNotFound);
    }

    private static async Task<IResult> DecideAsync(
        HttpContext http,
        Guid objection,
        [FromServices] DecideObjection decide,
        [FromServices] ObjectionStore objections,
        [FromServices] CaseStore cases,
        [FromServices] StatementStore statements,
        [FromServices] ReaderStore readers,
        [FromServices] RuleBooks books,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        bool? reverses = form.Find("do") switch
        {
            "keep" => false,
            "reverse" => true,
            _ => null,
        };
        var words = form.Find("words");
        var request = new DecideObjection.Request(reverses, words)
        {
            Rule = ConsoleEndpoints.ReadNumber(form.Find("rule")),
            RulesVersion = ConsoleEndpoints.ReadNumber(form.Find("rules")),
        };
        var decided = await decide.HandleAsync(visit.Site, objection, visit.SignedIn, request, visit.Cancel);
        if (decided.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl($"/console/objections/{objection}"));
        if (
            decided.Problem.Field is not ("words" or "rule")
            || await FindAsync(visit, objection, objections, cases, statements, readers, decide, books, frames) is not { } model
        )
            return await answers.ProblemAsync(visit, decided.Problem, words);
        model = model with { Typed = words ?? "", Fault = Answers.Sentence(visit.Words, decided.Problem) };
        return await Answers.PageAsync<DecideObjectionPage, DecideObjectionPageModel>(visit, model, decided.Problem.Status);
    }

    private static async Task<DecideObjectionPageModel?> FindAsync(
        Visit visit,
        Guid id,
        ObjectionStore objections,
        CaseStore cases,
        StatementStore statements,
        ReaderStore readers,
        DecideObjection decide,
        RuleBooks books,
        ConsoleFrames frames
    )
    {
        if (await objections.FindAsync(visit.Site.Id, id, visit.Cancel) is not { } objection)
            return null;
        var book = objection.IsAgainstKept ? await books.FindAsync(visit.Site, visit.Cancel) : null;
        var known = objection.IsAboutComment
            ? await cases.FindAsync(visit.Site, objection.AboutId, StorySections.Whole, visit.Cancel)
            : null;
        var models = new CommentModels(visit.Home, visit.Site.Name, isFramed: false);
        return new DecideObjectionPageModel(
            await frames.ForAsync(visit, ConsolePlace.Objections, visit.Words["objections.one"]),
            await NameOfSenderAsync(visit, objection, readers),
            Objection.WordOf(objection.Restriction),
            objection.Words ?? visit.Words["notice.forgotten"],
            objection.At,
            visit.SiteUrl($"/console/objections/{id}"),
            visit.SiteUrl("/console/objections")
        )
        {
            Comment = known is null ? null : new MarkupString(known.Read.Comment.Html),
            Above = [.. known?.Above.Select(above => QueueDrawer.ToModel(models, above)) ?? []],
            WriterUrl = objection.IsAboutComment ? null : WriterForms.Url(visit, objection.AboutId),
            StoryTitle = known?.Story.Title,
            StoryUrl = known is null ? null : QueueDrawer.StoryUrl(visit, known.Story),
            Obstacle = await decide.FindObstacleAsync(visit.Site.Id, objection, visit.SignedIn, visit.Cancel) is { } obstacle
                ? Answers.Sentence(visit.Words, obstacle)
                : null,
            Rules = [.. book?.Rules.Select(rule => (rule.Number, rule.Name)) ?? []],
            RulesVersion = book?.Version ?? 0,
            Decided = objection.DecidedAt is { } at ? await DecidedAsync(at) : null,
        };

        // Why the first was taken, and by whom, is for those who have decided for themselves.
        async Task<SecondDecisionModel> DecidedAsync(DateTimeOffset at)
        {
            var all = await statements.ListAsync(visit.Site.Id, objection.AboutId, visit.Cancel);
            var first = all.Find(statement => statement.At == objection.StatementAt);
            return new(
                objection.IsReversed == true,
                objection.Answer ?? "",
                await NameAsync(objection.DecidedBy!.Value),
                at,
                first?.Cited?.Name,
                first?.Facts,
                objection.FirstBy is { } firstBy ? await NameAsync(firstBy) : null
            );
        }

        async Task<string> NameAsync(Guid reader) => (await readers.FindAsync(visit.Site.Id, reader, visit.Cancel))?.Name ?? "";
    }

    // Who reported stays out: it must not weigh.
    private static async Task<string> NameOfSenderAsync(Visit visit, Objection objection, ReaderStore readers) =>
        objection is { IsAgainstKept: false, ReaderId: { } reader }
            ? (await readers.FindAsync(visit.Site.Id, reader, visit.Cancel))?.Name ?? ""
            : visit.Words["objections.reporter"];
}
