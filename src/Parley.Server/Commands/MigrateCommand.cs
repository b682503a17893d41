using System.CommandLine;
using Parley.Storage;

namespace Parley.Server.Commands;

/// <summary><c>parley migrate</c>: brings the schema up to date by itself, for deployments that do so before the servers start.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Brings the database up to date. Refused while a server runs on the same folder.");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancel)
    {
        var place = Installation.Find(parsed);
        place.Prepare();
        using var only = ServerLock.Take(place, "the database cannot be migrated");
        var services = new ServiceCollection();
        place.Use(services.AddParley());
        await using var provider = services.BuildServiceProvider();
        var engine = provider.GetRequiredService<IEngine>();
        var before = await engine.FindSchemaAsync(cancel);
        using (var progress = new MigrationProgressLine())
        {
            await place.MigrateAsync(engine, cancel, progress);
            progress.End();
        }

        await Console.Out.WriteLineAsync(before == SchemaState.Current ? "Up to date already." : "Brought up to date.");
        return Exits.Done;
    }
}
