using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Parley.Comments;
using Parley.Moderation;
using Parley.Perf.Report;
using Parley.Readers;
using Parley.Reasons;
using Parley.Sites;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Perf.Trials;

/// <summary>
/// How both engines go about the desk's queries among a million comments: which index leads each, and that none reads a whole table. It
/// fails where one does.
/// </summary>
internal static partial class PlansTrial
{
    private const int Held = 10_000;
    private const int Published = 10_000;
    private const int Reported = 500;

    // Copies of what was posted in the product's own way: held ones ten times, published ones ninety times.
    private const int CopiesOfHeld = 9;
    private const int CopiesOfPublished = 89;
    private const int Rounds = 20;

    public static async Task RunAsync(Bench bench)
    {
        var table = new Table(
            "The desk's queries among a million comments, of which 100,000 are held and 5,000 reported",
            "what",
            "engine",
            "median ms",
            "led by"
        );
        var whole = new List<string>();
        foreach (var engine in Bench.Postgres is null ? (string[])["sqlite"] : ["sqlite", "postgres"])
            whole.AddRange(await ExplainAsync(table, engine, await bench.NewDatabaseAsync(engine)));
        bench.Say(table);
        if (whole.Count > 0)
            throw new InvalidOperationException("These read a whole table: " + string.Join(", ", whole));
    }

    private static async Task<List<string>> ExplainAsync(Table table, string engine, string path)
    {
        await using var app = ParleyServer.Build(path);
        await app.Services.GetRequiredService<IEngine>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var seed = await Seed.SowAsync(app.Services, ParleyServer.PortOf(app), CancellationToken.None);
        var database = app.Services.GetRequiredService<Database>();
        var (_, writer) = await DeskTrial.FillAsync(app.Services, seed, Held, Published, Reported);
        await CopyAsync(database, engine);
        await ParleyServer.LetPlannerKnowAsync(database);
        var site = (await app.Services.GetRequiredService<SiteStore>().ListAsync(default)).Single();
        var (queue, batches) = (app.Services.GetRequiredService<QueueStore>(), app.Services.GetRequiredService<BatchStore>());
        var whole = new List<string>();
        var one = QueueQuery.Waiting;
        var story = seed.Threads[0];
        var someone = await app.Services.GetRequiredService<ReaderStore>().FindAsync(site.Id, writer, default);
        var sport = StorySections.Of(site, someone! with { Role = ReaderRole.Moderator, LimitedTo = ["Sport"] });
        foreach (
            var (what, query) in ((string, QueueQuery)[])
                [
                    ("all that waits", one),
                    ("pending", one with { View = QueueView.Pending }),
                    ("reported", one with { View = QueueView.Reported }),
                    ("notices", one with { View = QueueView.Notices }),
                    ("seen by nobody", one with { View = QueueView.Unmoderated }),
                    ("everything", one with { View = QueueView.Everything }),
                    ("one writer's that wait", one with { Reader = writer }),
                    ("one writer's, all", one with { View = QueueView.Everything, Reader = writer }),
                    ("one story's that wait", one with { Story = story }),
                    ("one story's, all", one with { View = QueueView.Everything, Story = story }),
                    ("one word among those that wait", one with { Words = "dredging" }),
                    ("one check", one with { Why = "check.links" }),
                    ("one reason of readers", one with { Why = "report.abuse" }),
                    ("one rule, in everything", one with { View = QueueView.Everything, Why = "rule.1" }),
                    ("of one section, all that waits", one with { Within = sport }),
                    ("of one section, everything", one with { View = QueueView.Everything, Within = sport }),
                    ("the removed, in everything", one with { View = QueueView.Everything, State = CommentState.Removed }),
                    ("held by a check, among those that wait", one with { Verdict = Verdict.Hold }),
                    ("found by no check, in everything", one with { View = QueueView.Everything, Verdict = Verdict.Pass }),
                ]
        )
            await AddAsync(what, queue.Look(site, query, null, QueueStore.OnPage));
        foreach (var kind in Enum.GetValues<BatchKind>())
            await AddAsync("a batch: " + kind, batches.Candidates(site.Id, writer, kind, "suspect-words", StorySections.Whole));
        await AddAsync("how many wait", QueueStore.Count(site.Id, StorySections.Whole));
        await AddAsync("how many of one section wait", QueueStore.Count(site.Id, sport));
        return whole;

        async Task AddAsync(string what, (string Sql, (string, object?)[] Values) query)
        {
            var plan = await PlanAsync(database, engine, query);
            var led = Index().Matches(plan).Select(match => match.Groups[1].Value).Distinct().ToList();
            if (Whole().Matches(plan) is { Count: > 0 } scans)
                whole.Add($"{what} ({engine}: {string.Join("; ", scans.Select(scan => scan.Value.Trim()))})");
            table.Add(what, engine, await TimeAsync(database, query), string.Join(", ", led));
        }
    }

