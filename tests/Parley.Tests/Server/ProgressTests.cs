using System.Text.RegularExpressions;
using Parley.Server.Commands;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>How far long work has come, as whoever waits for it is told.</summary>
public sealed class ProgressTests
{
    private const int Many = 6_000;

    [Fact]
    public void A_terminal_has_a_bar_that_is_drawn_over_itself()
    {
        using var terminal = new StringWriter { NewLine = "\n" };
        using (var progress = new ProgressLine(200, "Reading", isShare: true, terminal, isTerminal: true))
        {
            progress.Report(50);
            // Nobody would see the difference.
            progress.Report(50);
            progress.Report(200);
        }

        Assert.Equal(
            $"\rReading: [{new string('#', 7)}{new string('.', 23)}] 25 %\rReading: [{new string('#', 30)}] 100 %\n",
            terminal.ToString()
        );
    }

    [Fact]
    public void A_file_has_a_line_for_each_tenth()
    {
        using var file = new StringWriter { NewLine = "\n" };
        using (var progress = new ProgressLine(2_000, null, isShare: false, file, isTerminal: false))
            for (var done = 100; done <= 600; done += 100)
                progress.Report(done);

        Assert.Equal("100 of 2,000\n200 of 2,000\n400 of 2,000\n600 of 2,000\n", file.ToString());
    }

    [Fact]
    public async Task An_import_says_how_far_it_has_come_while_it_reads_and_compares_and_not_only_while_it_writes()
    {
        await using var place = await Place.MakeAsync();
        await place.DoAsync("site", "add", "news", "--origin", MadeExport.Origin);
        place.Write("made.xml", MadeExport.Of(Many));

        var check = await place.RunProgramAsync("import", "disqus", "made.xml", "--site", "news", "--check");
        var import = await place.RunProgramAsync("import", "disqus", "made.xml", "--site", "news");

        foreach (var ended in (Ended[])[check, import])
        {
            Assert.Equal(0, ended.Code);
            var read = Regex.Matches(ended.Errors, "^Reading: ([0-9]+) %$", RegexOptions.Multiline);
            var shares = read.Select(line =>
                int.Parse(line.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)
            );
            Assert.InRange(read.Count, 5, 11);
            Assert.Equal(shares.Order(), shares);
            Assert.Contains("Comparing: 2,000 of 6,000\n", ended.Errors, StringComparison.Ordinal);
            Assert.Contains("Comparing: 6,000 of 6,000\n", ended.Errors, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Writing", check.Errors, StringComparison.Ordinal);
        Assert.Matches(@"Writing: ([0-9,]+) of \1\n", import.Errors);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_migration_says_how_many_changes_of_the_schema_are_made(string engine)
    {
        await using var place = await Place.MakeBareAsync(engine);
        // A file that is there is copied first.
        if (engine == EveryDatabase.Sqlite)
            place.Write("data/parley.db", []);

        var migrated = await place.RunProgramAsync("migrate");
        var again = await place.RunProgramAsync("migrate");

        Assert.Equal((0, "Brought up to date.\n"), (migrated.Code, migrated.Output));
        Assert.Equal(engine == EveryDatabase.Sqlite, migrated.Errors.StartsWith("Copying", StringComparison.Ordinal));
        Assert.Matches(@"Changes made: 0 of ([1-9][0-9]*)\n(.*\n)*Changes made: \1 of \1\n$", migrated.Errors);
        Assert.Equal((0, "Up to date already.\n", ""), (again.Code, again.Output, again.Errors));
    }
}
