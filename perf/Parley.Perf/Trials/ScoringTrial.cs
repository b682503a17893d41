using System.Diagnostics;
using System.Globalization;
using Parley.Perf.Load;
using Parley.Perf.Report;

namespace Parley.Perf.Trials;

/// <summary>What it costs to score a text: many of them on one core, one alone, and what the model takes in memory and at the start.</summary>
internal static class ScoringTrial
{
    private const int Letters = 200;
    public const int Texts = 5_000;

    // As long as a comment may be, if the site says nothing else.
    private const int LongLetters = 5_000;
    private const int LongTexts = 200;

    private static readonly string[] Words =
    [
        .. (
            "the and of to a in that is was for you it on with as they be are this have not but from at one we all by had what when there "
            + "government people think article minister money years because should would about country read comment never always right wrong "
            + "council budget school hospital stupid money railway voters paper yesterday really know nothing idiot report numbers question"
        ).Split(' '),
    ];

    public static async Task RunAsync(Bench bench)
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
        var texts = Comments();
        for (var round = 0; round < 5; round++)
            foreach (var text in texts)
                model.Score(text, scores);
        table.Add("memory of the process with the model, more than without", Text($"{(Resident() - resident) / 1e6:N0} MB"));
        table.Add("of that managed", Text($"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:N1} MB"));
        table.Add("added to the start", Text($"{made.TotalMilliseconds:N1} ms"));
        table.Add("first text, which opens the model", Text($"{opened.TotalMilliseconds:N0} ms"));

        // The words that drove a score are asked for only where something follows from it: then by each attribute from which it does.
        var each = Timed(texts, text => model.Score(text, scores));
        table.Add("one call, median", Text($"{each[Texts / 2]:N1} µs"));
        table.Add("one call, p99", Text($"{each[Texts * 99 / 100]:N1} µs"));
        each = Timed(texts, AskDrivers);
        table.Add("the words that drove it, by all attributes, median", Text($"{each[Texts / 2]:N0} µs"));
        table.Add("the words that drove it, by all attributes, p99", Text($"{each[Texts * 99 / 100]:N0} µs"));
        List<string> longs = [.. Enumerable.Range(0, LongTexts).Select(number => Comment(number, LongLetters))];
        each = Timed(longs, text => model.Score(text, scores));
        table.Add("one of 5,000 characters, median", Text($"{each[LongTexts / 2]:N0} µs"));
        each = Timed(longs, AskDrivers);
        table.Add(
            "the words that drove one of 5,000 characters, by all attributes, median",
            Text($"{each[LongTexts / 2] / 1e3:N0} ms")
        );
        table.Add("the same, the longest of all", Text($"{each[^1] / 1e3:N0} ms"));

        var batch = Benchmarked.Run<ScoringBenchmarks>().Single();
        table.Add("in a batch, by BenchmarkDotNet, median", Text($"{1e9 / batch.Median:N0} a second"));
        table.Add(
            "a text of it, median and standard deviation",
            Text($"{batch.Median / 1e3:N1} ± {batch.Deviation / 1e3:N1} µs")
        );
        table.Add("allocated by a call", Text($"{batch.Bytes:N0} bytes"));
        bench.Say(table);
        await PostAsync(bench);

        void AskDrivers(string text)
        {
            var driversOf = model.DriversOf(text);
            foreach (var attribute in model.Attributes)
                driversOf(attribute);
        }
    }

    // What a model costs a post: the same server with it and without, every check that goes by a score as it comes.
    private static async Task PostAsync(Bench bench)
    {
        var table = new Table(
            "Posting with scores beside posting without, SQLite, 32 clients",
            "threads",
            "without /s",
            "with /s",
            "ratio",
            "p99 ms, without",
            "p99 ms, with",
            "faults"
        );
        var without = await bench.StartParleyAsync("sqlite");
        var with = await bench.StartParleyAsync("sqlite", isScored: true);
        Func<Task<LoadResult>> plain = () => bench.AskAsync(without.Port, PostTrial.PostsTo(without, without.Threads));
        Func<Task<LoadResult>> scored = () => bench.AskAsync(with.Port, PostTrial.PostsTo(with, with.Threads));
        await Pair.WarmAsync(plain, scored);
        var pair = await Pair.MeasureAsync(plain, scored);
        table.Add(
            $"{with.Threads.Count}",
            pair.FloorRate,
            pair.TrialRate,
            pair.Ratio,
            pair.FloorP99,
            pair.TrialP99,
            pair.Faults
        );
        bench.Say(table);
        await bench.ClearAsync();
    }

    /// <summary>As varied as people's words, as far as a list of fifty can be.</summary>
    public static List<string> Comments() => [.. Enumerable.Range(0, Texts).Select(number => Comment(number, Letters))];

    // In microseconds, the shortest first.
    private static double[] Timed(List<string> texts, Action<string> ask)
    {
        var each = texts.ConvertAll(text =>
        {
            var began = Stopwatch.GetTimestamp();
            ask(text);
            return Stopwatch.GetElapsedTime(began).TotalMicroseconds;
        });
        each.Sort();
        return [.. each];
    }

    private static long Resident()
    {
        using var process = Process.GetCurrentProcess();
        return process.WorkingSet64;
    }

    private static string Comment(int number, int letters)
    {
        var state = (ulong)number * 0x9E3779B97F4A7C15;
        var text = "";
        while (text.Length < letters)
        {
            state = (state ^ (state >> 29)) * 0xBF58476D1CE4E5B9 + 1;
            // One word in twenty is one that nobody knows.
            text += (state >> 40) % 20 == 0 ? $"zq{state >> 50:x} " : Words[(int)((state >> 33) % (ulong)Words.Length)] + " ";
        }
        return text[..letters];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
