using System.Text.Json;
using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Transfer;

public sealed class ImportReportTests
{
    [Fact]
    public async Task A_program_can_read_the_sums_and_every_row()
    {
        using var plan = await PlanAsync();
        var file = new MemoryStream();
        await plan.Report.WriteJsonAsync(file, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(file.ToArray());
        var report = json.RootElement;

        Assert.Equal("""{"file":3,"made":1,"merged":1,"present":0,"reported":1}""", OnOneLine(report.GetProperty("threads")));
        Assert.Equal("""{"file":4,"made":1,"present":0,"reported":3}""", OnOneLine(report.GetProperty("posts")));
        Assert.Equal(
            """{"kind":"post","id":"c","line":1,"outcome":"reported","reason":"thread-missing","about":"777"}""",
            OnOneLine(report.GetProperty("rows").EnumerateArray().Last(row => row.GetProperty("id").GetString() == "c"))
        );
        Assert.Equal(
            """["https://news.example/kites","https://news.example/kites/"]""",
            OnOneLine(Assert.Single(report.GetProperty("oneStory").EnumerateArray()).GetProperty("addresses"))
        );
    }

    [Fact]
    public async Task The_sums_of_the_threads_add_up_to_the_whole()
    {
        using var plan = await PlanAsync();
        var report = plan.Report;

        Assert.Equal(report.Threads.File, report.PerThread.Count(thread => thread.Outcome is not null));
        Assert.Equal(report.Posts.File, report.PerThread.Sum(thread => thread.Posts.File));
        Assert.Equal(report.Posts.Made, report.PerThread.Sum(thread => thread.Posts.Made));
        Assert.Equal(report.Posts.Reported, report.PerThread.Sum(thread => thread.Posts.Reported));
        Assert.Equal(report.Posts.Reported, report.Rows.Count(row => row is { Kind: "post", Outcome: "reported" }));
        Assert.Equal(report.Threads.Reported, report.Rows.Count(row => row is { Kind: "thread", Outcome: "reported" }));
    }

    [Fact]
    public async Task The_last_lines_that_a_person_reads_are_the_sums()
    {
        using var plan = await PlanAsync();
        var lines = ImportReportText.Lines(plan.Report, Words.For("en")).ToArray();

        Assert.Equal(plan.Report.OneStory.Count + plan.Report.Rows.Count + 3 + 2, lines.Length);
        Assert.All(lines, line => Assert.DoesNotContain('{', line));
    }

    [Fact]
    public void Every_reason_and_outcome_has_its_sentence()
    {
        var sentences = Sentences();
        var keys = Enum.GetValues<ImportReason>()
            .Select(reason => $"import.reason.{reason.Code()}")
            .Concat(Enum.GetNames<ThreadOutcome>().Select(outcome => $"import.row.thread.{outcome.ToLowerInvariant()}"))
            .Concat(Enum.GetNames<CommentOutcome>().Select(outcome => $"import.row.post.{outcome.ToLowerInvariant()}"))
            .Concat(["import.one-story", "import.threads", "import.posts", "import.thread-posts"])
            .Concat(
                new[]
                {
                    Problems.ImportIsZip,
                    Problems.ImportBroken(1, 1),
                    Problems.ImportCutOff(1, 1),
                    Problems.ImportHasDocumentType(1, 1),
                    Problems.ImportTooLarge(1, 1),
                    Problems.ImportNotDisqus(1, 1),
                    Problems.ImportNotText(1),
                    Problems.ImportEncodingUnknown("x"),
                    Problems.PageWithoutHeadline(1),
                    Problems.PageWithoutText(1),
                    Problems.PageLineAstray(1),
                    Problems.PageCommentWithoutName(1),
                    Problems.PageCommentWithoutWords(1),
                }.Select(problem => $"problem.{problem.Code}")
            );

        Assert.All(keys, key => Assert.Contains(key, sentences));
    }

    private static Task<ImportPlan> PlanAsync() =>
        Imports.OfAsync(
            FakeSite.NewsExample(),
            Imports.Thread("1", "https://news.example/kites"),
            Imports.Thread("2", "https://news.example/kites/"),
            Imports.Thread("3", "https://elsewhere.example/kites"),
            Imports.Post("a", "2", "999", 1),
            Imports.Post("b", "3"),
            Imports.Post("c", "777"),
            Imports.Post("d", "777")
        );

    private static HashSet<string> Sentences() =>
        [
            .. Directory
                .EnumerateFiles(RepositoryRoot.At("src/Parley/Languages"), "*en.json", SearchOption.AllDirectories)
                .SelectMany(file => JsonDocument.Parse(File.ReadAllBytes(file)).RootElement.EnumerateObject())
                .Select(sentence => sentence.Name),
        ];

    private static string OnOneLine(JsonElement element) => JsonSerializer.Serialize(element);
}
