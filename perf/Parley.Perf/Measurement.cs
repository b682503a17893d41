using System.Runtime.InteropServices;
using Parley.Perf.Trials;

namespace Parley.Perf;

/// <summary>One run: everything that was asked for, beside its floor, on this machine, one after the other.</summary>
internal static class Measurement
{
    private const string Usage = """
        perf/run [PART]... [--seconds N] [--out FILE]

        parts:  pages posts mixed start bytes screening abuse desk plans scoring dossier long   (all of them when none is named)
        --seconds  how long one slice lasts; each figure is the median of five slices (default 2)
        --out      also writes the tables to a Markdown file
        """;

    private static readonly Dictionary<string, Func<Bench, Task>> Parts = new()
    {
        ["pages"] = PageTrial.RunAsync,
        ["posts"] = PostTrial.RunAsync,
        ["mixed"] = MixedTrial.RunAsync,
        ["start"] = StartTrial.RunAsync,
        ["bytes"] = BytesTrial.RunAsync,
        ["screening"] = ScreeningTrial.RunAsync,
        ["abuse"] = AbuseTrial.RunAsync,
        ["desk"] = DeskTrial.RunAsync,
        ["plans"] = PlansTrial.RunAsync,
        ["scoring"] = ScoringTrial.RunAsync,
        ["dossier"] = DossierTrial.RunAsync,
        ["long"] = LongThreadTrial.RunAsync,
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = Options(arguments);
        var asked = arguments.Where(Parts.ContainsKey).ToList();
        if (arguments.Length > asked.Count + 2 * options.Count)
        {
            Console.Error.WriteLine(Usage);
            return 1;
        }

        var folder = Directory.CreateTempSubdirectory("parley-perf-");
        try
        {
            await using var bench = new Bench(folder.FullName, double.Parse(options.GetValueOrDefault("--seconds", "2"), null));
            bench.Say(
                $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores shared by server, database and load."
            );
            foreach (var part in asked.Count > 0 ? asked : [.. Parts.Keys])
                await Parts[part](bench);
            if (options.TryGetValue("--out", out var file))
                await File.WriteAllTextAsync(file, bench.Text);
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Dictionary<string, string> Options(string[] arguments) =>
        arguments
            .Zip(arguments.Skip(1))
            .Where(x => x.First is "--seconds" or "--out")
            .ToDictionary(x => x.First, x => x.Second);
}
