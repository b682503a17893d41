using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Policies;
using Parley.Readers;
using Parley.Scoring;
using Parley.Screening;
using Parley.Spam;

namespace Parley.Moderation;

/// <summary>The doors of a site's checks in the JSON interface: how they are set, and what they would have held.</summary>
internal static class CheckEndpoints
{
    /// <param name="moderation"><c>/api/v1/sites/{site}/moderation</c>.</param>
    public static void Map(IEndpointRouteBuilder moderation)
    {
        moderation
            .MapGet("/checks", FindAsync)
            .For(Access.Moderator)
            .OfWholeSite()
            .Gives<ChecksAnswer>("How the checks of the site are set, and what those in shadow would have held");
        moderation
            .MapPut("/checks", SaveAsync)
            .For(Access.Moderator)
            .OfWholeSite()
            .TakesLists()
            .Takes<ChecksBody>()
            .Gives<ChecksAnswer>("Sets the checks that it names");
        moderation
            .MapPost("/checks/try", TryAsync)
            .For(Access.Moderator)
            .OfWholeSite()
            .TakesLists()
            .Takes<ChecksTrialBody>()
            .Gives<PastTrialAnswer>("What checks and lists would have done to the latest comments; nothing is kept");
    }

    private static async Task<IResult> FindAsync(
        HttpContext http,
        [FromServices] CheckSettingsStore settings,
        [FromServices] ShadowCounts shadows,
        [FromServices] NudgeStore nudges,
        [FromServices] SpamModels spam,
        [FromServices] GeneralModels models
    )
    {
        var visit = Visit.Of(http);
        return await ToAnswerAsync(visit, await settings.FindAsync(visit.Site.Id, visit.Cancel), shadows, nudges, spam, models);
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        [FromServices] SaveChecks save,
        [FromServices] ShadowCounts shadows,
        [FromServices] NudgeStore nudges,
        [FromServices] SpamModels spam,
        [FromServices] GeneralModels models,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ModerationJson.Ours.ChecksBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body is not { Version: { } version, Rules: { } rules } || rules.Any(rule => rule is null))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var request = new SaveChecks.Request(version, ToLines(rules)) { DoNudge = body.Nudge };
        var saved = await save.HandleAsync(visit.Site.Id, visit.SignedIn, request, visit.Cancel);
        return saved.IsSuccess
            ? await ToAnswerAsync(visit, saved.Value, shadows, nudges, spam, models)
            : await answers.ProblemAsync(visit, saved.Problem);
    }

    private static async Task<IResult> TryAsync(
        HttpContext http,
        [FromServices] CheckSettingsStore settings,
        [FromServices] TryOnPast past,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var read = await Json.ReadAsync(http.Request, ModerationJson.Ours.ChecksTrialBody, visit.Cancel);
        if (read.Value is not { } body)
            return await answers.ProblemAsync(visit, read.Problem!);
        if (body.Rules?.Any(rule => rule is null) == true)
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var checks = SaveChecks.Read(
            await settings.FindAsync(visit.Site.Id, visit.Cancel),
            ToLines(body.Rules ?? []),
            visit.Now
        );
        if (!checks.IsSuccess)
            return await answers.ProblemAsync(visit, checks.Problem);
        Result<PolicyScope> within =
            body.Scope == "thread"
                ? Guid.TryParse(body.Name, out var thread)
                    ? PolicyScope.OfThread(thread)
                    : Problems.PolicyScopeUnknown
                : PolicyScope.Of(body.Scope ?? "site", body.Name);
        if (!within.IsSuccess)
            return await answers.ProblemAsync(visit, within.Problem);
        var policy = PolicyReading.Read(new PolicyBody(Scores: body.Scores), within.Value.Kind);
        if (!policy.IsSuccess)
            return await answers.ProblemAsync(visit, policy.Problem);
        var trial = await past.HandleAsync(
            visit.Site,
            new(body.Comments ?? TryOnPast.Most)
            {
                Scores = policy.Value.Scores,
                Within = within.Value,
                Checks = checks.Value,
                Banned = body.Banned,
                Suspect = body.Suspect,
                Allowed = body.Allowed,
            },
            visit.Cancel
        );
        return ModerationEndpoints.Private(
            visit,
            TypedResults.Json(
                ToAnswer(visit, trial) with
                {
                    Faults =
                    [
                        .. FaultsOf(WordListKind.Banned, body.Banned),
                        .. FaultsOf(WordListKind.Suspect, body.Suspect),
                        .. FaultsOf(WordListKind.Allowed, body.Allowed),
                    ],
                },
                ModerationJson.Ours.PastTrialAnswer
            )
        );

        IEnumerable<ListFaultAnswer> FaultsOf(WordListKind kind, string? sent) =>
            sent is null
                ? []
                : SaveWordLists
                    .FaultsOf(kind, sent)
                    .Select(fault => ModerationAnswers.ToAnswer(visit.Words, new ListFault(kind, fault)));
    }

    private static List<SaveChecks.Line> ToLines(IReadOnlyList<CheckBody> rules) =>
        [.. rules.Select(rule => new SaveChecks.Line(rule.Check, rule.Mode, rule.Limit, rule.Hosts) { Lower = rule.Lower })];

    private static async Task<IResult> ToAnswerAsync(
        Visit visit,
        CheckSettings settings,
        ShadowCounts shadows,
        NudgeStore nudges,
        SpamModels spam,
        GeneralModels models
    )
    {
        var found = await shadows.FindAsync(visit.Site.Id, visit.Cancel);
        var nudged = await nudges.CountAsync(visit.Site.Id, visit.Now - ShadowCounts.Window, visit.Cancel);
        return ModerationEndpoints.Private(
            visit,
            TypedResults.Json(
                new ChecksAnswer(
                    settings.Version,
                    settings.DoNudge,
                    [
                        .. CheckSettings.Kinds.Select(kind => new CheckAnswer(kind.Name, settings.Of(kind).ModeAt(visit.Now))
                        {
                            Limit = kind.Limit is null ? null : settings.LimitOf(kind),
                            Lower = kind.Lower is null ? null : kind.LowerBy(settings.Of(kind)),
                            Hosts = kind.HasHosts ? settings.Of(kind).Hosts ?? "" : null,
                            ShadowUntil = settings.Of(kind).ShadowUntil,
                            Shadow = found.TryGetValue(kind.Name, out var count) ? ToAnswer(count) : null,
                            Learned = kind == ScoreCheck.Spam.Kind ? ToAnswer(spam.Find(visit.Site.Id), settings) : null,
                        }),
                    ]
                )
                {
                    Nudged = nudged.All == 0 ? null : new NudgeCountAnswer(nudged.All, nudged.Changed, nudged.Same),
                    ScoredLanguages = models.Languages,
                },
                ModerationJson.Ours.ChecksAnswer
            )
        );
    }

    private static PastTrialAnswer ToAnswer(Visit visit, PastTrial trial) =>
        new(
            trial.Looked,
            trial.IsWhole,
            ToAnswer(trial.Together),
            [
                .. trial.Checks.Select(check => new TriedCheckAnswer(
                    check.Check,
                    ToAnswer(check.Count),
                    [
                        .. check.Examples.Select(example => new TriedCommentAnswer(
                            example.Comment.Id,
                            example.Comment.State,
                            example.Comment.Source,
                            [.. example.Reasons.Select(reason => ModerationAnswers.ToAnswer(visit.Words, reason))]
                        )),
                    ]
                )),
            ]
        );

    private static LearnedAnswer? ToAnswer(SpamModels.Progress? progress, CheckSettings settings)
    {
        if (progress is not { Lesson: { } lesson })
            return progress is null ? null : new(progress.Spam, progress.Others, SpamTeacher.Fewest);
        var (found, wrong) = lesson.At(settings.LimitOf(ScoreCheck.Spam.Kind));
        return new(lesson.Spam, lesson.Others, SpamTeacher.Fewest)
        {
            Model = lesson.Model.FullName,
            Found = found,
            Wrong = wrong,
        };
    }

    internal static CountAnswer ToAnswer(DecidedCount count) =>
        new(count.Found, count.Approved, count.Rejected, count.Undecided);
}
