using System.Text;

namespace Parley.Perf.Floors;

/// <summary>
/// The floor of posting: bare Kestrel that keeps each body as one row, safely, before it answers. Whoever waits together
/// shares one commit. No one is asked for a name, nothing is checked, and the row has no index but its key.
/// </summary>
internal static class PostFloor
{
    /// <param name="store"><c>sqlite:FILE</c>, <c>postgres:CONNECTION</c> or <c>postgres-tuned:CONNECTION</c>.</param>
    public static async Task<int> RunAsync(string store)
    {
        var (kind, where) = store.Split(':', 2) is [var k, var w] ? (k, w) : throw new ArgumentException(store, nameof(store));
        await using IRowWriter writer = kind switch
        {
            "sqlite" => new SqliteRowWriter(where),
            "postgres" => await PostgresRowWriter.OpenAsync(where, isTuned: false),
            "postgres-tuned" => await PostgresRowWriter.OpenAsync(where, isTuned: true),
            _ => throw new ArgumentException($"No such store: {kind}", nameof(store)),
        };
        return await BareKestrel.RunAsync(async http =>
        {
            using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
            await writer.KeepAsync(await reader.ReadToEndAsync());
            http.Response.StatusCode = 201;
            http.Response.ContentLength = 0;
        });
    }
}

/// <summary>Keeps rows. A task ends when its row would survive a power cut.</summary>
internal interface IRowWriter : IAsyncDisposable
{
    Task KeepAsync(string body);
}

/// <summary>A row that waits for its commit.</summary>
internal sealed class WaitingRow(string body)
{
    private readonly TaskCompletionSource kept = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Body => body;
    public Task Kept => kept.Task;

    public void Acknowledge() => kept.SetResult();

    public void Fail(Exception error) => kept.SetException(error);
}
