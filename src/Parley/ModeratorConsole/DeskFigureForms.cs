using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Parley.Moderation;
using Parley.Readers;
using Parley.SecondLooks;
using Parley.Views.ModeratorConsole;

namespace Parley.ModeratorConsole;

/// <summary>The page that says how the desk keeps up.</summary>
internal static class DeskFigureForms
{
    public static void Map(IEndpointRouteBuilder console) => console.MapGet("/desk", ShowAsync).For(Access.Moderator);

    private static async Task<IResult> ShowAsync(
        HttpContext http,
        [FromServices] DeskFiguresStore figures,
        [FromServices] AgreementStore agreement,
        [FromServices] CareStore cares,
        [FromServices] ConsoleFrames frames
    )
    {
        var visit = Visit.Of(http);
        var found = await figures.FindAsync(visit.Site, visit.Cancel);
        var model = new DeskFiguresPageModel(
            await frames.ForAsync(visit, ConsolePlace.Desk, visit.Words["desk-figures.title"]),
            [.. Sentences(visit.Words, found), .. OfCare(visit.Words, await cares.SumAsync(visit.Site.Id, visit.Cancel))],
            [.. Charts(visit, found)]
        )
        {
            Agreement = ToAgreement(visit, await agreement.FindAsync(visit.Site, visit.Cancel)),
        };
        return await Answers.PageAsync<DeskFiguresPage, DeskFiguresPageModel>(visit, model);
    }

    // Of everybody together: how much came before whom is theirs alone to know.
    private static IEnumerable<string> OfCare(Words words, int? sum)
    {
        if (sum is { } came)
            yield return words.Format("desk-figures.hard", ("count", came), ("days", words.Number(DeskFiguresStore.Days)));
    }

    private static AgreementModel ToAgreement(Visit visit, AgreementFigures found)
    {
        var words = visit.Words;
        return new(
            new BarChartModel(
                "overturned",
                words["agreement.overturned"],
                words["agreement.month"],
                [words["agreement.by-second-look"], words["agreement.by-objection"]],
                [.. found.Months.Select(month => new BarModel(NameOf(month), [month.Overturned, month.Reversed]))]
            ),
            [
                .. found
                    .Months.Where(month => month.Looked + month.Objections > 0)
                    .Select(month => new AgreementMonthModel(
                        NameOf(month),
                        month.Looked,
                        month.Differed,
                        Share(month.Overturned, month.Looked),
                        month.Objections,
                        Share(month.Reversed, month.Objections)
                    )),
            ],
            [
                new(words["agreement.all"], found.All.Pairs, Alpha(found.All.Alpha), Interval(found.All.Low, found.All.High)),
                .. found.Rules.Select(rule => new AgreementLineModel(
                    rule.Name,
                    rule.Pairs,
                    Alpha(rule.Alpha),
                    Interval(rule.Low, rule.High)
                )),
            ],
            AgreementFigures.LeastPairs,
            AgreementFigures.LeastCited
        );

        // At noon, so that it is that month in the site's zone.
        string NameOf(AgreementMonth month) => words.Day(visit.Site.MomentOf(month.Begins, new TimeOnly(12, 0)));

        string? Share(int part, int of) =>
            of == 0
                ? null
                : words.Format(
                    "agreement.share",
                    ("count", part),
                    ("percent", words.Number((long)Math.Round(100.0 * part / of)))
                );

        static string? Alpha(double? alpha) => alpha?.ToString("0.00", CultureInfo.InvariantCulture);

        string? Interval(double? low, double? high) =>
            (low, high) is ({ } from, { } to)
                ? words.Format("agreement.interval", ("low", Alpha(from)!), ("high", Alpha(to)!))
                : null;
    }

    private static IEnumerable<string> Sentences(Words words, DeskFigures found)
    {
        if (found.Machine.Percent is { } percent)
            yield return words.Format(
                "desk-figures.machine",
                ("share", words.Number((long)Math.Round(percent))),
                ("written", words.Number(found.Machine.Written))
            );
        var (decided, takenBack) = (found.Days.Sum(day => day.Decided), found.Days.Sum(day => day.TakenBack));
        yield return words.Format(
            "desk-figures.taken-back",
            ("decided", words.Number(decided)),
            ("back", words.Number(takenBack)),
            ("days", words.Number(DeskFiguresStore.Days))
        );
        yield return words.Format(
            "desk-figures.objections",
            ("decided", words.Number(found.Objections.Decided)),
            ("reversed", words.Number(found.Objections.Reversed)),
            ("days", words.Number(DeskFiguresStore.Days))
        );
    }

    private static IEnumerable<BarChartModel> Charts(Visit visit, DeskFigures found)
    {
        var words = visit.Words;
        string[] both = [words["desk-figures.published"], words["desk-figures.rejected"]];
        yield return new(
            "waiting",
            words["desk-figures.waiting"],
            words["desk-figures.age"],
            [words["desk-figures.comments"]],
            [.. found.Waiting.Select((count, age) => new BarModel(words[$"desk-figures.age-{age}"], [count]))]
        );
        yield return new(
            "hours",
            words["desk-figures.hours"],
            words["desk-figures.hour"],
            both,
            [.. found.Hours.Select(hour => new BarModel(words.Clock(hour.Begins), [hour.Published, hour.Rejected]))]
        );
        yield return new(
            "days",
            words["desk-figures.days"],
            words["desk-figures.day"],
            both,
            [.. found.Days.Select(day => new BarModel(NameOf(day), [day.Published, day.Rejected]))]
        );
        yield return new(
            "median",
            words["desk-figures.median"],
            words["desk-figures.day"],
            [words["desk-figures.minutes"]],
            [.. found.Days.Select(day => new BarModel(NameOf(day), [day.MedianMinutes]))]
        );
        yield return new(
            "slowest",
            words["desk-figures.slowest"],
            words["desk-figures.day"],
            [words["desk-figures.minutes"]],
            [.. found.Days.Select(day => new BarModel(NameOf(day), [day.P95Minutes]))]
        );

        // At noon, so that it is that day in the site's zone.
        string NameOf(DayFigures day) => words.Day(visit.Site.MomentOf(day.Day, new TimeOnly(12, 0)));
    }
}
