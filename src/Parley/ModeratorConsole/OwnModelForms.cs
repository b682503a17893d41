using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Learning;
using Parley.Moderation;
using Parley.OwnModel;
using Parley.Perspective;
using Parley.Readers;
using Parley.Screening;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page of the site's own model: its lanes are set, tried and looked at, and its versions gone back to.</summary>
internal static class OwnModelForms
{
    private const int LongestExample = 240;

    /// <summary>All that the page is made from.</summary>
    internal sealed class Parts(
        OwnModelStore store,
        OwnModels models,
        OwnTrial trial,
        ExampleWords words,
        DecidedComments decided,
        ScoreLabelStore labels,
        CheckSettingsStore settings,
        SaveChecks save,
        ConsoleFrames frames
    )
    {
        public OwnModelStore Store => store;
        public OwnModels Models => models;
        public OwnTrial Trial => trial;
        public ExampleWords Words => words;
        public DecidedComments Decided => decided;
        public ScoreLabelStore Labels => labels;
        public CheckSettingsStore Settings => settings;
        public SaveChecks Save => save;
        public ConsoleFrames Frames => frames;
    }

    // In tenths of a per cent.
    private sealed record Typed(string Mode, string Lower, string Limit)
    {
        public int? LowerTenths => Tenths(Lower);
        public int? LimitTenths => Tenths(Limit);

        public static Typed Of(CheckRule rule, DateTimeOffset now) =>
            new(
                rule.ModeAt(now).ToString().ToLowerInvariant(),
                Percent(OwnModelCheck.Instance.Kind.LowerBy(rule)),
                Percent(OwnModelCheck.Instance.Kind.LimitBy(rule))
            );

        private static int? Tenths(string text) =>
            decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number is >= 0 and <= 100
                ? (int)Math.Round(number * 10)
                : null;
    }

