using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Parley.Storage;

/// <summary>Brings the schema up to date before anything else of ours starts, unless the deployment does so itself.</summary>
internal sealed class SchemaAtStart(IEngine engine, IOptions<ParleyOptions> options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        switch (await engine.FindSchemaAsync(cancellationToken))
        {
            case SchemaState.Newer:
                throw new InvalidOperationException(
                    "The database was made by a newer Parley than this one. Nothing was changed. Start the newer program."
                );
            case SchemaState.Missing or SchemaState.Older when options.Value.MigrateAtStart:
                await engine.MigrateAsync(cancellationToken);
                break;
            case SchemaState.Missing or SchemaState.Older:
                throw new InvalidOperationException(
                    "The database is behind this program. Run parley migrate, or set ParleyOptions.MigrateAtStart."
                );
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
