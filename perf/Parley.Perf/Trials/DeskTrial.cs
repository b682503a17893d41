using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Perf.Report;
using Parley.Readers;
using Parley.Reasons;
using Parley.Reports;
using Parley.Sites;
using Parley.Storage;

namespace Parley.Perf.Trials;

/// <summary>
/// From screen to screen at the moderators' desk, while a hundred thousand comments wait: one moderator, one request at a time, over
/// loopback. A screen is the page as it comes; a decision is the form that is sent and the page to which it leads.
/// </summary>
internal static partial class DeskTrial
{
    private const int Waiting = 100_000;
    private const int Reported = 2_000;
    private const int Decisions = 200;

    public static async Task RunAsync(Bench bench)
    {
        var table = new Table(
            $"The desk: {Waiting:N0} held and {Reported:N0} reported comments wait (aim: 100 ms at the 95th percentile)",
            "what",
            "engine",
            "median ms",
            "p95 ms"
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
        var (writer, other) = await FillAsync(app.Services, seed, Waiting, Reported, Reported);
        await ParleyServer.LetPlannerKnowAsync(app.Services.GetRequiredService<Database>());
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{seed.Port}"),
        };
        client.DefaultRequestHeaders.Add("Cookie", seed.Cookies[0]);
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        var desk = $"/{seed.Site}/console";

        await ScreensAsync("the queue", "");
        await ScreensAsync("reported", "?view=reported");
        await ScreensAsync("seen by nobody", "?view=unmoderated");
        await ScreensAsync("everything", "?view=everything");
        await ScreensAsync("one writer's", $"?reader={other}");
        await ScreensAsync("one word in the queue, part by part", "?text=dredging");
        await ScreensAsync("one check in the queue", "?why=check.links");
        await ScreensAsync("a writer's batch", $"/batch?c={writer}&of=writer");
        await DecideAsync();

        async Task ScreensAsync(string what, string path)
        {
            for (var warm = 0; warm < 20; warm++)
                await GetAsync(path);
            var times = new List<double>();
            for (var i = 0; i < Decisions; i++)
                times.Add(await TimeAsync(() => GetAsync(path)));
            Add(what, times);
        }

        async Task DecideAsync()
        {
            var (page, times) = (await GetAsync(""), new List<double>());
            for (var i = 0; i < Decisions; i++)
                times.Add(
                    await TimeAsync(async () =>
                    {
                        var action = WebUtility.HtmlDecode(DecisionForm().Match(page).Groups[1].Value);
                        using var form = new FormUrlEncodedContent([
                            new("do", i % 2 == 0 ? "publish" : "reject"),
                            new("rule", "1"),
                        ]);
                        using var answer = await client.PostAsync(action, form);
                        if (answer.StatusCode != HttpStatusCode.SeeOther)
                            throw new InvalidOperationException(
                                $"{action}: {answer.StatusCode}\n{await answer.Content.ReadAsStringAsync()}"
                            );
                        page = await client.GetStringAsync(answer.Headers.Location);
                    })
                );
            Add("a decision, and the next screen", times);
        }

        Task<string> GetAsync(string path) => client.GetStringAsync(desk + path);

        void Add(string what, List<double> times)
        {
            times.Sort();
            table.Add(what, engine, Shown(times[times.Count / 2]), Shown(times[times.Count * 95 / 100]));
        }
    }

    private static string Shown(double ms) => ms.ToString("0.0", CultureInfo.InvariantCulture);

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    /// <summary>Posts comments, held as a check holds them and published, and has readers report some of the published ones.</summary>
    internal static async Task<(Guid Comment, Guid Writer)> FillAsync(
        IServiceProvider services,
        Seed seed,
        int held,
        int published,
        int reported
    )
    {
        var (ids, database) = (services.GetRequiredService<Ids>(), services.GetRequiredService<Database>());
        var site = (await services.GetRequiredService<SiteStore>().ListAsync(default)).Single();
        await Seed.MakeFirstAModeratorAsync(services, default);
        // Nobody decides about their own words.
        var readers = await database.ReadAsync(
            scope =>
                scope.ListAsync(
                    "SELECT id FROM reader WHERE site_id = @site AND role = 0",
                    [("@site", site.Id)],
                    row => row.Guid(0),
                    default
                ),
            default
        );
        var (appender, now) = (services.GetRequiredService<ICommentAppender>(), TimeProvider.System.GetUtcNow());
        var comments = Enumerable.Range(0, held + published).Select(number => ToComment(number)).ToList();
        foreach (var some in comments.Chunk(1_000))
            await Task.WhenAll(some.Select(comment => appender.AppendAsync(comment, default)));
        var report = services.GetRequiredService<ReportComment>();
        foreach (var (number, comment) in comments.Where(one => one.State == CommentState.Published).Take(reported).Index())
        {
            var reader = await services
                .GetRequiredService<ReaderStore>()
                .FindAsync(site.Id, readers.Find(id => id != comment.AuthorId), default);
            var reason = ReportComment.Reasons[number % ReportComment.Reasons.Count];
            await report.HandleAsync(site.Id, comment.Id, reader!, reason, null, default);
        }

        // Who wrote what follows at a thousand a second.
        while (await CountAuthoredAsync(database, site.Id) < comments.Count)
            await Task.Delay(TimeSpan.FromSeconds(1));
        return (comments[0].Id, comments[0].AuthorId);

        NewComment ToComment(int number)
        {
            var id = ids.New();
            var at = now.AddSeconds(number - held - published);
            var isHeld = number < held;
            var reason = new Reason("suspect-words", Verdict.Hold, "reason.suspect-words", 1);
            return new NewComment
            {
                Site = site.Id,
                Id = id,
                ThreadId = seed.Threads[number % seed.Threads.Count],
                ParentId = null,
                AuthorId = readers[number % readers.Count],
                State = isHeld ? CommentState.Held : CommentState.Published,
                Source = $"Number {number}: " + string.Join(' ', Enumerable.Repeat("nobody asked the harbour council", 7)),
                Html =
                    $"<p>Number {number}: "
                    + string.Join(' ', Enumerable.Repeat("nobody asked the harbour council", 7))
                    + "</p>",
                Renderer = 1,
                At = at,
                Statement = isHeld ? Statement.OfVerdict(ids.New(), id, [reason], "en", at) : null,
            };
        }
    }

    private static Task<long> CountAuthoredAsync(Database database, SiteId site) =>
        database.ReadAsync(
            scope =>
                scope.FirstAsync(
                    "SELECT count(*) FROM authored WHERE site_id = @site",
                    [("@site", site)],
                    row => row.Long(0),
                    default
                ),
            default
        );

    [GeneratedRegex("<form class=\"dk-act\" action=\"([^\"]+)\"")]
    private static partial Regex DecisionForm();
}
