namespace Parley.Storage;

/// <summary>The one way to the database, for every store.</summary>
internal sealed class Database(IEngine engine)
{
    public IEngine Engine => engine;

    /// <summary>
    /// Hears of each change of this process between its commit and the answer to whoever made it: what was taken down must not be
    /// in the very next page, and the events come a moment later. Hears of some things twice, since it hears of those too.
    /// </summary>
    public event Action<Change>? Committed;

    public async Task<T> ReadAsync<T>(Func<DbScope, Task<T>> read, CancellationToken cancel)
    {
        await using var connection = await engine.OpenAsync(cancel);
        var scope = new DbScope(engine, connection, null);
        try
        {
            return await read(scope);
        }
        catch (Exception error) when (engine.AsOutage(error) is { } outage)
        {
            throw outage;
        }
    }

    /// <inheritdoc cref="IEngine.WriteAsync"/>
    public async Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel)
    {
        List<Change> changes = [];
        var answer = await engine.WriteAsync(
            async scope =>
            {
                var done = await work(scope);
                await scope.EndAsync(cancel);
                changes = scope.Changes;
                return done;
            },
            cancel
        );
        foreach (var change in changes)
            Committed?.Invoke(change);
        engine.Ring();
        return answer;
    }

    public Task WriteAsync(Func<DbScope, Task> work, CancellationToken cancel) =>
        WriteAsync(
            async scope =>
            {
                await work(scope);
                return true;
            },
            cancel
        );
}
