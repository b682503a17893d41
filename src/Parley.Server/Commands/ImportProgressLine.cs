using Parley.Transfer;

namespace Parley.Server.Commands;

/// <summary>How far an import has come before it writes, step by step.</summary>
/// <param name="bytes">The length of the file: one that is read in the blink of an eye is not worth a line.</param>
internal sealed class ImportProgressLine(long bytes) : IProgress<ImportProgress>, IDisposable
{
    private const long Blink = 1 << 20;

    private readonly ProgressLine reading = new(bytes < Blink ? 0 : bytes, "Reading", isShare: true);
    private ProgressLine? comparing;

    public void Report(ImportProgress value)
    {
        if (value.Step == ImportStep.Reading)
        {
            reading.Report(value.Done);
            return;
        }

        reading.Dispose();
        // So many are compared by one question.
        comparing ??= new(value.All <= IImportTarget.MaxAsked ? 0 : value.All, "Comparing");
        comparing.Report(value.Done);
    }

    public void Dispose()
    {
        reading.Dispose();
        comparing?.Dispose();
    }
}
