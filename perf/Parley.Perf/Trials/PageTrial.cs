using Parley.Perf.Floors;
using Parley.Perf.Load;
using Parley.Perf.Report;

namespace Parley.Perf.Trials;

/// <summary>A warm page with 100 comments, beside bare Kestrel with the same bytes under the same headers.</summary>
internal static class PageTrial
{
    // The sample site's.
    private const string Report = "/harbour-courant/s/barges-in-the-narrows";

    public static async Task RunAsync(Bench bench)
    {
        var table = new Table(
            "Reading: a warm thread page of 100 comments, 32 connections (aim: at least 0.9 of bare Kestrel)",
            "what",
            "bare Kestrel /s",
            "Parley /s",
            "ratio",
            "p99 ms, floor",
            "p99 ms, Parley",
            "faults"
        );
        var parley = await bench.StartParleyAsync("sqlite");
        var anonymous = Requests.Page(parley.Page);
        var answer = await CapturedAnswer.AskAsync(parley.Port, anonymous);
        var floor = await bench.StartPageFloorAsync(answer);
        var second = await bench.StartPageFloorAsync(answer);

        await Pair.WarmAsync(() => bench.AskAsync(floor, [anonymous]), () => bench.AskAsync(parley.Port, [anonymous]));
        Add(table, "the floor beside itself (what the method is worth)", await CompareAsync(bench, floor, second, [anonymous]));
        Add(table, "anonymous", await CompareAsync(bench, floor, parley.Port, [anonymous]));
        var signedIn = parley.Cookies.Select(x => Requests.Page(parley.Page, x)).ToList();
        Add(table, "with a session cookie", await CompareAsync(bench, floor, parley.Port, signedIn));
        Add(table, "anonymous, ten reactions a second on the page", await UnderReactionsAsync(bench, floor, parley, anonymous));
        var (sample, report) = (await bench.StartSampleAsync("sqlite"), Requests.Page(Report));
        var reportFloor = await bench.StartPageFloorAsync(await CapturedAnswer.AskAsync(sample, report));
        await Pair.WarmAsync(() => bench.AskAsync(reportFloor, [report]), () => bench.AskAsync(sample, [report]));
        Add(
            table,
            "a report with its sources and forty comments, anonymous",
            await CompareAsync(bench, reportFloor, sample, [report])
        );
        bench.Say(
            $"The page ({answer.Status}): {answer.Body.Length:N0} bytes as sent, {answer.Header("Content-Encoding") ?? "not compressed"}."
        );
        bench.Say(table);
        await bench.ClearAsync();
    }

    private static Task<Pair> CompareAsync(Bench bench, int floor, int trial, IReadOnlyList<string> requests) =>
        Pair.MeasureAsync(() => bench.AskAsync(floor, requests), () => bench.AskAsync(trial, requests));

    private static Task<Pair> UnderReactionsAsync(Bench bench, int floor, Seed parley, string page)
    {
        var reactions = parley
            .Comments.SelectMany(
                (comment, i) =>
                    new[]
                    {
                        Requests.Appreciate(parley.Site, comment, parley.Cookies[(i + 1) % parley.Cookies.Count]),
                        Requests.TakeBack(parley.Site, comment, parley.Cookies[(i + 1) % parley.Cookies.Count]),
                    }
            )
            .ToList();
        return Pair.MeasureAsync(() => WithReactionsAsync(floor), () => WithReactionsAsync(parley.Port));

        // While the floor is asked, Parley is reacted to as well: that leaves both sides the same share of the machine.
        async Task<LoadResult> WithReactionsAsync(int port)
        {
            var reacting = bench.Meanwhile.RunAsync(
                bench.Order(parley.Port, reactions, connections: 2) with
                {
                    RequestsPerSecond = 10,
                }
            );
            var result = await bench.AskAsync(port, [page]);
            var reacted = await reacting;
            return result with
            {
                Refusals = result.Refusals + reacted.Refusals,
                Breaks = result.Breaks + reacted.Breaks,
                FirstRefusal = result.FirstRefusal ?? reacted.FirstRefusal,
            };
        }
    }

    private static void Add(Table table, string what, Pair pair) =>
        table.Add(what, pair.FloorRate, pair.TrialRate, pair.Ratio, pair.FloorP99, pair.TrialP99, pair.Faults);
}
