using System.Globalization;

namespace Parley.Server.Commands;

/// <summary>How far long work has come: a bar that is drawn over itself on a terminal, plain lines otherwise.</summary>
/// <param name="total">Nothing is said where it is 0.</param>
/// <param name="what">What is done, where a command does several things.</param>
/// <param name="isShare">Whether it is told in hundredths: of what nobody counts, such as bytes.</param>
internal sealed class ProgressLine(long total, string? what, bool isShare, TextWriter to, bool isTerminal)
    : IProgress<int>,
        IProgress<long>,
        IDisposable
{
    private const int Width = 30;

    // What nobody could see is not drawn: a terminal is slower than much of the work.
    private const int Steps = 1000;

    private int drawn = -1;
    private bool isEnded;

    public ProgressLine(long total, string? what = null, bool isShare = false)
        : this(total, what, isShare, Console.Error, !Console.IsErrorRedirected) { }

    public void Report(int value) => Report((long)value);

    public void Report(long value)
    {
        if (total <= 0 || isEnded)
            return;
        var share = Math.Min(1, (double)value / total);
        var step = (int)(share * (isTerminal ? Steps : 10));
        if (step <= drawn)
            return;
        drawn = step;
        var full = (int)(share * Width);
        if (isTerminal)
            to.Write($"\r{Name}[{new string('#', full)}{new string('.', Width - full)}] {Said(value, share)}");
        else
            to.WriteLine(Name + Said(value, share));
    }

    public void Dispose()
    {
        if (isTerminal && drawn >= 0 && !isEnded)
            to.WriteLine();
        isEnded = true;
    }

    private string Name => what is null ? "" : $"{what}: ";

    private string Said(long value, double share) =>
        isShare ? ((int)(share * 100)).ToString(CultureInfo.InvariantCulture) + " %" : $"{Number(value)} of {Number(total)}";

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
