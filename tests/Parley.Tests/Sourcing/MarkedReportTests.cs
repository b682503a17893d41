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
    private const string Heading = "| reports | marked | proposed |";

    [Theory]
    [InlineData("seen", 0.95, 0.94, 0.94, 0.97)]
    [InlineData("mended", 0.89, 0.96, 0.99, 0.97)]
    [InlineData("unseen", 0.90, 0.80, 0.84, 0.94)]
    [InlineData("page", 0.95, 0.75, 0.95, 0.95)]
    public void An_editor_is_offered_most_of_what_is_said_and_little_else(
        string set,
        double precision,
        double recall,
        double speakers,
        double relayers
    )
    {
        var reports = Read(set);
        Assert.NotEmpty(reports);
        var measured = Measure(reports);

        Assert.True(measured.Precision >= precision, $"precision {measured.Precision:F2}: {measured.Wrong}");
        Assert.True(measured.Recall >= recall, $"recall {measured.Recall:F2}: {measured.Missed}");
        Assert.True(measured.Speakers >= speakers, $"speakers {measured.Speakers:F2}");
        Assert.True(measured.Relayers >= relayers, $"relayers {measured.Relayers:F2}");
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
            $"| {name} | {x.Marked} | {x.Proposed} | {x.Precision:F2} | {x.Recall:F2} | {x.Speakers:F2} | {x.Relayers:F2} | {x.Acts:F2} |"
        );
    }

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
            measured.Marked += report.Marks.Count;
            measured.Proposed += proposals.Count;
            measured.Fitting += fits.Count;
            measured.SpeakersRight += fits.Count(x => MarkedReport.IsSame(x.Proposal.Speaker.Words, x.Mark.Speaker));
            measured.RelayersRight += fits.Count(x => IsRelayerRight(x.Proposal.Relayers, x.Mark.Relayer));
            measured.ActsRight += fits.Count(x =>
                x.Proposal.Act.ToString().Equals(x.Mark.Act, StringComparison.OrdinalIgnoreCase)
            );
            measured.Wrong += string.Concat(
                proposals
                    .Where(x => !fits.Any(fit => ReferenceEquals(fit.Proposal, x)))
                    .Select(x => $"\n{report.Name}: {report.Paragraphs[x.Paragraph].Substring(x.Start, x.Length)}")
            );
            measured.Missed += string.Concat(
                report
                    .Marks.Where(x => !fits.Any(fit => ReferenceEquals(fit.Mark, x)))
                    .Select(x => $"\n{report.Name}: {x.Passage}")
            );
        }
        return measured;
    }

    private static bool IsRelayerRight(IReadOnlyList<Parley.Sourcing.SourceWords> proposed, string? marked) =>
        marked is null ? proposed.Count == 0 : proposed.Any(x => MarkedReport.IsSame(x.Words, marked));

    private sealed class Measured
    {
        public int Marked { get; set; }
        public int Proposed { get; set; }
        public int Fitting { get; set; }
        public int SpeakersRight { get; set; }
        public int RelayersRight { get; set; }
        public int ActsRight { get; set; }
        public string Wrong { get; set; } = "";
        public string Missed { get; set; } = "";
        public double Precision => (double)Fitting / Proposed;
        public double Recall => (double)Fitting / Marked;
        public double Speakers => (double)SpeakersRight / Fitting;
        public double Relayers => (double)RelayersRight / Fitting;
        public double Acts => (double)ActsRight / Fitting;
    }
}
