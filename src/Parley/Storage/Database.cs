namespace Parley.Storage;

/// <summary>The one way to the database, for every store.</summary>
internal sealed class Database(IEngine engine)
{
    public IEngine Engine => engine;

    public async Task<T> ReadAsync<T>(Func<DbScope, Task<T>> read, CancellationToken cancel)
    {
        await using var connection = await engine.OpenAsync(cancel);
        await using var scope = new DbScope(engine, connection, null);
        return await read(scope);
    }

    /// <inheritdoc cref="IEngine.WriteAsync"/>
    public async Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel)
    {
        var answer = await engine.WriteAsync(work, cancel);
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
