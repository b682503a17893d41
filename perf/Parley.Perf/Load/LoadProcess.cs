using System.Diagnostics;
using System.Text.Json;

namespace Parley.Perf.Load;

/// <summary>
/// The load generator: orders come in, one line of JSON each, and results go out likewise. It lives through a whole
/// measurement, so that no side is asked by a generator that is still warming up.
/// </summary>
internal static class LoadProcess
{
    public static async Task<int> RunAsync()
    {
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var order = JsonSerializer.Deserialize<LoadOrder>(line, JsonSerializerOptions.Web)!;
            Console.WriteLine(JsonSerializer.Serialize(await CarryOutAsync(order), JsonSerializerOptions.Web));
        }
        return 0;
    }

    private static async Task<LoadResult> CarryOutAsync(LoadOrder order)
    {
        var connections = Enumerable
            .Range(0, order.Connections)
            .Select(i => new LoadConnection(order.Port, [.. RequestsOf(order, i).Select(x => new Template(x))]))
            .ToList();
        var pause =
            order.RequestsPerSecond > 0 ? TimeSpan.FromSeconds(order.Connections / order.RequestsPerSecond) : TimeSpan.Zero;

        var start = Stopwatch.GetTimestamp();
        var end = start + (long)(order.Seconds * Stopwatch.Frequency);
        await Task.WhenAll(connections.Select(x => Task.Run(() => x.RunAsync(end, pause))));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        var latencies = new LatencyCount();
        foreach (var connection in connections)
        {
            latencies.Add(connection.Latencies);
            connection.Dispose();
        }
        return new(
            connections.Sum(x => x.Answers),
            connections.Sum(x => x.Refusals),
            connections.Sum(x => x.Breaks),
            seconds,
            latencies.Percentile(0.5),
            latencies.Percentile(0.99),
            latencies.Percentile(1),
            connections.Select(x => x.FirstRefusal).FirstOrDefault(x => x is not null)
        );
    }

    /// <summary>A connection's share, so that no two stamp the same request; all of them where there are fewer than connections.</summary>
    private static IEnumerable<string> RequestsOf(LoadOrder order, int connection) =>
        order.Requests.Count >= order.Connections
            ? order.Requests.Where((_, i) => i % order.Connections == connection)
            : order.Requests;
}
