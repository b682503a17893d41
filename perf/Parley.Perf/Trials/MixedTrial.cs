using Parley.Perf.Floors;
using Parley.Perf.Load;
using Parley.Perf.Report;

namespace Parley.Perf.Trials;

/// <summary>
/// A thread that 32 readers read while 32 others write in it, beside both floors at once: bare Kestrel with bytes that never
/// change, and bare rows.
/// </summary>
internal static class MixedTrial
{
    public static async Task RunAsync(Bench bench)
    {
        var table = new Table(
            "One thread, 32 readers and 32 writers at once",
            "engine",
            "floor reads /s",
            "Parley reads /s",
            "ratio of reads",
            "read p99 ms, floor",
            "read p99 ms, Parley",
            "floor posts /s",
            "Parley posts /s",
            "ratio of posts",
            "faults"
        );
        await AddAsync(bench, table, "SQLite", "sqlite");
        if (Bench.Postgres is not null)
            await AddAsync(bench, table, "PostgreSQL", "postgres");
        bench.Say(table);
    }

    private static async Task AddAsync(Bench bench, Table table, string name, string engine)
    {
        var parley = await bench.StartParleyAsync(engine);
        var thread = parley.Threads[0];
        var posts = parley.Cookies.Select(x => Requests.Post(parley.Site, thread, x)).ToList();
        // A thread with more than a page of comments before the clock runs, so that the page stays as long as it is.
        await bench.Load.RunAsync(bench.Order(parley.Port, posts) with { Seconds = 1 });
        var page = Requests.Page($"/{parley.Site}/t/{thread}");
        var pageFloor = await bench.StartPageFloorAsync(await CapturedAnswer.AskAsync(parley.Port, page));
        var postFloor = await bench.StartPostFloorAsync(engine);

        await Pair.WarmAsync(
            () => ReadWhileWritingAsync(pageFloor, postFloor, []),
            () => ReadWhileWritingAsync(parley.Port, parley.Port, [])
        );
        List<LoadResult> floorPosts = [];
        List<LoadResult> parleyPosts = [];
        var reads = await Pair.MeasureAsync(
            () => ReadWhileWritingAsync(pageFloor, postFloor, floorPosts),
            () => ReadWhileWritingAsync(parley.Port, parley.Port, parleyPosts)
        );
        // The first of each was the warming up.
        var written = new Pair(floorPosts[1..], parleyPosts[1..]);
        table.Add(
            name,
            reads.FloorRate,
            reads.TrialRate,
            reads.Ratio,
            reads.FloorP99,
            reads.TrialP99,
            written.FloorRate,
            written.TrialRate,
            written.Ratio,
            $"reads {reads.Faults}, posts {written.Faults}"
        );
        await bench.ClearAsync();

        async Task<LoadResult> ReadWhileWritingAsync(int readPort, int writePort, List<LoadResult> writes)
        {
            var writing = bench.Meanwhile.RunAsync(bench.Order(writePort, posts));
            var read = await bench.AskAsync(readPort, [page]);
            writes.Add(await writing);
            return read;
        }
    }
}
