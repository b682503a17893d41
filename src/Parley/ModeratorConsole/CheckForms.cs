using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Readers;
using Parley.Scoring;
using Parley.Screening;
using Parley.Spam;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which a site's checks are set, and tried on what was written before.</summary>
internal static class CheckForms
{
    /// <param name="console">The moderators' pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/checks", ShowAsync).For(Access.Moderator).OfWholeSite();
        console.MapPost("/checks", SendAsync).For(Access.Moderator).OfWholeSite().TakesForm().TakesLists();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] CheckSettingsStore settings,
        [FromServices] ShadowCounts shadows,
        [FromServices] NudgeStore nudges,
        [FromServices] SpamModels spam,
        [FromServices] GeneralModels models,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var kept = await settings.FindAsync(visit.Site.Id, visit.Cancel);
        return await PageAsync(visit, await ModelAsync(visit, kept, shadows, nudges, spam, models, frames));
    }

    private static async Task<IResult> SendAsync(
        HttpContext http,
        [FromServices] CheckSettingsStore settings,
        [FromServices] SaveChecks save,
        [FromServices] TryOnPast past,
        [FromServices] ShadowCounts shadows,
        [FromServices] NudgeStore nudges,
        [FromServices] SpamModels spam,
        [FromServices] GeneralModels models,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (form.Find("do") is not ("try" or "save") || ReadNumber(form.Find("version")) is not { } version)
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var kept = await settings.FindAsync(visit.Site.Id, visit.Cancel);
        var lines = CheckSettings.Kinds.Select(kind => ReadLine(form, kind)).ToList();
        var read = SaveChecks.Read(kept, lines, visit.Now);
        var typed = Typed(
            await ModelAsync(visit, kept, shadows, nudges, spam, models, frames),
            form,
            visit.Words,
            read.Problem
        ) with
        {
            Version = version,
        };
        if (!read.IsSuccess)
            return await PageAsync(visit, typed, read.Problem.Status);
        if (form.Find("do") == "try")
        {
            var trial = await past.HandleAsync(visit.Site, new(TryOnPast.Most) { Checks = read.Value }, visit.Cancel);
            return await PageAsync(visit, typed with { Trial = PastTrialDrawer.ToModel(visit, trial) });
        }

        var request = new SaveChecks.Request(version, lines) { DoNudge = IsNudgeOn(form) };
        var saved = await save.HandleAsync(visit.Site.Id, visit.SignedIn, request, visit.Cancel);
        return saved.IsSuccess
            ? await PageAsync(
                visit,
                await ModelAsync(visit, saved.Value, shadows, nudges, spam, models, frames) with
                {
                    IsSaved = true,
                }
            )
            : await PageAsync(visit, typed with { Fault = Answers.Sentence(visit.Words, saved.Problem) }, saved.Problem.Status);
    }

    // What is no number is one that no check takes, so that it is told about its field.
    private static SaveChecks.Line ReadLine(SentForm form, CheckKind kind) =>
        new(
            kind.Name,
            Enum.TryParse<CheckMode>(form.Find($"mode-{kind.Name}"), ignoreCase: true, out var mode) ? mode : null,
            kind.Limit is not null && form.Find($"limit-{kind.Name}") is { } limit ? ReadNumber(limit) ?? -1 : null,
            kind.HasHosts ? form.Find($"hosts-{kind.Name}")?.Replace("\r\n", "\n", StringComparison.Ordinal) : null
        )
        {
            Lower = kind.Lower is not null && form.Find($"lower-{kind.Name}") is { } lower ? ReadNumber(lower) ?? -1 : null,
        };

    private static async Task<ChecksPageModel> ModelAsync(
        Visit visit,
        CheckSettings settings,
        ShadowCounts shadows,
        NudgeStore nudges,
        SpamModels spam,
        GeneralModels models,
        ConsoleFrames frames
    )
    {
        var nudged = await nudges.CountAsync(visit.Site.Id, visit.Now - ShadowCounts.Window, visit.Cancel);
        var counts = await shadows.FindAsync(visit.Site.Id, visit.Cancel);
        return new ChecksPageModel(
            await frames.ForAsync(visit, ConsolePlace.Checks, visit.Words["checks.title"]),
            visit.SiteUrl("/console/checks"),
            settings.Version,
            [
                .. CheckSettings.Kinds.Select(kind => new CheckLineModel(
                    kind.Name,
                    WordOf(settings.Of(kind).ModeAt(visit.Now)),
                    [.. kind.Modes.Select(WordOf)]
                )
                {
                    Limit = kind.Limit is null ? null : settings.LimitOf(kind).ToString(CultureInfo.InvariantCulture),
                    Lower = kind.Lower is null ? null : kind.LowerBy(settings.Of(kind)).ToString(CultureInfo.InvariantCulture),
                    Least = kind.Limit?.Least ?? 0,
                    Most = kind.Limit?.Most ?? 0,
                    Hosts = kind.HasHosts ? settings.Of(kind).Hosts ?? "" : null,
                    Shadow = counts.TryGetValue(kind.Name, out var count)
                        ? visit.Words.Format("checks.in-shadow", ("finding", PastTrialDrawer.InWords(visit.Words, count)))
                        : null,
                    ShadowUntil =
                        settings.Of(kind).ModeAt(visit.Now) == CheckMode.Shadow ? settings.Of(kind).ShadowUntil : null,
                    LimitKey = kind.IsOfScore ? "checks.score-limit" : $"checks.{kind.Name}-limit",
                    Learned =
                        kind == ScoreCheck.Spam.Kind ? InWords(visit, spam.Find(visit.Site.Id), settings)
                        : kind.IsOfScore && models.Find(visit.Site.Language) is { } model
                            ? visit.Words.Format("checks.model", ("model", model.FullName))
                        : null,
                }),
            ]
        )
        {
            DoNudge = settings.DoNudge,
            Unscored = Unscored(visit, settings, models),
            Nudged =
                nudged.All == 0
                    ? null
                    : visit.Words.Count(
                        "checks.nudged",
                        nudged.All,
                        ("changed", nudged.Changed),
                        ("same", nudged.Same),
                        ("unsent", nudged.Unsent)
                    ),
        };
    }

    // Only where somebody counts on a model.
    private static string? Unscored(Visit visit, CheckSettings settings, GeneralModels models) =>
        !ScoreCheck.General.Any(check => settings.IsOn(check.Kind, visit.Now)) ? null
        : models.Best is null ? visit.Words["checks.no-model"]
        : models.Find(visit.Site.Language) is null
            ? visit.Words.Format(
                "checks.other-models",
                (
                    "languages",
                    visit.Words.Listed(models.Languages.Select(language => CultureInfo.GetCultureInfo(language).NativeName))
                )
            )
        : null;

    private static string? InWords(Visit visit, SpamModels.Progress? progress, CheckSettings settings)
    {
        if (progress is null)
            return null;
        if (progress.Lesson is not { } lesson)
            return visit.Words.Format(
                "checks.spam-learning",
                ("spam", progress.Spam),
                ("others", progress.Others),
                ("needed", SpamTeacher.Fewest)
            );
        var limit = settings.LimitOf(ScoreCheck.Spam.Kind);
        var (found, wrong) = lesson.At(limit);
        return visit.Words.Format(
            "checks.spam-learned",
            ("spam", lesson.Spam),
            ("others", lesson.Others),
            ("limit", limit),
            ("found", found),
            ("wrong", wrong),
            ("model", lesson.Model.FullName)
        );
    }

    // A box that is not ticked sends nothing.
    private static bool IsNudgeOn(SentForm form) => form.Find("nudge") is not null;

    // What was typed stays, whatever becomes of it.
    private static ChecksPageModel Typed(ChecksPageModel model, SentForm form, Words words, Problem? problem)
    {
        IReadOnlyList<Problem> faults = problem is null ? [] : [problem, .. problem.Others];
        return model with
        {
            Fault = problem is null ? null : words["checks.not-saved"],
            DoNudge = IsNudgeOn(form),
            Checks =
            [
                .. model.Checks.Select(check =>
                    check with
                    {
                        Mode = form.Find($"mode-{check.Name}") ?? check.Mode,
                        Limit = check.Limit is null ? null : form.Find($"limit-{check.Name}") ?? check.Limit,
                        Lower = check.Lower is null ? null : form.Find($"lower-{check.Name}") ?? check.Lower,
                        Hosts = check.Hosts is null ? null : form.Find($"hosts-{check.Name}") ?? check.Hosts,
                        Fault = Told(
                            words,
                            faults.Where(fault => fault.Field == "limit-" + check.Name || fault.Field == "hosts-" + check.Name)
                        ),
                    }
                ),
            ],
        };
    }

    private static string? Told(Words words, IEnumerable<Problem> faults) =>
        string.Join(' ', faults.Select(fault => Answers.Sentence(words, fault))) is { Length: > 0 } told ? told : null;

    private static string WordOf(CheckMode mode) => mode.ToString().ToLowerInvariant();

    private static int? ReadNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Task<IResult> PageAsync(Visit visit, ChecksPageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<ChecksPage, ChecksPageModel>(visit, model, status);
}
