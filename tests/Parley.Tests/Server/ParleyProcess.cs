using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Parley.Tests.Server;

/// <summary>The program as an operator has it: a process with a command line, two streams and an exit code.</summary>
internal sealed class ParleyProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    // As ./test has published it, or else as it was built.
    private static readonly string Program =
        Environment.GetEnvironmentVariable("PARLEY_TEST_PROGRAM") ?? Path.Combine(AppContext.BaseDirectory, "parley");

    private readonly Process process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder errors = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int openStreams = 2;

    private ParleyProcess(ProcessStartInfo info)
    {
        process = new Process { StartInfo = info, EnableRaisingEvents = true };
        process.OutputDataReceived += (_, line) => Keep(output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(errors, line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;
    public bool HasEnded => ended.Task.IsCompleted;
    public string Output => Read(output);
    public string Errors => Read(errors);

    /// <summary>Starts it in a folder, with nothing of this process's configuration but the variables named here.</summary>
    public static ParleyProcess Start(
        string folder,
        IEnumerable<string> arguments,
        params (string Name, string Value)[] variables
    )
    {
        var info = new ProcessStartInfo(Program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // What ./test sets for the suites is not what an operator has.
        info.Environment.Remove("DOTNET_GCgen0size");
        foreach (var (name, value) in variables)
            info.Environment[name] = value;
        return new ParleyProcess(info);
    }

    /// <summary>Waits until what it writes to the standard output holds this.</summary>
    public async Task SaysAsync(string words)
    {
        for (var watch = Stopwatch.StartNew(); !Output.Contains(words, StringComparison.Ordinal); await Task.Delay(5))
        {
            // A start takes a second or two, but other suites may be starting theirs.
            if (ended.Task.IsCompleted || watch.Elapsed > Patience)
                throw new InvalidOperationException($"It never said \"{words}\": {Output}{Errors}");
        }
    }

    /// <summary>What stands behind this on the first line that has it.</summary>
    public string After(string words) =>
        Output.Split('\n').First(line => line.Contains(words, StringComparison.Ordinal)).Split(words)[1].Trim();

    public void Terminate() => Signal(PosixSignal.SIGTERM);

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Signal(PosixSignal.SIGINT);

    /// <summary>SIGKILL, which nobody can be ready for.</summary>
    public void Kill() => process.Kill();

    /// <summary>Waits for its end and all it wrote.</summary>
    public async Task<Ended> EndAsync()
    {
        await ended.Task.WaitAsync(Patience);
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, Output, Errors);
    }

    /// <summary>The most memory it has had so far, in bytes; 0 where it has just ended.</summary>
    public long Peak()
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            // It has ended, perhaps this moment.
            return 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private void Signal(PosixSignal signal)
    {
        var name = signal == PosixSignal.SIGINT ? "INT" : "TERM";
        using var kill = Process.Start("kill", ["-s", name, Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    private void Keep(StringBuilder stream, string? line)
    {
        if (line is null)
        {
            if (Interlocked.Decrement(ref openStreams) == 0)
                ended.TrySetResult();
            return;
        }

        lock (stream)
            stream.Append(line).Append('\n');
    }

    private static string Read(StringBuilder stream)
    {
        lock (stream)
            return stream.ToString();
    }
}

/// <summary>How a process ended.</summary>
internal sealed record Ended(int Code, string Output, string Errors);
