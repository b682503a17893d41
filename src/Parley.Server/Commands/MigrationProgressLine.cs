using Parley.Storage;

namespace Parley.Server.Commands;

/// <summary>How far a migration has come: which change of how many, once it is known how many there are.</summary>
internal sealed class MigrationProgressLine : IProgress<MigrationStep>, IDisposable
{
    private ProgressLine? changes;
    private int all;

    public void Report(MigrationStep value)
    {
        if (value == MigrationStep.Copy)
        {
            Console.Error.WriteLine("Copying the database: the old one stays as it is until the new one is whole.");
            return;
        }

        all = value.All;
        changes ??= new(all, "Changes made");
        changes.Report(value.Number - 1);
    }

    /// <summary>All of it is done.</summary>
    public void End() => changes?.Report(all);

    public void Dispose() => changes?.Dispose();
}
