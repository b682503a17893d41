using System.Text.Json;
using Parley.Server;
using Parley.Tests.Importers;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Server;

/// <summary>
/// Files that were made to do harm, given to the program. All payloads, at the reader itself: <see cref="HostileFileTests"/>.
/// </summary>
public sealed class HostileImportTests
{
    // A start alone takes a third of it; the file of 50 MB, held in memory, would go beyond it.
    private const long MostBytes = 220 << 20;

    [Fact]
    public async Task Every_hostile_file_is_told_in_a_sentence_or_comes_with_its_sums()
    {
        await using var place = await Place.MakeAsync();
        await place.DoAsync("site", "add", "news", "--origin", "https://news.example");
        var files = Files().ToList();
        Assert.InRange(files.Count, 20, 100);
        var refused = 0;
        foreach (var file in files)
        {
            var before = await place.Rows.CountAsync("comment") + await place.Rows.CountAsync("story");
            string[] import = ["import", "disqus", file, "--site", "news"];
            // What is no more than its own small size is not measured.
            var (ended, peak) = MayGrow(file) ? await MeasuredAsync(place, import) : (await place.RunAsync(import), 0);
            Assert.True(peak < MostBytes, $"{file}: {peak} bytes");
            if (ended.Code == 0)
            {
                Assert.Matches(@"Threads in the file: \d+ = \d+ stories made", ended.Output);
                Assert.DoesNotContain("Exception", ended.Output + ended.Errors, StringComparison.Ordinal);
                continue;
            }

            refused++;
            ended.IsOneSentence(Exits.Refused, "import-file-");
            Assert.Equal(before, await place.Rows.CountAsync("comment") + await place.Rows.CountAsync("story"));
        }

        Assert.InRange(refused, 10, files.Count - 5);
        Assert.DoesNotContain("root:", string.Concat(await place.Rows.ImportedAsync()), StringComparison.Ordinal);
        Assert.Empty(await UnsafeAsync(place));
    }

    [Fact]
    public async Task Attacks_on_XML_readers_are_refused_by_the_program_too()
    {
        await using var place = await Place.MakeAsync();
        await place.DoAsync("site", "add", "news", "--origin", "https://news.example");
        string[] corpora = ["fuzzdb-xml-attacks", "patt-xml-attacks", "patt-xxe_fuzzing", "payloadbox-xxe"];
        var declared = 0;
        foreach (var corpus in corpora)
        {
            var attacks = JsonSerializer.Deserialize<string[]>(
                File.ReadAllBytes(SharedData.Find($"security/xml/{corpus}.json"))
            )!;
            // A document type is how XML reads other files and grows: it is refused as such, and not for what comes after it.
            var declaring = attacks.Where(DeclaresType).MaxBy(attack => attack.Length);
            declared += declaring is null ? 0 : 1;
            var attack = declaring ?? attacks.MaxBy(attack => attack.Length)!;
            var file = place.Write($"{corpus}.xml", System.Text.Encoding.UTF8.GetBytes(attack));

            (await place.RunAsync("import", "disqus", file, "--site", "news")).IsOneSentence(
                Exits.Refused,
                declaring is null ? "import-file-" : "import-file-has-doctype"
            );
        }

        Assert.InRange(declared, 2, corpora.Length);
    }

    private static bool DeclaresType(string attack) =>
        attack.StartsWith("<?xml", StringComparison.Ordinal) && attack.Contains("<!DOCTYPE", StringComparison.Ordinal);

    private static IEnumerable<string> Files() =>
        from folder in (string[])
            ["security/import", "security/import/own", "security/xml/own", "security/xml/patt", "security/archive/own"]
        from file in Directory.GetFiles(SharedData.Find(folder))
        orderby file
        select file;

    private static bool MayGrow(string file) =>
        file.Contains("archive", StringComparison.Ordinal)
        || File.ReadAllText(file).Contains("<!ENTITY", StringComparison.Ordinal);

    private static async Task<(Ended Ended, long Peak)> MeasuredAsync(Place place, params string[] command)
    {
        await using var process = place.Start(command);
        var ending = process.EndAsync();
        long peak = 0;
        while (await Task.WhenAny(ending, Task.Delay(20)) != ending)
            peak = Math.Max(peak, process.Peak());
        return (await ending, peak);
    }

    private static async Task<string[]> UnsafeAsync(Place place) =>
        [
            .. (await place.Rows.ReadAsync("comment")).Where(row =>
                row.Split("html=")[1].Split(", renderer=")[0] is { } html
                && (
                    html.Contains("<script", StringComparison.OrdinalIgnoreCase)
                    || html.Contains("onerror=", StringComparison.Ordinal)
                )
            ),
        ];
}
