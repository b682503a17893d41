using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Perf.Report;
using Parley.Storage;

namespace Parley.Perf.Trials;

/// <summary>
/// A page of a thread that holds ten thousand comments, read from the database each time, beside one of a hundred: flat, all in one branch, and
/// in chains five hundred deep.
/// </summary>
internal static class LongThreadTrial
{
    private const int Many = 10_000;
    private const int Few = 100;
    private const int Rounds = 60;

    // By the number of a comment, the number of the one that it answers.
    private static readonly Dictionary<string, Func<int, int?>> Shapes = new()
    {
        ["flat"] = _ => null,
        ["one branch"] = number => number == 0 ? null : 0,
        ["five hundred deep"] = number => number % 500 == 0 ? null : number - 1,
    };

    public static async Task RunAsync(Bench bench)
    {
        var table = new Table(
            $"A thread of {Many:N0} comments, and one of {Few}, from the database each time: median ms, and bytes",
            "what",
            "shape",
            "engine",
            $"{Few} ms",
            $"{Many:N0} ms",
            $"{Few} bytes",
            $"{Many:N0} bytes"
        );
        foreach (var engine in Bench.Postgres is null ? (string[])["sqlite"] : ["sqlite", "postgres"])
            await MeasureAsync(table, engine, await bench.NewDatabaseAsync(engine));
        bench.Say(table);
    }

    private static async Task MeasureAsync(Table table, string engine, string database)
    {
        await using var app = ParleyServer.Build(database);
        await app.Services.GetRequiredService<IEngine>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var seed = await Seed.SowAsync(app.Services, ParleyServer.PortOf(app), CancellationToken.None);
        Dictionary<(string, int), List<Guid>> threads = [];
        foreach (var (at, shape) in Shapes.Keys.Index())
        {
            threads[(shape, Few)] = await FillAsync(app.Services, seed.Threads[2 * at], Shapes[shape], Few);
            threads[(shape, Many)] = await FillAsync(app.Services, seed.Threads[2 * at + 1], Shapes[shape], Many);
        }

        await ParleyServer.LetPlannerKnowAsync(app.Services.GetRequiredService<Database>());
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{seed.Port}") };
        foreach (var (at, shape) in Shapes.Keys.Index())
        {
            foreach (var order in (string[])["newest", "oldest", "appreciated", "discussed"])
                await AddAsync(
                    $"a part, {order} first",
                    shape,
                    (count, _) =>
                        $"/api/v1/sites/{seed.Site}/threads/{seed.Threads[2 * at + (count == Few ? 0 : 1)]}/comments?order={order}"
                );
            // Another one each time: the page of one is kept.
            await AddAsync(
                "a link to a comment",
                shape,
                (count, round) => $"/{seed.Site}/c/{threads[(shape, count)][^(round + 1)]}"
            );
        }

        async Task AddAsync(string what, string shape, Func<int, int, string> urlOf)
        {
            var (few, fewBytes) = await TimeAsync(round => urlOf(Few, round));
            var (many, manyBytes) = await TimeAsync(round => urlOf(Many, round));
            table.Add(what, shape, engine, few, many, fewBytes, manyBytes);
        }

        async Task<(string Ms, string Bytes)> TimeAsync(Func<int, string> urlOf)
        {
            List<double> times = [];
            var bytes = 0;
            for (var round = 0; round < Rounds; round++)
            {
                var from = Stopwatch.GetTimestamp();
                bytes = (await client.GetByteArrayAsync(urlOf(round))).Length;
                if (round >= Rounds / 3)
                    times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            times.Sort();
            return (
                times[times.Count / 2].ToString("0.0", CultureInfo.InvariantCulture),
                bytes.ToString("N0", CultureInfo.InvariantCulture)
            );
        }
    }

    private static async Task<List<Guid>> FillAsync(IServiceProvider services, Guid thread, Func<int, int?> parentOf, int count)
    {
        var (ids, appender) = (services.GetRequiredService<Ids>(), services.GetRequiredService<ICommentAppender>());
        var database = services.GetRequiredService<Database>();
        var (site, author) = await database.ReadAsync(
            async scope =>
            {
                var site = await scope.FirstAsync("SELECT id FROM site", [], row => row.Int(0), default);
                return (
                    new SiteId(site),
                    await scope.FirstAsync(
                        "SELECT id FROM reader WHERE site_id = @site LIMIT 1",
                        [("@site", site)],
                        row => row.Guid(0),
                        default
                    )
                );
            },
            default
        );
        List<Guid> all = [.. Enumerable.Range(0, count).Select(_ => ids.New())];
        // What answers another comes after it: a wave holds those whose parents are there.
        foreach (var wave in Enumerable.Range(0, count).GroupBy(DepthOf).OrderBy(group => group.Key))
        foreach (var some in wave.Chunk(1_000))
            await Task.WhenAll(some.Select(number => appender.AppendAsync(ToComment(number), default)));
        return all;

        int DepthOf(int number)
        {
            var depth = 0;
            for (var up = parentOf(number); up is { } parent; up = parentOf(parent))
                depth++;
            return depth;
        }

        NewComment ToComment(int number) =>
            new()
            {
                Site = site,
                Id = all[number],
                ThreadId = thread,
                ParentId = parentOf(number) is { } parent ? all[parent] : null,
                AuthorId = author,
                State = CommentState.Published,
                Source = $"Number {number}.",
                Html =
                    $"<p>Number {number}: "
                    + string.Join(' ', Enumerable.Repeat("nobody asked the harbour council", 7))
                    + "</p>",
                Renderer = 1,
                At = TimeProvider.System.GetUtcNow(),
            };
    }
}
