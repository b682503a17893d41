using System.Globalization;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sourcing;

/// <summary>
/// How much of what a person marked is proposed, and how much is proposed that nobody marked. The rules were written with the seen reports in
/// view, and mended by what went wrong in those of <c>Reports/Mended</c>; those in <c>Reports/Unseen</c> are by somebody who did not know the
/// rules, and nobody looked at what goes wrong in them. <c>PARLEY_PRINT_FIGURES=1</c> in the environment prints the table into docs/figures.md.
/// </summary>
public sealed class MarkedReportTests
{
    private const string Folder = "tests/Parley.Tests/Sourcing/Reports";
    private const string Heading = "| reports | marked | proposed | P |";

    // Of what is proposed, of its speakers and of its relayers: precision, then recall over all marks; of the names word for word.
    [Theory]
    [InlineData("seen", 1.00, 0.99, 0.92, 0.91, 0.66, 0.66)]
    [InlineData("mended", 0.89, 0.96, 0.75, 0.81, 0.14, 0.12)]
    [InlineData("unseen", 0.92, 0.82, 0.65, 0.58, 0.45, 0.29)]
    [InlineData("page", 1.00, 0.80, 1.00, 0.80, 1.00, 1.00)]
    public void An_editor_is_offered_most_of_what_is_said_and_little_else(
        string set,
        double precision,
        double recall,
        double speakerPrecision,
        double speakerRecall,
        double relayerPrecision,
        double relayerRecall
    )
    {
        var reports = Read(set);
        Assert.NotEmpty(reports);
        var measured = Measure(reports);

        AssertAtLeast(precision, recall, measured.Ways, "attributions");
        AssertAtLeast(speakerPrecision, speakerRecall, measured.Speakers, "speakers");
        AssertAtLeast(relayerPrecision, relayerRecall, measured.Relayers, "relayers");

        static void AssertAtLeast(double precision, double recall, Counted counted, string what)
        {
            Assert.True(counted.Precision >= precision, $"precision of {what} {counted.Precision:F2}: {counted.Wrong}");
            Assert.True(counted.Recall >= recall, $"recall of {what} {counted.Recall:F2}: {counted.Missed}");
        }
    }

    [Fact]
    public void The_figures_are_printed_when_asked_for()
    {
        if (Environment.GetEnvironmentVariable("PARLEY_PRINT_FIGURES") != "1")
            return;
        var page = RepositoryRoot.At("docs/figures.md");
        var lines = File.ReadAllLines(page).ToList();
        var at = lines.FindIndex(x => x.StartsWith(Heading, StringComparison.Ordinal)) + 2;
        var end = lines.FindIndex(at, x => !x.StartsWith('|'));
        lines.RemoveRange(at, end - at);
        lines.InsertRange(at, new[] { "seen", "mended", "unseen", "page" }.Select(Row));
        File.WriteAllText(page, string.Join('\n', lines) + "\n");
    }

    private static string Row(string set)
    {
        var x = Measure(Read(set));
        var name = set switch
        {
            "seen" => "six that the rules were written with",
            "mended" => "six that the rules were mended by",
            "unseen" => "eight by somebody who did not know the rules",
            _ => "a real page",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {Cells(x.Ways)} | {Names(x.Speakers)} | {Names(x.Relayers)} | {x.Acts:F2} |"
        );
    }

    private static string Cells(Counted x) =>
        string.Create(CultureInfo.InvariantCulture, $"{x.Marked} | {x.Proposed} | {x.Precision:F2} | {x.Recall:F2}");

