using Parley.Perf.Report;

namespace Parley.Perf.Trials;

/// <summary>Comments that survive a power cut, beside bare rows that do: from 32 readers at once, through Kestrel.</summary>
internal static class PostTrial
{
    public static async Task RunAsync(Bench bench)
    {
        var table = new Table(
            "Posting: durable comments with marked-up text, 32 clients (aim: at least 0.6 of bare one-row group commits)",
            "engine and threads",
            "floor /s",
            "Parley /s",
            "ratio",
            "p99 ms, floor",
            "p99 ms, Parley",
            "faults"
        );
        await AddAsync(bench, table, "SQLite", "sqlite", "sqlite");
        if (Bench.Postgres is null)
            bench.Say("PostgreSQL is not here: its rows are missing.");
        else
        {
            await AddAsync(bench, table, "PostgreSQL", "postgres", "postgres");
            await AddAsync(bench, table, "PostgreSQL, the floor tuned as we are", "postgres", "postgres-tuned");
        }
        bench.Say(table);
    }

    private static async Task AddAsync(Bench bench, Table table, string name, string engine, string floorEngine)
    {
        var parley = await bench.StartParleyAsync(engine);
        var floor = await bench.StartPostFloorAsync(floorEngine);
        var second = await bench.StartPostFloorAsync(floorEngine);
        var spread = PostsTo(parley, parley.Threads);
        await Pair.WarmAsync(() => bench.AskAsync(floor, spread), () => bench.AskAsync(parley.Port, spread));
        Add(table, $"{name}: the floor beside itself", await MeasureAsync(bench, floor, second, spread));
        Add(table, $"{name}: over {parley.Threads.Count} threads", await MeasureAsync(bench, floor, parley.Port, spread));
        Add(
            table,
            $"{name}: all into one",
            await MeasureAsync(bench, floor, parley.Port, PostsTo(parley, [parley.Threads[0]]))
        );
        Add(
            table,
            $"{name}: over {parley.Threads.Count} threads, each answer with the comment drawn for a page",
            await MeasureAsync(bench, floor, parley.Port, PostsTo(parley, parley.Threads, drawn: true))
        );
        await bench.ClearAsync();
    }

    private static Task<Pair> MeasureAsync(Bench bench, int floor, int trial, IReadOnlyList<string> posts) =>
        Pair.MeasureAsync(() => bench.AskAsync(floor, posts), () => bench.AskAsync(trial, posts));

    /// <summary>A post of each reader, thread after thread.</summary>
    public static List<string> PostsTo(Seed parley, IReadOnlyList<Guid> threads, bool drawn = false) =>
        [
            .. Enumerable
                .Range(0, Math.Max(threads.Count, parley.Cookies.Count))
                .Select(i =>
                    Requests.Post(parley.Site, threads[i % threads.Count], parley.Cookies[i % parley.Cookies.Count], drawn)
                ),
        ];

    private static void Add(Table table, string what, Pair pair) =>
        table.Add(what, pair.FloorRate, pair.TrialRate, pair.Ratio, pair.FloorP99, pair.TrialP99, pair.Faults);
}
