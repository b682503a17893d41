using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Http;
using Parley.Screening;
using Parley.Server.Sample;
using Parley.Storage;

namespace Parley.Perf.Trials;

/// <summary>
/// The server under load: the library as any host has it, on a database of its own that is filled at start. The limits on
/// pace are off, since one address posts for all readers here, and so is the look at what others said, since they all say the same.
/// </summary>
internal static class ParleyServer
{
    /// <param name="database"><c>sqlite:FILE</c> or <c>postgres:CONNECTION</c>, as for <see cref="Floors.PostFloor"/>.</param>
    public static Task<int> RunAsync(string database) => RunAsync(Build(database), database);

    /// <summary>The same with everything that guards a site as it comes, and a hundred newcomers among its readers.</summary>
    public static Task<int> RunGuardedAsync(string database) =>
        RunAsync(Build(database, isGuarded: true), database, newcomers: 100);

    /// <summary>The same with the model of English, as the program has it.</summary>
    public static Task<int> RunScoredAsync(string database) => RunAsync(Build(database, isScored: true), database);

    /// <summary>One with the sample site, whose report has its sources on record. Says its port.</summary>
    public static async Task<int> RunSampleAsync(string database)
    {
        await using var app = Build(database);
        await app.Services.GetRequiredService<IEngine>().MigrateAsync(CancellationToken.None);
        await SampleSite.AddIfEmptyAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        Console.WriteLine(PortOf(app));
        return await EndWithInputAsync(app);
    }

    private static async Task<int> RunAsync(WebApplication built, string database, int newcomers = 0)
    {
        await using var app = built;
        await app.Services.GetRequiredService<IEngine>().MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var seed = await Seed.SowAsync(app.Services, PortOf(app), CancellationToken.None, newcomers);
        if (newcomers > 0)
            await Seed.MakeFirstAModeratorAsync(app.Services, CancellationToken.None);
        if (database.StartsWith("postgres:", StringComparison.Ordinal))
            await LetPlannerKnowAsync(app.Services.GetRequiredService<Database>());
        Console.WriteLine(JsonSerializer.Serialize(seed));
        return await EndWithInputAsync(app);
    }

    /// <summary>Another node on a database that the first has filled. Says its port.</summary>
    public static async Task<int> RunNodeAsync(string database)
    {
        await using var app = Build(database);
        await app.StartAsync();
        Console.WriteLine(PortOf(app));
        return await EndWithInputAsync(app);
    }

    public static WebApplication Build(
        string database,
        bool isGuarded = false,
        TimeProvider? clock = null,
        bool isScored = false
    )
    {
        var (kind, where) = database.Split(':', 2) is [var k, var w]
            ? (k, w)
            : throw new ArgumentException(database, nameof(database));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        // A proxy of a drill says who asks.
        var parley = builder.Services.AddParley(options => options.TrustedProxies.Add("127.0.0.1"));
        _ = kind == "sqlite" ? parley.UseSqlite(where) : parley.UsePostgres(where);
        // What guards a site as it comes reads English, too.
        if (isScored || isGuarded)
            parley.UseEnglishModel();
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        var app = builder.Build();
        app.Services.GetRequiredService<Pace>().IsKept = isGuarded;
        app.Services.GetRequiredService<PostingPace>().IsKept = isGuarded;
        app.Services.GetRequiredService<NearRepeats>().IsKept = isGuarded;
        app.Urls.Add("http://127.0.0.1:0");
        app.MapParley();
        return app;
    }

    public static int PortOf(WebApplication app) => new Uri(app.Urls.First()).Port;

    // The input ends when the measurement does, however that ended.
    private static async Task<int> EndWithInputAsync(WebApplication app)
    {
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        return 0;
    }

    // What the server does by itself within a minute. Until then it has no idea how many rows a table has, and most of a trial
    // would be over.
    public static Task LetPlannerKnowAsync(Database database) =>
        database.WriteAsync(scope => scope.ExecuteAsync("ANALYZE", [], CancellationToken.None), CancellationToken.None);
}
