using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Parley.Perf.Report;

/// <summary>What BenchmarkDotNet measured, in this process.</summary>
/// <param name="Median">Of an operation, in nanoseconds.</param>
/// <param name="Deviation">Standard deviation, in nanoseconds.</param>
/// <param name="Bytes">Allocated by an operation.</param>
internal sealed record Benchmarked(double Median, double Deviation, double Bytes)
{
    /// <summary>Each benchmark of a class, in the order in which they stand there.</summary>
    public static IReadOnlyList<Benchmarked> Run<T>()
    {
        var folder = Directory.CreateTempSubdirectory("parley-benchmarks-");
        try
        {
            var config = ManualConfig
                .CreateEmpty()
                .AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance))
                .AddLogger(NullLogger.Instance)
                .WithArtifactsPath(folder.FullName);
            return
            [
                .. BenchmarkRunner
                    .Run<T>(config)
                    .Reports.Select(report => new Benchmarked(
                        report.ResultStatistics!.Median,
                        report.ResultStatistics.StandardDeviation,
                        report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0
                    )),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
