using System.Globalization;

namespace Parley.Server.Commands;

/// <summary>How far long work has come: a bar that is drawn over itself on a terminal, plain lines otherwise.</summary>
internal sealed class ProgressLine(int total) : IProgress<int>, IDisposable
{
    private const int Width = 30;

    private readonly bool isTerminal = !Console.IsErrorRedirected;
    private int drawn = -1;

    public void Report(int value)
    {
        if (total <= 0)
            return;
        var share = Math.Min(1, (double)value / total);
        // Drawn for each, a bar would take longer than what it tells of.
        var step = (int)(share * (isTerminal ? 1_000 : 10));
        if (step <= drawn)
            return;
        drawn = step;
        if (isTerminal)
        {
            var full = (int)(share * Width);
            Console.Error.Write(
                $"\r[{new string('#', full)}{new string('.', Width - full)}] {Number(value)} of {Number(total)}"
            );
        }
        else
        {
            Console.Error.WriteLine($"{Number(value)} of {Number(total)}");
        }
    }

    public void Dispose()
    {
        if (isTerminal && total > 0)
            Console.Error.WriteLine();
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
