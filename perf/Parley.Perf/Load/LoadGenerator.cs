using System.Text.Json;

namespace Parley.Perf.Load;

/// <summary>The other end of <see cref="LoadProcess"/>.</summary>
internal sealed class LoadGenerator : IAsyncDisposable
{
    private readonly Child process = Child.StartSelf("load");

    public async Task<LoadResult> RunAsync(LoadOrder order)
    {
        await process.Input.WriteLineAsync(JsonSerializer.Serialize(order, JsonSerializerOptions.Web));
        await process.Input.FlushAsync();
        var line = await process.ReadLineAsync();
        return JsonSerializer.Deserialize<LoadResult>(line, JsonSerializerOptions.Web)!;
    }

    public ValueTask DisposeAsync() => process.DisposeAsync();
}
