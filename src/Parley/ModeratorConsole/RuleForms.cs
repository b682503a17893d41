using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.HouseRules;
using Parley.Markup;
using Parley.Readers;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page on which the rules of the house are written.</summary>
internal static class RuleForms
{
    // A form has no script that adds to it: a few empty places stand at its end.
    private const int EmptyPlaces = 3;
    private const int MostChanges = 50;
    private const int ExcerptLength = 70;

    /// <summary>A rule as one chooses it at the desk, with how its ready texts begin.</summary>
    public static RuleToCiteModel ToCite(Visit visit, HouseRule rule) =>
        new(rule.Number, rule.Name)
        {
            Texts =
            [
                .. (rule.Texts ?? []).Select(text =>
                    PlainText.Excerpt(text.For(visit.Words.Language, LanguageOf(visit)), ExcerptLength)
                ),
            ],
        };

    private static string LanguageOf(Visit visit) => Words.For(visit.Site.Language).Language;

    // The site's own comes first.
    private static IReadOnlyList<string> LanguagesOf(Visit visit) =>
        [LanguageOf(visit), .. Words.Languages.Where(language => language != LanguageOf(visit))];

    /// <param name="console">The staff's pages: <c>/{site}/console</c>.</param>
    public static void Map(IEndpointRouteBuilder console)
    {
        console.MapGet("/rules", ShowAsync).ShowsNoWords().For(Access.Administrator);
        console.MapPost("/rules", SaveAsync).ShowsNoWords().For(Access.Administrator).TakesForm();
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] RuleBooks books,
        [FromServices] RuleBookStore store,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        return await PageAsync(await FindAsync(visit, books, store, frames), visit);
    }

    private static async Task<IResult> SaveAsync(
        HttpContext http,
        [FromServices] RuleBooks books,
        [FromServices] RuleBookStore store,
        [FromServices] SaveRules save,
        [FromServices] ConsoleFrames frames,
        [FromServices] Answers answers
    )
    {
        var visit = Visit.Of(http);
        var form = SentForm.Of(http);
        if (ReadNumber(form.Find("version")) is not { } version)
            return await answers.ProblemAsync(visit, Problems.BodyInvalid);
        var lines = ReadLines(form, LanguagesOf(visit));
        var saved = await save.HandleAsync(visit.Site, visit.SignedIn, new(version, lines), visit.Cancel);
        var model = await FindAsync(visit, books, store, frames);
        if (saved.IsSuccess)
            return await PageAsync(model with { IsSaved = true }, visit);
        // What was typed stays, with the version that it was made from: whoever saves it again is told again.
        return await PageAsync(
            model with
            {
                Version = version,
                Fault = Answers.Sentence(visit.Words, saved.Problem),
                Rules =
                [
                    .. lines.Select(line => new RuleLineModel(line.Number, line.Name ?? "", line.Meaning ?? "")
                    {
                        Category = ToWord(line.Category),
                        Law = line.Law ?? "",
                        IsSpam = line.IsSpam ?? false,
                        Texts = ToBoxes(visit, line.Texts ?? []),
                        Hard = ToWord(line.Hard ?? Hardness.No),
                    }),
                    .. Enumerable.Repeat(EmptyLine(visit), EmptyPlaces),
                ],
            },
            visit,
            saved.Problem.Status
        );
    }

    // A place whose boxes are empty is no rule: that is how one is taken away.
    private static List<SaveRules.Line> ReadLines(SentForm form, IReadOnlyList<string> languages)
    {
        var lines = new List<SaveRules.Line>();
        for (var at = 0; at < RuleBook.MostRules + EmptyPlaces; at++)
        {
            var (name, meaning) = (form.Find($"name-{at}"), form.Find($"meaning-{at}"));
            if (!string.IsNullOrWhiteSpace(name) || !string.IsNullOrWhiteSpace(meaning))
                lines.Add(
                    new(ReadNumber(form.Find($"number-{at}")), name, meaning)
                    {
                        Category = ReadCategory(form.Find($"category-{at}")),
                        Law = form.Find($"law-{at}"),
                        IsSpam = form.Find($"spam-{at}") is { } isSpam ? isSpam == "yes" : null,
                        Texts = ReadTexts(form, at, languages),
                        Hard = form.Find($"hard-{at}") switch
                        {
                            "no" => Hardness.No,
                            "reported" => Hardness.Reported,
                            "words" => Hardness.Words,
                            _ => null,
                        },
                    }
                );
        }

        return lines;
    }

    private static async Task<RuleBookPageModel> FindAsync(
        Visit visit,
        RuleBooks books,
        RuleBookStore store,
        ConsoleFrames frames
    )
    {
        var book = await books.FindAsync(visit.Site, visit.Cancel);
        var changes = await store.ListChangesAsync(visit.Site.Id, MostChanges, visit.Cancel);
        return new RuleBookPageModel(
            await frames.ForAsync(visit, ConsolePlace.Rules, visit.Words["page.rules"]),
            visit.SiteUrl("/console/rules"),
            book.Version,
            [
                .. book.Rules.Select(rule => new RuleLineModel(rule.Number, rule.Name, rule.Meaning)
                {
                    Category = ToWord(rule.Category),
                    Law = rule.Law ?? "",
                    IsSpam = rule.IsSpam,
                    Texts = ToBoxes(visit, rule.Texts ?? []),
                    Hard = ToWord(rule.Hard),
                }),
                .. Enumerable.Repeat(EmptyLine(visit), EmptyPlaces),
            ],
            [
                .. changes.Select(change => new RuleChangeModel(
                    change.Version,
                    change.ByName,
                    change.At,
                    visit.SiteUrl($"/rules?version={change.Version}")
                )),
            ]
        )
        {
            Categories = [.. Enum.GetValues<Category>().Select(category => ToWord(category))],
        };
    }

    // A form without such boxes says nothing of them.
    private static List<ReadyText>? ReadTexts(SentForm form, int at, IReadOnlyList<string> languages)
    {
        var texts = new List<ReadyText>();
        for (var n = 0; n <= ReadyText.Most; n++)
        {
            var typed = languages
                .Select(language => (Language: language, Words: form.Find($"text-{at}-{n}-{language}")))
                .Where(one => one.Words is not null)
                .ToDictionary(one => one.Language, one => one.Words!);
            if (typed.Count > 0)
                texts.Add(new(typed));
        }

        return texts.Count > 0 ? texts : null;
    }

    // Those that there are, and a place for one more.
    private static IReadOnlyList<ReadyTextModel> ToBoxes(Visit visit, IReadOnlyList<ReadyText> texts) =>
        [
            .. texts
                .Where(text => text.In.Values.Any(words => !string.IsNullOrWhiteSpace(words)))
                .Append(new(new Dictionary<string, string>()))
                .Take(ReadyText.Most)
                .Select(text => new ReadyTextModel([
                    .. LanguagesOf(visit)
                        .Select(language => new WordingModel(
                            language,
                            CultureInfo.GetCultureInfo(language).NativeName,
                            text.In.GetValueOrDefault(language) ?? ""
                        )),
                ])),
        ];

    private static RuleLineModel EmptyLine(Visit visit) => RuleLineModel.Empty with { Texts = ToBoxes(visit, []) };

    private static string ToWord(Hardness hard) => JsonNamingPolicy.KebabCaseLower.ConvertName($"{hard}");

    private static string ToWord(Category? category) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName($"{category ?? Category.Other}");

    private static Category? ReadCategory(string? word) =>
        Enum.GetValues<Category>()
            .Where(category => ToWord(category) == word)
            .Select(category => (Category?)category)
            .FirstOrDefault();

    private static int? ReadNumber(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static Task<IResult> PageAsync(RuleBookPageModel model, Visit visit, int status = StatusCodes.Status200OK) =>
        Answers.PageAsync<RuleBookPage, RuleBookPageModel>(visit, model, status);
}
