using System.Text;
using Parley.Importers.SavedPage;
using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Importers;

public sealed class SavedPageTests
{
    private const string Head = "Headline\n\nCaption. FILE PHOTO: Ada\n\nFirst.\n\nSecond.\n\n";
    private static readonly DateTimeOffset Published = new(2019, 4, 4, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_real_page_comes_with_its_report_and_its_discussion()
    {
        var records = Read(File.ReadAllBytes(SharedData.Find("import/page-report-with-discussion.txt")));

        var thread = Assert.IsType<ImportedThread>(records[0]);
        Assert.Equal("Iran Is Working To Restore Hamas Ties With Damascus – Report", thread.Title);
        Assert.Equal(
            (thread.Title, "Hamas members.", "FILE IMAGE: AP"),
            (thread.Text!.Headline, thread.Text.Caption, thread.Text.Credit)
        );
        Assert.Equal(8, thread.Text.Paragraphs.Count);
        Assert.StartsWith("The Palestinian Hamas Movement", thread.Text.Paragraphs[0], StringComparison.Ordinal);
        Assert.EndsWith("between the two sides.", thread.Text.Paragraphs[^1], StringComparison.Ordinal);
        Assert.Equal(Published, thread.CreatedAt);

        var comments = records.Skip(1).Cast<ImportedComment>().ToArray();
        Assert.Equal(
            [
                "Ivanus59",
                "hvaiallverden",
                "Hos Ng",
                "Real Anti-Racist Action",
                "Barba_Papa",
                "Willing Conscience (The Truths",
                "Hos Ng",
            ],
            comments.Select(comment => comment.Author.Name)
        );
        Assert.Equal(
            [null, null, comments[1].ForeignId, null, null, null, null],
            comments.Select(comment => comment.ParentForeignId)
        );
        Assert.Equal("I see no reason to make diplomacy with such people after their treachery.", comments[0].Body);
        Assert.Equal(2, comments[1].Body.Split("\n\n").Length);
        Assert.Equal(9, comments[1].Body.Split('\n').Length);
        Assert.EndsWith("in every western country.", comments[6].Body, StringComparison.Ordinal);
        Assert.All(comments, comment => Assert.Equal((null, WordsFormat.Text), (comment.PostedAt, comment.Format)));
        Assert.Equal(comments[2].Author.Key, comments[6].Author.Key);
    }

    [Fact]
    public async Task The_real_page_arrives_in_its_own_order()
    {
        var site = Transfer.FakeSite.NewsExample();
        var file = await File.ReadAllBytesAsync(SharedData.Find("import/page-report-with-discussion.txt"), Cancel);
        using var plan = (
            await ImportPlan.MakeAsync(Reader(), new MemoryStream(file), site, TimeProvider.System, Cancel)
        ).Value!;
        site.Apply(plan);

        Assert.Equal((new ThreadSums(1, 1, 0, 0, 0), new PostSums(7, 7, 0, 0)), (plan.Report.Threads, plan.Report.Posts));
        Assert.Equal(
            [null, null, '-', null, null, null, null],
            site.Read("https://news.example/a").Select(words => words[0] == '-' ? (char?)'-' : null)
        );
        Assert.All(
            site.Comments.Values,
            comment => Assert.Equal((Published.ToMicros(), false), (comment.PostedAt, comment.TimeIsKnown))
        );
    }

    [Fact]
    public void The_same_words_of_the_same_person_twice_are_two_comments_and_stay_the_same_two()
    {
        const string once = "  • Dora\n\n    Agreed.\n\n";
        var ids = Read(Head + once + once).Skip(1).Select(record => record.ForeignId).ToArray();

        Assert.Equal(2, ids.Distinct().Count());
        Assert.Equal(
            ids,
            Read(Head + once + once + "  • Emil\n\n    No.\n").Skip(1).Take(2).Select(record => record.ForeignId)
        );
    }

    [Fact]
    public void The_same_words_under_another_person_or_on_another_page_are_another_comment()
    {
        const string reply = "    • Dora\n\n      Agreed.\n\n";
        var ids = Read(Head + "  • Emil\n\n    Yes.\n\n" + reply + "  • Femi\n\n    No.\n\n" + reply).Skip(1).ToArray();
        var elsewhere = new SavedPageReader("https://news.example/b", "news.example/b", Published);

        Assert.NotEqual(ids[1].ForeignId, ids[3].ForeignId);
        Assert.NotEqual(
            Read(Head + "  • Dora\n\n    Agreed.\n")[1].ForeignId,
            elsewhere.Read(Text(Head + "  • Dora\n\n    Agreed.\n"), Cancel).Last().ForeignId
        );
    }

    [Fact]
    public void Replies_may_be_deep_and_come_back_up()
    {
        var records = Read(Head + "• A\n\n  a\n\n  • B\n\n    b\n\n    • C\n\n      c\n\n  • D\n\n    d\n\n• E\n\n  e");

        var ids = records.Skip(1).ToDictionary(record => record.ForeignId!, record => ((ImportedComment)record).Author.Name);
        Assert.Equal(
            ["A", "B to A", "C to B", "D to A", "E"],
            records
                .Skip(1)
                .Cast<ImportedComment>()
                .Select(c => c.Author.Name + (c.ParentForeignId is { } p ? $" to {ids[p]}" : ""))
        );
    }

    [Fact]
    public void A_list_that_somebody_wrote_stays_their_words()
    {
        var records = Read(
            "Headline\n\nWhat we know:\n\n• One\n• Two\n\n  • Dora\n\n    Two points:\n    • this\n    • that\n\n    Bye.\n"
        );

        Assert.Equal(["What we know:", "• One\n• Two"], Assert.IsType<ImportedThread>(records[0]).Text!.Paragraphs);
        Assert.Equal(
            "Two points:\n• this\n• that\n\nBye.",
            Assert.IsType<ImportedComment>(Assert.Single(records.Skip(1))).Body
        );
    }

    [Theory]
    [InlineData("Smoke over the port. Photograph: Jo Example/Agency", "Smoke over the port.", "Photograph: Jo Example/Agency")]
    [InlineData("Image: Jo Example", "", "Image: Jo Example")]
    [InlineData("She said: we stay.", "", "")]
    [InlineData("No credit here.", "", "")]
    public void A_caption_is_told_by_its_credit(string line, string caption, string credit)
    {
        var text = Assert.IsType<ImportedThread>(Read($"Headline\n\n{line}\n\nText.\n")[0]).Text!;

        Assert.Equal((caption, credit), (text.Caption, text.Credit));
        Assert.Equal(credit.Length > 0 ? ["Text."] : [line, "Text."], text.Paragraphs);
    }

    [Theory]
    [InlineData("", "import-page-no-headline", 1)]
    [InlineData("  • Dora\n\n    Words\n", "import-page-no-headline", 1)]
    [InlineData("Headline\n", "import-page-no-text", 1)]
    [InlineData("Headline\n\n  • Dora\n\n    Words\n", "import-page-no-text", 1)]
    [InlineData(Head + "  • Dora\n\n    Words\n\nFooter\n", "import-page-line-astray", 13)]
    [InlineData(Head + "  • Dora\n\n    Words\n\n  • Emil\n", "import-page-no-words", 13)]
    [InlineData(Head + "  • Dora\n\n    Words\n\n  • Emil\n\n  • Femi\n\n    Words\n", "import-page-no-words", 13)]
    [InlineData(Head + "  •\n\n    Words\n", "import-page-no-name", 9)]
    [InlineData(Head + "  • Dora\n\n    Words\n\n • Emil\n\n    Words\n", "import-page-line-astray", 13)]
    [InlineData(Head + "  • A\n\n    a\n\n      • B\n\n        b\n\n    • C\n\n      c\n", "import-page-line-astray", 17)]
    [InlineData("Headline\n\nTe\0xt\n", "import-file-not-text", 3)]
    public void A_page_that_is_not_as_it_should_be_is_refused_with_its_line(string page, string code, int line)
    {
        var problem = Assert.Throws<ExportUnreadableException>(() => Read(page)).Problem;

        Assert.Equal((code, line), (problem.Code, problem.Arguments!["line"]));
    }

    [Fact]
    public void A_page_without_discussion_makes_a_story()
    {
        Assert.IsType<ImportedThread>(Assert.Single(Read("Headline\n\nText.\n")));
    }

    [Fact]
    public void A_page_is_read_packed_in_other_encodings_and_with_the_line_ends_of_any_system()
    {
        var plain = Read(Head + "  • Dora\n\n    Två ord\n");
        var page = (Head + "  • Dora\n\n    Två ord\n").Replace("\n", "\r\n", StringComparison.Ordinal);
        byte[] wide = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(page)];

        Assert.Equal(plain[1].ForeignId, Read(wide)[1].ForeignId);
        Assert.Equal(plain[1].ForeignId, Read(Export.Gzip(wide))[1].ForeignId);
        var cutOff = Assert.Throws<ExportUnreadableException>(() => Read(Export.Gzip(wide)[..^3]));
        Assert.Equal("import-file-cut-off", cutOff.Problem.Code);
    }

    [Fact]
    public void A_page_that_is_a_bomb_is_put_out()
    {
        var lines = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(Head, 500_000)));
        var endless = Encoding.UTF8.GetBytes(new string('w', 2_000_000));

        Assert.Equal("import-file-too-large", Assert.Throws<ExportUnreadableException>(() => Read(lines)).Problem.Code);
        Assert.Equal("import-file-too-large", Assert.Throws<ExportUnreadableException>(() => Read(endless)).Problem.Code);
    }

    private static SavedPageReader Reader() => new("https://news.example/a", "news.example/a", Published);

    private static List<ImportedRecord> Read(string page) => Read(Encoding.UTF8.GetBytes(page));

    private static List<ImportedRecord> Read(byte[] page) => [.. Reader().Read(new MemoryStream(page), Cancel)];

    private static MemoryStream Text(string page) => new(Encoding.UTF8.GetBytes(page));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
