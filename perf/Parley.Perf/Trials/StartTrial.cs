using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Parley.Perf.Floors;
using Parley.Perf.Report;

namespace Parley.Perf.Trials;

/// <summary>
/// The published program on a database that is there already: how long until it answers, and how much memory it holds when
/// nobody asks anything.
/// </summary>
internal static class StartTrial
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(Bench bench)
    {
        if (Bench.Program is null)
        {
            bench.Say("Start and memory: the published program is not here (perf/run makes it).");
            return;
        }
        var data = bench.NewPath("-data");
        // The first start makes the database and the sample; it is not what is measured.
        if (await StartAsync(data) is not { } first)
        {
            bench.Say("Start and memory: the program ended, or did not answer within half a minute.");
            return;
        }
        await first.Program.DisposeAsync();

        List<double> starts = [];
        Memory memory = default;
        for (var round = 0; round < Pair.Rounds; round++)
        {
            var started = (await StartAsync(data))!.Value;
            starts.Add(started.Seconds);
            if (round == Pair.Rounds - 1)
            {
                await Task.Delay(Rest);
                memory = Memory.Of(started.Program.Id);
            }
            await started.Program.DisposeAsync();
        }

        var table = new Table(
            "Start and memory: the published program (ReadyToRun), existing SQLite database",
            "what",
            "median",
            "best",
            "worst",
            "aim"
        );
        table.Add(
            "start to first page answered, s",
            Two(Pair.Median(starts)),
            Two(starts.Min()),
            Two(starts.Max()),
            "under 0.6"
        );
        table.Add("idle, private memory, MB", memory.PrivateMegabytes, "", "", "under 60");
        table.Add("idle, resident memory, MB", memory.ResidentMegabytes, "", "", "under 130");
        bench.Say(table);
    }

    private static async Task<(Child Program, double Seconds)?> StartAsync(string data)
    {
        var port = FreePort();
        var clock = Stopwatch.StartNew();
        var program = Child.Start(Bench.Program!, "serve", "--data", data, "--urls", $"http://127.0.0.1:{port}").Ignore();
        while (clock.Elapsed < Patience && !program.HasEnded)
        {
            try
            {
                if ((await CapturedAnswer.AskAsync(port, Requests.Page("/"))).Status is >= 200 and < 400)
                    return (program, clock.Elapsed.TotalSeconds);
            }
            catch (Exception error) when (error is SocketException or IOException)
            {
                // Not listening yet.
            }
            await Task.Delay(2);
        }
        await program.DisposeAsync();
        return null;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
