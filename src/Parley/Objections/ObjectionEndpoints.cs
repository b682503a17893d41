using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Reasons;
using Parley.Views.Objections;

namespace Parley.Objections;

/// <summary>
/// The doors by which somebody objects: whoever has the code of the decision, for one who is shut out has no other way in. Staff decide in
/// the console.
/// </summary>
internal static class ObjectionEndpoints
{
    /// <param name="api">The interface below a site: <c>/api/v1/sites/{site}</c>.</param>
    /// <param name="site">Below <c>/{site}</c>.</param>
    public static void Map(IEndpointRouteBuilder api, IEndpointRouteBuilder site)
    {
        api.MapPost("/objections", RaiseAsync)
            .ShowsNoWords()
            .For(Access.Anyone)
            .Takes<ObjectionBody>()
            .Gives<ObjectionAnswer>("Objects to a decision about oneself or one's words");
        site.MapGet("/objections/{code}", ShowAsync).ShowsNoWords().For(Access.Anyone);
        site.MapPost("/objections/{code}", SendAsync).ShowsNoWords().For(Access.Anyone).TakesForm();
    }

    private static async Task<IResult> RaiseAsync(
        HttpContext http,
        [FromServices] RaiseObjection raise,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ObjectionJson.Ours.ObjectionBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (limits.Take(Limits.Objecting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        var raised = await raise.HandleAsync(visit.Site, body.Code ?? "", body.Words, visit.Cancel);
        if (raised.Value is not { } objection)
            return await answers.ProblemAsync(visit, raised.Problem!);
        http.Response.Headers.CacheControl = "private, no-store";
        var answer = new ObjectionAnswer(objection.Words, objection.At)
        {
            DecidedAt = objection.DecidedAt,
            IsReversed = objection.IsReversed,
            Answer = objection.Answer,
        };
        return TypedResults.Json(answer, ObjectionJson.Ours.ObjectionAnswer);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        string code,
        [FromServices] ObjectionStore objections,
        [FromServices] PageFrames frames,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (limits.Take(Limits.Objecting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany);
        return await FindAsync(visit, code, objections, frames) is { } model
            ? await Answers.PageAsync<ObjectionPage, ObjectionPageModel>(visit, model)
            : await answers.ProblemAsync(visit, Problems.ObjectionNotFound);
    }

    private static async Task<IResult> SendAsync(
        HttpContext http,
        string code,
        [FromServices] RaiseObjection raise,
        [FromServices] ObjectionStore objections,
        [FromServices] PageFrames frames,
        [FromServices] Limits limits,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var words = SentForm.Of(http).Find("words");
        if (limits.Take(Limits.Objecting, visit) is { } tooMany)
            return await answers.ProblemAsync(visit, tooMany, words);
        var raised = await raise.HandleAsync(visit.Site, code, words, visit.Cancel);
        if (raised.IsSuccess)
            return Answers.SeeOther(visit, visit.SiteUrl($"/objections/{code}"));
        if (raised.Problem.Field is null || await FindAsync(visit, code, objections, frames) is not { } model)
            return await answers.ProblemAsync(visit, raised.Problem, words);
        return await Answers.PageAsync<ObjectionPage, ObjectionPageModel>(
            visit,
            model.ObjectedAt is null
                ? model with
                {
                    Words = words ?? "",
                    Fault = Answers.Sentence(visit.Words, raised.Problem),
                }
                : model,
            raised.Problem.Status
        );
    }

    private static async Task<ObjectionPageModel?> FindAsync(
        Visit visit,
        string code,
        ObjectionStore objections,
        PageFrames frames
    )
    {
        if (await objections.FindAsync(visit.Site.Id, code, visit.Cancel) is not { } contested)
            return null;
        var (statement, objection) = (contested.Statement, contested.Objection);
        return new ObjectionPageModel(
            frames.ForOne(
                visit.Home,
                visit.Site,
                visit.Words[statement?.Restriction == Restriction.Delayed ? "objection.title-waiting" : "objection.title"],
                visitorName: visit.Reader?.Name
            ),
            Objection.WordOf(statement?.Restriction),
            contested.At,
            contested.Until,
            visit.SiteUrl($"/objections/{code}")
        )
        {
            CommentUrl = contested.ReportId is null ? null : visit.SiteUrl($"/c/{contested.AboutId}"),
            Rule = statement?.Cited?.Name,
            IsLaw = statement?.Law is not null,
            RuleUrl = statement?.Cited is { } cited ? visit.SiteUrl(cited.Path) : null,
            Reason = statement?.FactsIn(visit.Words.Language),
            By = statement?.ByWord,
            Words = objection?.Words ?? "",
            IsForgotten = objection is { Words: null },
            ObjectedAt = objection?.At,
            DecidedAt = objection?.DecidedAt,
            IsReversed = objection?.IsReversed == true,
            Waits = contested.Waits,
            Answer = objection?.Answer,
            IsTooLate = contested.Until <= visit.Now,
        };
    }
}

/// <summary>An objection, as a client sends it.</summary>
/// <param name="Code">Of the decision, as one's own list names it and the letter about it.</param>
/// <param name="Words">Why it is wrong, at most 2,000 characters.</param>
internal sealed record ObjectionBody(string? Code = null, string? Words = null);

/// <summary>An objection, with what was decided about it: nothing until then.</summary>
internal sealed record ObjectionAnswer(string? Words, DateTimeOffset At)
{
    public DateTimeOffset? DecidedAt { get; init; }
    public bool? IsReversed { get; init; }
    public string? Answer { get; init; }
}

[JsonSerializable(typeof(ObjectionBody))]
[JsonSerializable(typeof(ObjectionAnswer))]
internal sealed partial class ObjectionJson : JsonSerializerContext
{
    public static ObjectionJson Ours { get; } = new(Json.Options());
}