    /// <param name="console">The moderators' pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/own-model", ShowAsync).For(Access.Moderator).OfWholeSite();
        console.MapPost("/own-model", SendAsync).For(Access.Moderator).OfWholeSite().TakesForm();
    }

    private static async Task<IResult> ShowAsync(HttpContext http, [FromServices] Parts parts)
    {
        var visit = Visit.Of(http);
        var kept = await parts.Settings.FindAsync(visit.Site.Id, visit.Cancel);
        return await PageAsync(
            visit,
            await ModelAsync(visit, parts, kept, Typed.Of(kept.Of(OwnModelCheck.Instance.Kind), visit.Now))
        );
    }

    private static async Task<IResult> SendAsync(HttpContext http, [FromServices] Parts parts, [FromServices] Answers answers)
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (form.Find("use") is { } use)
            return await UseAsync(visit, parts, answers, use);
        var kept = await parts.Settings.FindAsync(visit.Site.Id, visit.Cancel);
        var rule = Typed.Of(kept.Of(OwnModelCheck.Instance.Kind), visit.Now);
        var typed = new Typed(
            form.Find("mode") ?? rule.Mode,
            form.Find("lower") ?? rule.Lower,
            form.Find("limit") ?? rule.Limit
        );
        if (form.Find("take")?.Split('-') is [var lower, var limit])
            typed = typed with { Lower = FromTenths(lower), Limit = FromTenths(limit) };
        else if (form.Find("do") is not ("show" or "try" or "save"))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        if (
            !int.TryParse(form.Find("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || typed.Mode is not ("off" or "shadow" or "nudge" or "hold")
        )
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        if (typed is not { LowerTenths: { } below, LimitTenths: >= 1 and { } from } || below > from)
            return await FaultAsync(Problems.CheckLowerInvalid(OwnModelCheck.Instance.Kind));
        if (form.Find("do") == "try")
        {
            var trial = await parts.Trial.HandleAsync(visit.Site.Id, below, from, visit.Cancel);
            return await PageAsync(
                visit,
                await ModelAsync(visit, parts, kept, typed) with
                {
                    ChecksVersion = version,
                    Trial = trial is null ? [] : [.. Told(visit.Words, trial)],
                }
            );
        }

        if (form.Find("do") != "save")
            return await PageAsync(visit, await ModelAsync(visit, parts, kept, typed) with { ChecksVersion = version });
        var line = new SaveChecks.Line(OwnModelCheck.Instance.Name, Enum.Parse<CheckMode>(typed.Mode, true), from, null)
        {
            Lower = below,
        };
        var saved = await parts.Save.HandleAsync(
            visit.Site.Id,
            visit.SignedIn,
            new SaveChecks.Request(version, [line]),
            visit.Cancel
        );
        return saved.IsSuccess
            ? await PageAsync(visit, await ModelAsync(visit, parts, saved.Value, typed) with { IsSaved = true })
            : await FaultAsync(saved.Problem);

        async Task<IResult> FaultAsync(Problem problem) =>
            await PageAsync(
                visit,
                await ModelAsync(visit, parts, kept, typed) with
                {
                    ChecksVersion = version,
                    Fault = Answers.Sentence(visit.Words, problem),
                },
                problem.Status
            );
    }

    private static async Task<IResult> UseAsync(Visit visit, Parts parts, Answers answers, string use)
    {
        if (!int.TryParse(use, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var site = visit.Site.Id;
        if (!await parts.Store.ChooseAsync(site, version == 0 ? null : version, visit.SignedIn.Id, visit.Cancel))
            return await answers.ProblemAsync(visit, Problems.OwnModelUnknown);
        parts.Models.Forget(site);
        var kept = await parts.Settings.FindAsync(site, visit.Cancel);
        return await PageAsync(
            visit,
            await ModelAsync(visit, parts, kept, Typed.Of(kept.Of(OwnModelCheck.Instance.Kind), visit.Now)) with
            {
                IsSaved = true,
            }
        );
    }

    private static async Task<OwnModelPageModel> ModelAsync(Visit visit, Parts parts, CheckSettings kept, Typed typed)
    {
        var (site, words) = (visit.Site.Id, visit.Words);
        var versions = await parts.Store.ListAsync(site, visit.Cancel);
        var used = await parts.Store.FindInUseAsync(site, visit.Cancel);
        var chosen = await parts.Store.FindChosenAsync(site, visit.Cancel);
        return new OwnModelPageModel(
            await parts.Frames.ForAsync(visit, ConsolePlace.OwnModel, words["own-model.title"]),
            visit.SiteUrl("/console/own-model"),
            [.. await StatusAsync(visit, parts, versions, used)]
        )
        {
            ChecksVersion = kept.Version,
            Mode = typed.Mode,
            Lower = typed.Lower,
            Limit = typed.Limit,
            IsChosen = chosen is not null,
            Figures = used == 0 ? null : await FiguresAsync(visit, parts, used, typed),
            Versions = [.. versions.Select(version => ToModel(words, version, used))],
        };
    }

    private static async Task<IEnumerable<string>> StatusAsync(Visit visit, Parts parts, List<OwnVersion> versions, int used)
    {
        var words = visit.Words;
        if (versions.Count == 0)
        {
            var decided = (await parts.Decided.ListAsync(visit.Site.Id, visit.Cancel)).Count;
            return
            [
                words.Format(
                    "own-model.learning",
                    ("decided", words.Number(decided)),
                    ("labels", words.Number(await parts.Labels.CountToLearnAsync(visit.Site.Id, visit.Cancel))),
                    ("needed", words.Number(OwnTeacher.Fewest))
                ),
            ];
        }

        var since = await parts.Store.CountSinceAsync(visit.Site.Id, versions[0].NewestAt, null, OwnTeacher.Most, visit.Cancel);
        return
        [
            versions.FirstOrDefault(version => version.Version == used) is { } current
                ? words.Format(
                    "own-model.used",
                    ("model", OwnModels.NameOf(current.Version)),
                    ("learned", words.Number(current.Learned)),
                    ("labels", words.Number(current.Labels))
                )
                : words["own-model.unused"],
            words.Format("own-model.since", ("count", words.Number(since))),
        ];
    }

    private static async Task<OwnFiguresModel> FiguresAsync(Visit visit, Parts parts, int version, Typed typed)
    {
        var words = visit.Words;
        var judged = await parts.Store.ListJudgedAsync(visit.Site.Id, version, visit.Cancel);
        var evaluation = new OwnEvaluation(judged);
        var (below, from) = ((typed.LowerTenths ?? 0) / 1_000.0, (typed.LimitTenths ?? 1_000) / 1_000.0);
        var (published, held) = (evaluation.WronglyPublished(below), evaluation.WronglyHeld(from));
        var texts = await parts.Words.FindAsync(
            visit.Site.Id,
            [.. published.Concat(held).Select(one => one.Comment).Distinct()],
            visit.Cancel
        );
        var curve = Curve.Of(evaluation.Lanes);
        return new(
            [.. Told(words, evaluation.Lanes.At(below, from))],
            Curve.Points(curve.Published),
            Curve.Points(curve.Held),
            [.. OwnEvaluation.WrongShares.Select(wrong => ToChoice(words, evaluation.Lanes, wrong))],
            [.. ToExamples(published)],
            [.. ToExamples(held)],
            [.. evaluation.Slices(from).Select(slice => ToModel(words, slice))]
        );

        IEnumerable<OwnExampleModel> ToExamples(IReadOnlyList<JudgedComment> examples) =>
            examples
                .Where(one => texts.ContainsKey(one.Comment))
                .Select(one => new OwnExampleModel(
                    visit.SiteUrl($"/console?v=everything&c={one.Comment}"),
                    Share(one.Probability),
                    Cut(texts[one.Comment])
                ));
    }

    private static OwnChoiceModel ToChoice(Words words, Lanes lanes, double wrong)
    {
        var (below, from) = lanes.Widest(wrong, Lanes.Sure);
        // As a site sets them: a tenth of a per cent down for the one, up for the other, so that neither lane gets wider.
        var lower = (int)Math.Floor(Math.Clamp(below, 0, 1) * 1_000);
        var limit = Math.Max(Math.Max(lower, 1), (int)Math.Ceiling(Math.Clamp(from, 0, 1) * 1_000));
        var seen = lanes.At(lower / 1_000.0, limit / 1_000.0);
        return new(
            string.Create(CultureInfo.InvariantCulture, $"{lower}-{limit}"),
            Share(wrong),
            Percent(lower) + " %",
            Percent(limit) + " %",
            Share(seen.ByMachine),
            Of(words, seen.WronglyPublished, seen.Published),
            Of(words, seen.WronglyHeld, seen.Held)
        );
    }

    private static IEnumerable<string> Told(Words words, LaneFigures seen)
    {
        yield return words.Format(
            "own-model.would-publish",
            ("share", Share(seen.All == 0 ? 0 : (double)seen.Published / seen.All)),
            ("wrong", Of(words, seen.WronglyPublished, seen.Published))
        );
        yield return words.Format(
            "own-model.would-ask",
            ("share", Share(seen.All == 0 ? 0 : (double)seen.Asked / seen.All)),
            ("count", words.Number(seen.Asked))
        );
        yield return words.Format(
            "own-model.would-hold",
            ("share", Share(seen.All == 0 ? 0 : (double)seen.Held / seen.All)),
            ("wrong", Of(words, seen.WronglyHeld, seen.Held))
        );
    }

    private static IEnumerable<string> Told(Words words, OwnTrialResult trial)
    {
        yield return words.Format(
            trial.IsWhole ? "own-model.tried" : "own-model.tried-cut",
            ("count", words.Number(trial.Looked))
        );
        foreach (var (lane, key) in trial.Lanes.Zip((string[])["publish", "ask", "hold"]))
            yield return words.Format(
                $"own-model.tried-{key}",
                ("count", words.Number(lane.All)),
                ("approved", words.Number(lane.Approved)),
                ("rejected", words.Number(lane.Rejected))
            );
    }

    private static OwnSliceModel ToModel(Words words, OwnSlice slice) =>
        new(
            slice.Kind switch
            {
                "attribute" => words["check." + Scoring.Attribute.ToWord(slice.Name)],
                "language" => slice.Name.Length == 0
                    ? words["own-model.slice-no-language"]
                    : words.Format("own-model.slice-language", ("language", slice.Name)),
                _ => words["own-model.slice-" + slice.Kind],
            },
            words.Number(slice.All),
            words.Number(slice.Rejected),
            slice.Precision is { } precision ? Share(precision) : "–",
            slice.Recall is { } recall ? Share(recall) : "–"
        );

    private static OwnVersionModel ToModel(Words words, OwnVersion version, int used) =>
        new(
            OwnModels.NameOf(version.Version),
            version.MadeAt,
            words.Number(version.Learned),
            Auc(version.Auc),
            version.AucBefore is { } before ? $"{Auc(before)} ({version.Before})" : "–",
            words[
                version.IsRefused ? "own-model.state-refused"
                : version.Version == used ? "own-model.state-used"
                : version.HasWeights ? "own-model.state-kept"
                : "own-model.state-gone"
            ],
            version.HasWeights && !version.IsRefused && version.Version != used ? version.Version : 0
        );

    private static string Cut(string text) =>
        text.ReplaceLineEndings(" ") is var line && line.Length > LongestExample ? line[..LongestExample] + "…" : line;

    private static string Of(Words words, int part, int all) =>
        words.Format("own-model.of", ("part", words.Number(part)), ("all", words.Number(all)));

    private static string Share(double share) => Percent((int)Math.Round(share * 1_000)) + " %";

    internal static string Percent(int tenths) => (tenths / 10m).ToString("0.#", CultureInfo.InvariantCulture);

    private static string FromTenths(string tenths) =>
        int.TryParse(tenths, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Percent(number) : tenths;

    private static string Auc(double auc) => auc.ToString("0.000", CultureInfo.InvariantCulture);

    private static Task<IResult> PageAsync(Visit visit, OwnModelPageModel model, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<OwnModelPage, OwnModelPageModel>(visit, model, status);
}