    private static Task<string> PlanAsync(Database database, string engine, (string Sql, (string, object?)[] Values) query) =>
        database.ReadAsync(
            async scope =>
            {
                var explain = engine == "sqlite" ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
                var column = engine == "sqlite" ? 3 : 0;
                return string.Join(
                    '\n',
                    await scope.ListAsync(explain + query.Sql, query.Values, row => row.Text(column), default)
                );
            },
            CancellationToken.None
        );

    private static async Task<string> TimeAsync(Database database, (string Sql, (string, object?)[] Values) query)
    {
        var times = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var from = Stopwatch.GetTimestamp();
            await database.ReadAsync(
                scope => scope.ListAsync(query.Sql, query.Values, _ => true, default),
                CancellationToken.None
            );
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        times.Sort();
        return times[Rounds / 2].ToString("0.0", CultureInfo.InvariantCulture);
    }

    // What belongs to a comment is copied with it, under the id that the copy has, earlier by an hour for each copy.
    private static async Task CopyAsync(Database database, string engine)
    {
        const string Hour = "3600000000";
        string New(string id) =>
            engine == "sqlite"
                ? $"unhex(printf('%08x', n.k) || substr(hex({id}), 9))"
                : $"(lpad(to_hex(n.k), 8, '0') || substr(replace({id}::text, '-', ''), 9))::uuid";
        var comment = new Dictionary<string, string>
        {
            ["id"] = New("t.id"),
            ["position"] = $"t.position - n.k * {Hour}",
            ["posted_at"] = $"t.posted_at - n.k * {Hour}",
        };
        var ofComment = new Dictionary<string, string>
        {
            ["comment_id"] = New("t.comment_id"),
            ["at"] = $"t.at - n.k * {Hour}",
        };
        const string StateOf = "(SELECT state FROM comment c WHERE c.site_id = t.site_id AND c.id = t.comment_id)";
        // What is about comments first, as long as these are but those that were posted.
        foreach (var (state, copies) in ((int, int)[])[(1, CopiesOfHeld), (0, CopiesOfPublished)])
        {
            await CopyAsync("authored", ofComment, $"{StateOf} = {state}", copies);
            await CopyAsync("statement", ofComment, $"{StateOf} = {state}", copies);
        }

        await CopyAsync(
            "report",
            new(ofComment)
            {
                ["id"] = New("t.id"),
                ["code"] = "t.code || n.k",
                ["due_at"] = $"t.due_at - n.k * {Hour}",
            },
            "t.settled_at IS NULL",
            CopiesOfHeld
        );
        // At last what is posted: all at once, or the first would be copied with the second.
        await CopyAsync(
            "comment",
            comment,
            "true",
            CopiesOfPublished,
            $"(t.state = 0 AND n.k <= {CopiesOfPublished}) OR (t.state = 1 AND n.k <= {CopiesOfHeld})"
        );

        Task CopyAsync(string table, Dictionary<string, string> changed, string which, int copies, string? of = null) =>
            database.WriteAsync(
                async scope =>
                {
                    var columns = await ColumnsAsync(scope, table);
                    var names = string.Join(", ", columns.Select(one => $"\"{one}\""));
                    var values = string.Join(", ", columns.Select(one => changed.GetValueOrDefault(one) ?? $"t.\"{one}\""));
                    await using var command = scope.Command(
                        $"""
                        WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < {copies})
                        INSERT INTO {table} ({names}) SELECT {values} FROM {table} t CROSS JOIN n WHERE ({which}) AND ({of
                            ?? "true"})
                        """
                    );
                    command.CommandTimeout = 0;
                    await command.ExecuteNonQueryAsync();
                },
                CancellationToken.None
            );
    }

    private static async Task<List<string>> ColumnsAsync(DbScope scope, string table)
    {
        await using var command = scope.Command($"SELECT * FROM {table} LIMIT 0");
        await using var reader = await command.ExecuteReaderAsync();
        return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
    }

    [GeneratedRegex(@"(?:USING(?: COVERING)? INDEX |(?:Index|Index Only|Bitmap Index) Scan (?:Backward )?(?:using|on) )(\w+)")]
    private static partial Regex Index();

    // A table read whole that grows with what is written: on SQLite without what is sought, on PostgreSQL by its name. Derived ones have names of
    // their own in our statements, reports that wait are few, and who asks for some of many is shown them part by part.
    [GeneratedRegex(@"SCAN (?:c|comment|authored)\b(?! USING COVERING INDEX)[^\n]*|Seq Scan on (?:comment|authored)\b[^\n]*")]
    private static partial Regex Whole();
}
