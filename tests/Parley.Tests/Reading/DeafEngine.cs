using System.Data.Common;
using Parley.Storage;

namespace Parley.Tests.Reading;

/// <summary>An engine that hears no bell and rings none: only the look once a second is left.</summary>
internal sealed class DeafEngine(IEngine engine) : IEngine
{
    public string Name => engine.Name;
    public Dialect Dialect => engine.Dialect;

    public ValueTask<DbConnection> OpenAsync(CancellationToken cancel) => engine.OpenAsync(cancel);

    public Task<T> WriteAsync<T>(Func<DbScope, Task<T>> work, CancellationToken cancel) => engine.WriteAsync(work, cancel);

    public StorageUnavailableException? AsOutage(Exception error) => engine.AsOutage(error);

    public Task<SchemaState> FindSchemaAsync(CancellationToken cancel) => engine.FindSchemaAsync(cancel);

    public Task MigrateAsync(CancellationToken cancel, IProgress<MigrationStep>? progress = null) =>
        engine.MigrateAsync(cancel, progress);

    public Task WaitForBellAsync(CancellationToken cancel) => Task.Delay(TimeSpan.FromSeconds(1), cancel);

    public void Ring() { }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
