using System.Diagnostics;

namespace Parley.Perf;

/// <summary>A process that was started for a measurement, and ends with it.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process process;
    private bool isGone;

    private Child(Process process) => this.process = process;

    public int Id => process.Id;
    public bool HasEnded => process.HasExited;
    public StreamWriter Input => process.StandardInput;

    /// <summary>Starts another role of this very program.</summary>
    public static Child StartSelf(params IEnumerable<string> arguments) => Start(Environment.ProcessPath!, arguments);

    public static Child Start(string program, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        return new(Process.Start(start)!);
    }

    /// <summary>The next line that the process says.</summary>
    public async Task<string> ReadLineAsync() =>
        await process.StandardOutput.ReadLineAsync()
        ?? throw new InvalidOperationException($"{process.StartInfo.FileName} ended without an answer.");

    /// <summary>Lets the process say what it likes, so that it never waits for somebody to listen.</summary>
    public Child Ignore()
    {
        _ = process.StandardOutput.ReadToEndAsync();
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        // One that was killed on purpose is let go with the others once more.
        if (isGone)
            return;
        isGone = true;
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
