using System.Globalization;
using Parley.Perf.Report;

namespace Parley.Perf.Trials;

/// <summary>What a process holds, as the kernel counts it. Resident pages of program files can be dropped; private ones cannot.</summary>
internal readonly record struct Memory(long PrivateKilobytes, long ResidentKilobytes)
{
    public string PrivateMegabytes => Pair.Number(PrivateKilobytes / 1024.0);
    public string ResidentMegabytes => Pair.Number(ResidentKilobytes / 1024.0);

    public static Memory Of(int process)
    {
        var lines = File.ReadAllLines($"/proc/{process}/smaps_rollup");
        // Not the clean pages: those are files, which the kernel can drop, and private only where no other program uses them.
        return new(Sum(lines, "Private_Dirty:"), Sum(lines, "Rss:"));
    }

    private static long Sum(string[] lines, params string[] names) =>
        lines
            .Where(x => names.Any(n => x.StartsWith(n, StringComparison.Ordinal)))
            .Sum(x => long.Parse(x.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
