using System.Globalization;
using Parley.Perf.Load;

namespace Parley.Perf.Report;

/// <summary>
/// Two sides measured in turn, so that whatever else the machine does in between meets both. The ratio is the median of the
/// ratios of neighbours; absolute rates of one side move far more than it does.
/// </summary>
internal sealed class Pair(IReadOnlyList<LoadResult> floor, IReadOnlyList<LoadResult> trial)
{
    public const int Rounds = 5;
    private const int WarmSlices = 6;

    public string FloorRate => Number(Median(floor.Select(x => x.Rate)));
    public string TrialRate => Number(Median(trial.Select(x => x.Rate)));
    public string FloorP99 => Milliseconds(Median(floor.Select(x => x.P99Milliseconds)));
    public string TrialP99 => Milliseconds(Median(trial.Select(x => x.P99Milliseconds)));

    public string Ratio
    {
        get
        {
            var ratios = floor.Zip(trial, (f, t) => t.Rate / f.Rate).Order().ToList();
            return $"**{Two(Median(ratios))}** ({Two(ratios[0])} to {Two(ratios[^1])})";
        }
    }

    /// <summary>What was refused or broken off: a figure with faults is no figure.</summary>
    public string Faults
    {
        get
        {
            var all = floor.Concat(trial).ToList();
            var count = all.Sum(x => x.Refusals + x.Breaks);
            return count == 0 ? "none" : $"{count}: {all.First(x => x.FirstRefusal is not null).FirstRefusal!.Split('\r')[0]}";
        }
    }

    /// <summary>
    /// Lets both sides become what they are after their first minute. The runtime compiles anew, in the background, whatever is
    /// called often, which takes a server that has no idle core some ten seconds, and a bare floor two.
    /// </summary>
    public static async Task WarmAsync(Func<Task<LoadResult>> floor, Func<Task<LoadResult>> trial)
    {
        for (var slice = 0; slice < WarmSlices; slice++)
        {
            await floor();
            await trial();
        }
    }

    /// <param name="floor">Runs one slice of the floor.</param>
    /// <param name="trial">Runs one slice of what is measured.</param>
    public static async Task<Pair> MeasureAsync(Func<Task<LoadResult>> floor, Func<Task<LoadResult>> trial)
    {
        // Connected, cached.
        await floor();
        await trial();
        List<LoadResult> floors = [];
        List<LoadResult> trials = [];
        for (var round = 0; round < Rounds; round++)
        {
            // Each goes first as often as it goes second, as nearly as an odd number allows.
            if (round % 2 == 0)
                floors.Add(await floor());
            trials.Add(await trial());
            if (round % 2 == 1)
                floors.Add(await floor());
        }
        return new(floors, trials);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    public static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Milliseconds(double value) => value.ToString(value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture);

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
