using System.Diagnostics;
using System.Globalization;
using System.Text;
using Parley.Markup;
using Parley.Perf.Report;
using Parley.Screening;

namespace Parley.Perf.Trials;

/// <summary>What the dear checks cost a post: lists of 10,000 words, and the look at what others said within a day.</summary>
internal static class ScreeningTrial
{
    private const int Entries = 10_000;
    private const int Texts = 200;

    // Some twenty thousand: as many as a node keeps, on four sites.
    private const int Kept = 20_000;

    private static int writers;

    public static Task RunAsync(Bench bench)
    {
        var table = new Table("Screening (one core, median of nine rounds)", "what", "seen");
        var words = string.Join('\n', Enumerable.Range(0, Entries).Select(Word));
        var (list, listBytes) = Weighed(() => WordListReader.Read(words, 1, out _));
        table.Add($"building a list of {Entries:N0} entries", Micros(() => WordListReader.Read(words, 1, out _), 1));
        table.Add("memory of that list", $"{listBytes / 1e6:N1} MB");
        foreach (var length in (int[])[240, 2_000])
        {
            var texts = Enumerable.Range(0, Texts).Select(number => FoldedText.Of(Text(number, length))).ToList();
            table.Add(
                $"{length:N0} characters against that list",
                Micros(() => texts.ForEach(text => list.Find(text, 20)), Texts)
            );
            table.Add(
                $"{length:N0} characters, words with hidden letters",
                Micros(() => _ = texts.Sum(text => list.FindMasked(text).Count()), Texts)
            );
        }

        var (repeats, repeatBytes) = Weighed(Filled);
        table.Add($"memory of {repeats.Count:N0} texts of 240 characters that others said", $"{repeatBytes / 1e6:N1} MB");
        foreach (var length in (int[])[240, 2_000])
        {
            var texts = Enumerable.Range(0, Texts).Select(number => FoldedText.Of(Text(number, length))).ToList();
            table.Add(
                $"{length:N0} characters beside these, and kept",
                Micros(() => texts.ForEach(text => Keep(repeats, text)), Texts)
            );
        }

        bench.Say(table);
        SpamTrial.Run(bench, Text);
        return Task.CompletedTask;
    }

    private static NearRepeats Filled()
    {
        var repeats = new NearRepeats();
        for (var number = 0; number < Kept; number++)
            Keep(repeats, FoldedText.Of(Text(number, 240)), 1 + (number % 4));
        return repeats;
    }

    // Each from somebody else.
    private static void Keep(NearRepeats repeats, FoldedText text, int site = 1)
    {
        var who = new Guid(++writers, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        repeats.Keep(new SiteId(site), who, who, Shingles.Of(text), DateTimeOffset.UnixEpoch);
    }

    private static string Text(int number, int length)
    {
        var text = new StringBuilder();
        for (var word = 0; text.Length < length; word++)
            text.Append(Word((number * 997) + (word * 31) + Entries)).Append(word % 9 == 8 ? ". " : " ");
        return text.ToString(0, length);
    }

    // Pronounceable, and different for each number.
    private static string Word(int number)
    {
        var word = new StringBuilder();
        for (var rest = number; rest > 0 || word.Length < 4; rest /= 75)
            word.Append("bdfgklmnprstvwz"[rest % 15]).Append("aeiou"[rest / 15 % 5]);
        return word.ToString();
    }

    private static string Micros(Action round, int texts) =>
        string.Create(CultureInfo.InvariantCulture, $"{MicrosEach(round, texts):N1} µs");

    /// <summary>How long one text takes, in microseconds: the median of nine rounds over all of them.</summary>
    internal static double MicrosEach(Action round, int texts)
    {
        var rounds = new List<double>();
        for (var number = 0; number < 12; number++)
        {
            var began = Stopwatch.GetTimestamp();
            round();
            rounds.Add(Stopwatch.GetElapsedTime(began).TotalMicroseconds / texts);
        }

        // The first three are the compiler's.
        return rounds.Skip(3).Order().ElementAt(4);
    }

    private static (T Made, long Bytes) Weighed<T>(Func<T> make)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var made = make();
        return (made, GC.GetTotalMemory(forceFullCollection: true) - before);
    }
}
