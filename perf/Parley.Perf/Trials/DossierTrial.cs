using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Dossiers;
using Parley.Events;
using Parley.Perf.Report;
using Parley.Sites;
using Parley.Sourcing;
using Parley.Storage;
using Parley.Stories;

namespace Parley.Perf.Trials;

/// <summary>
/// A dossier as full as one can be, in a site of ten thousand stories with a hundred thousand claims, whose chains have up to twelve steps and
/// go round: its page, and that of a claim. It fails where a page takes a tenth of a second at the ninety-fifth percentile.
/// </summary>
/// <remarks><c>PARLEY_PERF_DOSSIER_STORIES</c> asks for fewer stories; each has ten claims.</remarks>
internal static class DossierTrial
{
    private const int ClaimsOfStory = 10;

    // The first pages meet a program that has drawn nothing yet: they are asked for and not counted.
    private const int Unmeasured = 100;
    private const int Rounds = 100;
    private const double MostMilliseconds = 100;

    private const string Full = "/courant/dossiers/full";
    private const string Sieved = Full + "?on=2027-03-25&unnamed=no&unseen=no";

    // Whoever comes first after something of the site's claims has changed finds nothing kept.
    private const string Changed = "after a change: ";

    private static int Stories =>
        int.TryParse(
            Environment.GetEnvironmentVariable("PARLEY_PERF_DOSSIER_STORIES"),
            CultureInfo.InvariantCulture,
            out var some
        )
            ? some
            : 10_000;

    public static async Task RunAsync(Bench bench)
    {
        var table = new Table(
            $"A full dossier among {Stories:N0} stories and {Stories * ClaimsOfStory:N0} claims (aim: under 100 ms at p95)",
            "what",
            "engine",
            "median ms",
            "p95 ms",
            "processor ms a page",
            "bytes"
        );
        List<string> slow = [];
        foreach (var engine in Bench.Postgres is null ? (string[])["sqlite"] : ["sqlite", "postgres"])
            await AskAsync(table, engine, await bench.NewDatabaseAsync(engine), slow);
        bench.Say(table);
        if (slow.Count > 0)
            throw new InvalidOperationException("These take too long: " + string.Join(", ", slow));
    }

