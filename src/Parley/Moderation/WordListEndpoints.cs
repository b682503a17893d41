using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Readers;
using Parley.Screening;

namespace Parley.Moderation;

/// <summary>The doors of a site's word lists in the JSON interface.</summary>
internal static class WordListEndpoints
{
    /// <param name="moderation"><c>/api/v1/sites/{site}/moderation</c>.</param>
    public static void Map(IEndpointRouteBuilder moderation)
    {
        moderation
            .MapGet("/word-lists/{kind}", FindAsync)
            .For(Access.Moderator)
            .OfWholeSite()
            .Gives<WordListAnswer>("A word list: banned, suspect or allowed");
        moderation
            .MapPut("/word-lists/{kind}", SaveAsync)
            .For(Access.Moderator)
            .OfWholeSite()
            .TakesLists()
            .Takes<WordListBody>()
            .Gives<WordListAnswer>("Keeps the next version of a word list");
        moderation
            .MapPost("/word-lists/try", TryAsync)
            .For(Access.Moderator)
            .OfWholeSite()
            .TakesLists()
            .Takes<WordTrialBody>()
            .Gives<WordTrialAnswer>("What lists find in a text; nothing is kept");
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        string kind,
        [FromServices] WordListStore lists,
        [FromServices] ShadowCounts shadows,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (KindOf(kind) is not { } which)
            return await answers.ProblemAsync(visit, Problems.NotFound);
        var kept = await lists.FindAsync(visit.Site.Id, which, visit.Cancel);
        return await ToAnswerAsync(visit, which, kept, shadows);
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        string kind,
        [FromServices] SaveWordLists save,
        [FromServices] ShadowCounts shadows,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        if (KindOf(kind) is not { } which)
            return await answers.ProblemAsync(visit, Problems.NotFound);
        var read = await Json.ReadAsync(http.Request, ModerationJson.Ours.WordListBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body is not { Text: { } text, Version: { } version })
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        if (SaveWordLists.FaultsOf(which, text) is { Count: > 0 } faults)
            return ToFaulty(visit, which, faults);
        var saved = await save.HandleAsync(visit.Site.Id, visit.SignedIn, [new(which, text, version)], visit.Cancel);
        return saved.IsSuccess
            ? await ToAnswerAsync(visit, which, saved.Value[0], shadows)
            : await answers.ProblemAsync(visit, saved.Problem);
    }

    private static async Task<IResult> TryAsync(
        HttpContext http,
        [FromServices] WordListStore lists,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ModerationJson.Ours.WordTrialBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        var banned = body.Banned ?? (await lists.FindAsync(visit.Site.Id, WordListKind.Banned, visit.Cancel)).Text;
        var suspect = body.Suspect ?? (await lists.FindAsync(visit.Site.Id, WordListKind.Suspect, visit.Cancel)).Text;
        var allowed = body.Allowed ?? (await lists.FindAsync(visit.Site.Id, WordListKind.Allowed, visit.Cancel)).Text;
        var trial = TryWordLists.Try(banned, suspect, allowed, body.Text ?? "", visit.Site.Language, visit.Now);
        var answer = new WordTrialAnswer(
            trial.Verdict,
            [
                .. trial.Hits.Select(hit => new WordHitAnswer(
                    hit.List,
                    hit.Entry.Text,
                    hit.Entry.Line,
                    hit.Place,
                    hit.IsInShadow
                )),
            ],
            [.. trial.Faults.Select(fault => ModerationAnswers.ToAnswer(visit.Words, fault))]
        );
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, ModerationJson.Ours.WordTrialAnswer));
    }

    private static WordListKind? KindOf(string name) =>
        name switch
        {
            "banned" => WordListKind.Banned,
            "suspect" => WordListKind.Suspect,
            "allowed" => WordListKind.Allowed,
            _ => null,
        };

    private static async Task<IResult> ToAnswerAsync(Visit visit, WordListKind kind, KeptWordList kept, ShadowCounts shadows)
    {
        var found = await shadows.FindAsync(visit.Site, kind, kept.Text, visit.Cancel);
        var answer = new WordListAnswer(kind, kept.Text, kept.Version)
        {
            Shadow = found is { } count ? CheckEndpoints.ToAnswer(count) : null,
        };
        return ModerationEndpoints.Private(visit, TypedResults.Json(answer, ModerationJson.Ours.WordListAnswer));
    }

    private static IResult ToFaulty(Visit visit, WordListKind kind, IReadOnlyList<Problem> faults)
    {
        var problem = Problems.WordListFaulty;
        var document = new FaultyListDocument(
            $"urn:parley:problem:{problem.Code}",
            Answers.Sentence(visit.Words, problem),
            problem.Status,
            problem.Code,
            [.. faults.Select(fault => ModerationAnswers.ToAnswer(visit.Words, new ListFault(kind, fault)))]
        );
        var answer = TypedResults.Json(
            document,
            ModerationJson.Ours.FaultyListDocument,
            "application/problem+json",
            problem.Status
        );
        return ModerationEndpoints.Private(visit, answer);
    }
}
