using System.Text;
using System.Text.Json;
using Parley.Perf.Floors;
using Parley.Perf.Load;
using Parley.Perf.Trials;

namespace Parley.Perf;

/// <summary>Where measurements happen: a folder, two load generators, and what was said so far.</summary>
/// <param name="seconds">How long one slice lasts.</param>
internal sealed class Bench(string folder, double seconds) : IAsyncDisposable
{
    private readonly StringBuilder text = new();
    private readonly List<Child> children = [];
    private int databases;

    public double Seconds => seconds;
    public string Text => text.ToString();

    /// <summary>The one that measures.</summary>
    public LoadGenerator Load { get; } = new();

    /// <summary>One more, for what happens meanwhile.</summary>
    public LoadGenerator Meanwhile { get; } = new();

    /// <summary>The PostgreSQL server that <c>perf/run</c> started, or null.</summary>
    public static string? Postgres =>
        Environment.GetEnvironmentVariable("PARLEY_PERF_POSTGRES") is { Length: > 0 } set ? set : null;

    /// <summary>The published program that <c>perf/run</c> made, or null.</summary>
    public static string? Program =>
        Environment.GetEnvironmentVariable("PARLEY_PERF_PROGRAM") is { Length: > 0 } set ? set : null;

    public void Say(object said)
    {
        Console.WriteLine(said);
        Console.WriteLine();
        text.AppendLine(said.ToString()).AppendLine();
    }

    public string NewPath(string ending) => Path.Combine(folder, $"{++databases}{ending}");

    /// <summary>A database that nothing is in yet, as the roles of this program take it.</summary>
    /// <param name="engine"><c>sqlite</c>, <c>postgres</c> or <c>postgres-tuned</c>.</param>
    public async Task<string> NewDatabaseAsync(string engine)
    {
        if (engine == "sqlite")
            return $"sqlite:{NewPath(".db")}";
        var name = $"perf_{Environment.ProcessId}_{++databases}";
        await using var connection = new Npgsql.NpgsqlConnection($"{Postgres};Database=postgres");
        await connection.OpenAsync();
        await using var create = new Npgsql.NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return $"{engine}:{Postgres};Database={name}";
    }

    /// <summary>Starts a server with the library on a new database.</summary>
    /// <param name="isScored">With the model of English, as the program has it.</param>
    public async Task<Seed> StartParleyAsync(string engine, bool isScored = false)
    {
        var server = Keep(Child.StartSelf(isScored ? "scored" : "parley", await NewDatabaseAsync(engine)));
        return JsonSerializer.Deserialize<Seed>(await server.ReadLineAsync())!;
    }

    /// <summary>Starts a server with the sample site.</summary>
    /// <returns>Its port.</returns>
    public async Task<int> StartSampleAsync(string engine) =>
        int.Parse(await Keep(Child.StartSelf("sample", await NewDatabaseAsync(engine))).ReadLineAsync(), null);

    /// <summary>Starts bare Kestrel with the answer that another server just gave.</summary>
    /// <returns>Its port.</returns>
    public async Task<int> StartPageFloorAsync(CapturedAnswer answer)
    {
        var file = NewPath(".json");
        await answer.WriteAsync(file);
        return int.Parse(await Keep(Child.StartSelf("floor-page", file)).ReadLineAsync(), null);
    }

    /// <returns>Its port.</returns>
    public async Task<int> StartPostFloorAsync(string engine) =>
        int.Parse(await Keep(Child.StartSelf("floor-posts", await NewDatabaseAsync(engine))).ReadLineAsync(), null);

    public Task<LoadResult> AskAsync(int port, IReadOnlyList<string> requests, int connections = 32) =>
        Load.RunAsync(Order(port, requests, connections));

    public LoadOrder Order(int port, IReadOnlyList<string> requests, int connections = 32) =>
        new()
        {
            Port = port,
            Requests = requests,
            Connections = connections,
            Seconds = seconds,
        };

    /// <summary>Ends the servers started so far, so that the next part has the machine to itself.</summary>
    public async Task ClearAsync()
    {
        foreach (var child in children)
            await child.DisposeAsync();
        children.Clear();
    }

    public async ValueTask DisposeAsync()
    {
        await ClearAsync();
        await Load.DisposeAsync();
        await Meanwhile.DisposeAsync();
    }

    private Child Keep(Child child)
    {
        children.Add(child);
        return child;
    }
}
