using System.Diagnostics;
using System.Globalization;
using System.Text;
using Parley.Markup;
using Parley.Perf.Report;
using Parley.Scoring;
using Parley.Screening;
using Parley.Spam;

namespace Parley.Perf.Trials;

/// <summary>
/// What the model of advertising costs; and, where there is a folder of comments that people sorted, how well it tells one from another:
/// learned from all files but one, tried on that one. The files are CSV (RFC 4180) with the columns CONTENT and CLASS, 1 for spam, as
/// the YouTube Spam Collection has them.
/// </summary>
internal static class SpamTrial
{
    /// <summary>The folder of sorted comments.</summary>
    public const string Folder = "PARLEY_PERF_SPAM";

    // Of each kind: the fewest that teach, some in between, and all.
    private static readonly int[] Sizes = [SpamTeacher.Fewest + 5, 100, 200, 400, SpamTeacher.Most];

    public static void Run(Bench bench, Func<int, int, string> text)
    {
        var table = new Table("The model of advertising (one core)", "what", "seen");
        var most = Enumerable
            .Range(0, 2 * SpamTeacher.Most)
            .Select(number => Example(text(number, 240) + (number % 2 == 0 ? " buy now" : ""), number % 2 == 0))
            .ToList();
        var began = Stopwatch.GetTimestamp();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var lesson = SpamTeacher.Teach(most, false, default)!;
        table.Add(
            $"learning from {most.Count:N0} texts of 240 characters",
            $"{Stopwatch.GetElapsedTime(began).TotalSeconds:N1} s"
        );
        table.Add("memory of the model of a site", $"{(GC.GetTotalMemory(forceFullCollection: true) - before) / 1e6:N2} MB");
        foreach (var length in (int[])[240, 2_000])
        {
            var texts = Enumerable.Range(0, 200).Select(number => Scored(text(number + 9_000, length))).ToList();
            table.Add(
                $"{length:N0} characters scored / with the words that drove it",
                $"{Micros(() => texts.ForEach(one => lesson.Model.Score(one)), texts.Count)} / {Micros(() => texts.ForEach(one => lesson.Model.Score(one)[0].Drivers()), texts.Count)} µs"
            );
        }

        bench.Say(table);
        if (Environment.GetEnvironmentVariable(Folder) is { Length: > 0 } folder)
            Try(bench, folder);
    }

    private static void Try(Bench bench, string folder)
    {
        var files = Directory.GetFiles(folder, "*.csv").Order(StringComparer.Ordinal).Select(Read).ToList();
        var table = new Table(
            $"Advertising among {files.Sum(file => file.Count):N0} comments of {files.Count} pages, each page tried by what was learned from the others",
            "learned from, of each kind at most",
            "found from 90 of a hundred on",
            "of what it would hold, advertising",
            "found from 70 on",
            "of that, advertising"
        );
        foreach (var size in Sizes)
        {
            var scored = files
                .SelectMany(file =>
                {
                    var others = files
                        .Where(other => other != file)
                        .SelectMany(other => other)
                        .Select(one => one.Example)
                        .DistinctBy(one => one.Wording)
                        .OrderBy(one => one.Id)
                        .ToList();
                    List<SpamExample> taught =
                    [
                        .. others.Where(one => one.IsSpam).Take(size),
                        .. others.Where(one => !one.IsSpam).Take(size),
                    ];
                    var model = SpamTeacher.Teach(taught, false, default)!.Model;
                    return file.Select(one =>
                        (one.Example.IsSpam, Score: model.Score(one.Text) is [var score, ..] ? score.Probability : 0)
                    );
                })
                .ToList();
            table.Add([size.ToString(CultureInfo.InvariantCulture), .. Rates(scored, 0.9), .. Rates(scored, 0.7)]);
        }

        bench.Say(table);
    }

    private static string[] Rates(List<(bool IsSpam, double Score)> scored, double limit)
    {
        var held = scored.Where(one => one.Score >= limit).ToList();
        var right = held.Count(one => one.IsSpam);
        return
        [
            $"{100.0 * right / scored.Count(one => one.IsSpam):N0} %",
            held.Count == 0 ? "–" : $"{100.0 * right / held.Count:N0} %",
        ];
    }

    private static SpamExample Example(string source, bool isSpam)
    {
        // An order that is no one's, and the same every time.
        var hash = Shingles.Mixed((ulong)Wording.Of(source).Fingerprint);
        var id = new Guid((int)(hash >> 32), (short)(hash >> 16), (short)hash, new byte[8]);
        return SpamExample.Of(id, isSpam, Scored(source));
    }

    private static ScoredText Scored(string source)
    {
        var folded = FoldedText.Of(source);
        return new(source, folded, LinkedHosts.Of(source, WebAddresses.In(folded), []));
    }

    private static List<(SpamExample Example, ScoredText Text)> Read(string file)
    {
        var rows = Rows(File.ReadAllText(file)).ToList();
        var (content, sort) = (Array.IndexOf(rows[0], "CONTENT"), Array.IndexOf(rows[0], "CLASS"));
        return
        [
            .. rows.Skip(1)
                .Where(row => row.Length == rows[0].Length && row[content].Length > 0)
                .Select(row => (Words: row[content].Replace("\ufeff", "", StringComparison.Ordinal), IsSpam: row[sort] == "1"))
                .Select(row => (Example(row.Words, row.IsSpam), Scored(row.Words))),
        ];
    }

    private static IEnumerable<string[]> Rows(string text)
    {
        var (row, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var sign in text.ReplaceLineEndings("\n").TrimEnd('\n') + "\n")
        {
            if (sign == '"')
                isQuoted = !isQuoted;
            else if (isQuoted || sign is not (',' or '\n'))
                field.Append(sign);
            else
            {
                row.Add(field.ToString());
                field.Clear();
                if (sign != '\n')
                    continue;
                yield return [.. row];
                row.Clear();
            }
        }
    }

    private static string Micros(Action round, int texts) =>
        ScreeningTrial.MicrosEach(round, texts).ToString("N1", CultureInfo.InvariantCulture);
}