    private static string Names(Counted x) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Cells(x)} | {(double)x.Alike / x.Proposed:F2} | {(double)x.Alike / x.Marked:F2}"
        );

    private static List<MarkedReport> Read(string set) =>
        set switch
        {
            "seen" => ReadFiles(Folder, x => !x.EndsWith("real-page.json", StringComparison.Ordinal)),
            "mended" => ReadFiles($"{Folder}/Mended", _ => true),
            "unseen" => ReadFiles($"{Folder}/Unseen", _ => true),
            _ => ReadFiles(Folder, x => x.EndsWith("real-page.json", StringComparison.Ordinal)),
        };

    private static List<MarkedReport> ReadFiles(string folder, Func<string, bool> isOne) =>
        Directory.Exists(RepositoryRoot.At(folder))
            ?
            [
                .. Directory
                    .GetFiles(RepositoryRoot.At(folder), "*.json")
                    .Order(StringComparer.Ordinal)
                    .Where(isOne)
                    .Select(x => MarkedReport.Read(x, Page)),
            ]
            : [];

    // The report of a saved page, without what stands before and after it.
    private static List<string> Page(string source)
    {
        var parts = File.ReadAllText(SharedData.Find(source))
            .Split("\n\n")
            .Select(x => x.Trim())
            .Where(x => x.Length > 0)
            .ToList();
        var first = parts.FindIndex(x => x.StartsWith("The Palestinian Hamas Movement", StringComparison.Ordinal));
        return parts.GetRange(first, 8);
    }

    private static Measured Measure(List<MarkedReport> reports)
    {
        var measured = new Measured();
        foreach (var report in reports)
        {
            var proposals = report.Proposals;
            var fits = report.Fits(proposals);
            measured.Ways.Marked += report.Marks.Count;
            measured.Ways.Proposed += proposals.Count;
            measured.Ways.Right += fits.Count;
            measured.Ways.Wrong += string.Concat(
                proposals
                    .Where(x => !fits.Any(fit => ReferenceEquals(fit.Proposal, x)))
                    .Select(x => $"\n{report.Name}: {report.Paragraphs[x.Paragraph].Substring(x.Start, x.Length)}")
            );
            measured.Ways.Missed += string.Concat(
                report
                    .Marks.Where(x => !fits.Any(fit => ReferenceEquals(fit.Mark, x)))
                    .Select(x => $"\n{report.Name}: {x.Passage}")
            );
            measured.Acts += fits.Count(x => x.Proposal.Act.ToString().Equals(x.Mark.Act, StringComparison.OrdinalIgnoreCase));
            foreach (var mark in report.Marks)
            {
                measured.Speakers.Marked++;
                measured.Relayers.Marked += mark.Relayer is null ? 0 : 1;
            }

            // One who is proposed for words that nobody marked, or that another said, is wrong, too.
            foreach (var proposal in proposals)
            {
                var mark = fits.Where(fit => ReferenceEquals(fit.Proposal, proposal)).Select(fit => fit.Mark).FirstOrDefault();
                if (proposal.Speaker is { } speaker)
                    Count(measured.Speakers, report, speaker.Words, mark?.Speaker);
                foreach (var relayer in proposal.Relayers)
                    Count(measured.Relayers, report, relayer.Words, mark?.Relayer);
            }
        }

        measured.Acts /= measured.Ways.Right;
        return measured;
    }

    private static void Count(Counted counted, MarkedReport report, string proposed, string? marked)
    {
        counted.Proposed++;
        counted.Alike += marked is not null && MarkedReport.IsAlike(proposed, marked) ? 1 : 0;
        if (marked is not null && MarkedReport.IsSame(proposed, marked))
            counted.Right++;
        else
            counted.Wrong += $"\n{report.Name}: {proposed}, not {marked ?? "anybody"}";
    }

    private sealed class Counted
    {
        public int Marked { get; set; }
        public int Proposed { get; set; }
        public int Right { get; set; }
        public int Alike { get; set; }
        public string Wrong { get; set; } = "";
        public string Missed { get; set; } = "";
        public double Precision => (double)Right / Proposed;
        public double Recall => (double)Right / Marked;
    }

    private sealed class Measured
    {
        public Counted Ways { get; } = new();
        public Counted Speakers { get; } = new();
        public Counted Relayers { get; } = new();
        public double Acts { get; set; }
    }
}
