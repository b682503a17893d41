using System.Diagnostics;
using System.Globalization;
using Parley.Perf.Report;

namespace Parley.Perf.Trials;

/// <summary>What it costs to score a text: many of them on one core, one alone, and what the model takes in memory and at the start.</summary>
internal static class ScoringTrial
{
    private const int Letters = 200;
    private const int Texts = 5_000;

    private static readonly string[] Words =
    [
        .. (
            "the and of to a in that is was for you it on with as they be are this have not but from at one we all by had what when there "
            + "government people think article minister money years because should would about country read comment never always right wrong "
            + "council budget school hospital stupid money railway voters paper yesterday really know nothing idiot report numbers question"
        ).Split(' '),
    ];

    public static Task RunAsync(Bench bench)
    {
        var table = new Table("Scoring English (one core, comments of 200 characters, all attributes)", "what", "seen");
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var resident = Resident();
        var began = Stopwatch.GetTimestamp();
        var model = new EnglishModel();
        var made = Stopwatch.GetElapsedTime(began);
        var scores = new float[model.Attributes.Count];
        began = Stopwatch.GetTimestamp();
        model.Score("The first text opens the model.", scores);
        var opened = Stopwatch.GetElapsedTime(began);
        var texts = Enumerable.Range(0, Texts).Select(Comment).ToList();
        for (var round = 0; round < 5; round++)
            foreach (var text in texts)
                model.Score(text, scores);

        var rounds = new List<double>();
        for (var round = 0; round < 9; round++)
        {
            began = Stopwatch.GetTimestamp();
            foreach (var text in texts)
                model.Score(text, scores);
            rounds.Add(Texts / Stopwatch.GetElapsedTime(began).TotalSeconds);
        }
        rounds.Sort();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var each = new double[Texts];
        for (var at = 0; at < Texts; at++)
        {
            began = Stopwatch.GetTimestamp();
            model.Score(texts[at], scores);
            each[at] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        }
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Array.Sort(each);

        table.Add("in a batch", Text($"{rounds[4]:N0} a second"));
        table.Add("one call, median", Text($"{each[Texts / 2]:N1} µs"));
        table.Add("one call, p99", Text($"{each[Texts * 99 / 100]:N1} µs"));
        table.Add("allocated by a call", Text($"{(double)bytes / Texts:N0} bytes"));
        table.Add("memory of the process with the model, more than without", Text($"{(Resident() - resident) / 1e6:N0} MB"));
        table.Add("of that managed", Text($"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:N1} MB"));
        table.Add("added to the start", Text($"{made.TotalMilliseconds:N1} ms"));
        table.Add("first text, which opens the model", Text($"{opened.TotalMilliseconds:N0} ms"));
        bench.Say(table);
        return Task.CompletedTask;
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static string Comment(int number)
    {
        var state = (ulong)number * 0x9E3779B97F4A7C15;
        var text = "";
        while (text.Length < Letters)
        {
            state = (state ^ (state >> 29)) * 0xBF58476D1CE4E5B9 + 1;
            // One word in twenty is one that nobody knows.
            text += (state >> 40) % 20 == 0 ? $"zq{state >> 50:x} " : Words[(int)((state >> 33) % (ulong)Words.Length)] + " ";
        }
        return text[..Letters];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