    private static async Task AskAsync(Table table, string engine, string path, List<string> slow)
    {
        await using var app = ParleyServer.Build(path);
        await app.Services.GetRequiredService<IEngine>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var added = await app
            .Services.GetRequiredService<SiteStore>()
            .AddAsync("courant", "The Courant", "en", "UTC", new SiteSettings(), ["https://courant.example"], default);
        var database = app.Services.GetRequiredService<Database>();
        var claim = await FillAsync(app.Services, database, added.Value);
        await ParleyServer.LetPlannerKnowAsync(database);
        var change = new Event(
            default,
            added.Value,
            EventKind.ClaimSourced,
            null,
            null,
            claim,
            DateTimeOffset.UtcNow,
            IsQuiet: false
        );
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (
            var (what, url) in ((string, string)[])
                [
                    ("the dossier", Full),
                    ("on a day, named and seen", Sieved),
                    (Changed + "the dossier", Full),
                    (Changed + "on a day, named and seen", Sieved),
                    ("a claim that goes round", $"/courant/claims/{claim}"),
                ]
        )
        {
            List<double> times = [];
            var bytes = 0;
            var worked = TimeSpan.Zero;
            for (var round = -Unmeasured; round < Rounds; round++)
            {
                if (round == 0)
                    worked = Environment.CpuUsage.TotalTime;
                if (what.StartsWith(Changed, StringComparison.Ordinal))
                    app.Services.GetRequiredService<DossierMemory>().Apply(change);
                var from = Stopwatch.GetTimestamp();
                bytes = (await client.GetByteArrayAsync(url)).Length;
                if (round >= 0)
                    times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            worked = Environment.CpuUsage.TotalTime - worked;
            times.Sort();
            var late = times[(int)(times.Count * 0.95)];
            table.Add(
                what,
                engine,
                Said(times[times.Count / 2]),
                Said(late),
                Said(worked.TotalMilliseconds / Rounds),
                bytes.ToString("N0", CultureInfo.InvariantCulture)
            );
            if (late > MostMilliseconds)
                slow.Add($"{what} ({engine}: {Said(late)} ms)");
        }

        await app.StopAsync();
    }

    private static string Said(double milliseconds) => milliseconds.ToString("0.0", CultureInfo.InvariantCulture);

    // By the product's own statements, a few hundred stories in a transaction. Gives a claim whose outlets go round.
    private static async Task<Guid> FillAsync(IServiceProvider services, Database database, SiteId site)
    {
        var (now, luck) = (DateTimeOffset.UtcNow, new Random(4711));
        var stories = services.GetRequiredService<StoryStore>();
        List<Source> outlets = [.. Enumerable.Range(0, 40).Select(number => New(SourceKind.Outlet, $"Outlet {number}"))];
        List<Source> people =
        [
            .. Enumerable
                .Range(0, 200)
                .Select(number => New(number % 3 == 0 ? SourceKind.Unnamed : SourceKind.Person, $"Source {number}")),
        ];
        await database.WriteAsync(
            async scope =>
            {
                foreach (var source in outlets.Concat(people))
                    await SourcingStore.AddSourceAsync(scope, site, source, default);
            },
            default
        );
        List<Guid> claims = [];
        List<Guid> ids = [];
        for (var first = 0; first < Stories; first += 250)
        {
            var (from, to) = (first, Math.Min(Stories, first + 250));
            await database.WriteAsync(
                async scope =>
                {
                    for (var number = from; number < to; number++)
                    {
                        var story = Guid.CreateVersion7();
                        ids.Add(story);
                        var facts = new StoryFacts
                        {
                            Slug = $"s-{number}",
                            Title = $"Story {number}",
                            PublishedAt = now,
                        };
                        await stories.AddAsync(scope, site, story, facts, default);
                        var text = new ReportText { Paragraphs = [new("p1", "Words.")] };
                        await ReportTextStore.AddPublicAsync(scope, site, story, facts.Slug, facts.Title, text, now, default);
                        for (var at = 0; at < ClaimsOfStory; at++)
                            claims.Add(await AddClaimAsync(scope, story, $"Claim {at} of story {number}."));
                    }
                },
                default
            );
        }

        await database.WriteAsync(scope => AddDossierAsync(scope, site, ids, claims, now), default);
        return claims[0];

        async Task<Guid> AddClaimAsync(DbScope scope, Guid story, string sentence)
        {
            var claim = new Claim(Guid.CreateVersion7(), sentence, ClaimKind.Event, (ClaimStatus)luck.Next(3), now)
            {
                ValidFrom = luck.Next(2) == 0 ? "2026" : null,
            };
            await SourcingStore.AddClaimAsync(scope, site, claim, Guid.Empty, now, default);
            // One in a hundred has a chain as long as can be; most have two or three steps.
            var steps = luck.Next(100) == 0 ? Attribution.MostHops : luck.Next(1, 4);
            var begin = luck.Next(outlets.Count);
            List<Hop> hops =
            [
                .. Enumerable.Range(0, steps - 1).Select(at => Step(outlets[(begin + at) % outlets.Count])),
                Step(people[luck.Next(people.Count)]),
            ];
            await SourcingStore.AddAttributionAsync(
                scope,
                site,
                new(Guid.CreateVersion7(), hops) { ClaimId = claim.Id, StoryId = story },
                Guid.Empty,
                now,
                default
            );
            // Every fifth goes round: one has it from the next, and the last from the first. The first of all is as long as the page lists.
            var around =
                claims.Count == 0 ? 250
                : luck.Next(5) == 0 ? 3
                : 0;
            for (var at = 0; at < around; at++)
            {
                var article = new Attribution(
                    Guid.CreateVersion7(),
                    [Step(outlets[(at + 1) % Math.Min(around, outlets.Count)])]
                )
                {
                    ClaimId = claim.Id,
                    Article = new(outlets[at % outlets.Count], $"Article {at}", null, "2027-05"),
                };
                await SourcingStore.AddAttributionAsync(scope, site, article, Guid.Empty, now, default);
            }

            return claim.Id;
        }

        Hop Step(Source source) => new(source, AttributionAct.Said) { Seen = (Seen)luck.Next(3) };

        static Source New(SourceKind kind, string name) => new(Guid.CreateVersion7(), kind, name);
    }

    private static async Task AddDossierAsync(
        DbScope scope,
        SiteId site,
        List<Guid> stories,
        List<Guid> claims,
        DateTimeOffset now
    )
    {
        var (id, taken) = (Guid.CreateVersion7(), 0);
        await DossierStore.PutAsync(
            scope,
            site,
            new(id, "full", "Full", "All that fits.", null, now, now),
            Guid.Empty,
            default
        );
        foreach (var story in stories.Take(Dossier.MostStories))
            await DossierStore.AddStoryAsync(scope, site, id, story, now, default);
        List<Guid> actors = [];
        for (var number = 0; number < Dossier.MostActors; number++)
            actors.Add(await PutAsync("actor", [("name", $"Actor {number}"), ("what", "party")], 0));
        List<Guid> events = [];
        for (var number = 0; number < Dossier.MostEvents; number++)
        {
            var year = (2000 + (number % 28)).ToString(CultureInfo.InvariantCulture);
            var when = number % 4 == 0 ? year + "-21~" : year + "-05-11";
            events.Add(
                await PutAsync("dossier_event", [("what", $"Event {number}"), ("happened_on", when), ("place", null)], 2)
            );
        }

        for (var number = 0; number < Dossier.MostRoles; number++)
            await PutAsync(
                "event_role",
                [("event_id", events[number % events.Count]), ("actor_id", actors[number % actors.Count]), ("part", "host")],
                1
            );
        for (var number = 0; number < Dossier.MostTies; number++)
            await PutAsync(
                "tie",
                [
                    ("actor_id", actors[number % actors.Count]),
                    ("other_id", actors[((number * 7) + 1) % actors.Count]),
                    ("kind", (TieKind)(number % 10)),
                    ("held_from", "2016"),
                    ("held_to", null),
                ],
                2
            );

        async Task<Guid> PutAsync(string table, (string, object?)[] columns, int count)
        {
            var line = Guid.CreateVersion7();
            // Spread over the site, as the claims of years are.
            var some = Enumerable.Range(0, count).Select(_ => claims[taken++ * 37 % claims.Count]).Distinct().ToList();
            await DossierStore.PutLineAsync(scope, site, id, table, line, columns, some, default);
            return line;
        }
    }
}
