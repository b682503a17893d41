using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Transfer;

public sealed class ImportAgainTests
{
    private const string Tea = "https://news.example/tea";

    [Fact]
    public async Task import_again_keeps_decisions()
    {
        var first = await File.ReadAllBytesAsync(SharedData.Find("cases/files/import-again-keeps-decisions-1.xml"), Cancel);
        var later = await File.ReadAllBytesAsync(SharedData.Find("cases/files/import-again-keeps-decisions-2.xml"), Cancel);
        var site = FakeSite.NewsExample();
        using (var plan = await Imports.DisqusAsync(site, first))
            site.Apply(plan);

        using (var again = await Imports.DisqusAsync(site, first))
        {
            Assert.Empty(again.Batches());
            Assert.Equal((new ThreadSums(1, 0, 0, 1, 0), new PostSums(3, 0, 3, 0)), (again.Report.Threads, again.Report.Posts));
            Assert.Empty(again.Report.Rows);
        }

        using (var more = await Imports.DisqusAsync(site, later))
        {
            site.Apply(more);
            Assert.Equal(new PostSums(4, 1, 3, 0), more.Report.Posts);
            Assert.Equal(("words-differ", "present"), (more.Report.Row("3").Reason, more.Report.Row("3").Outcome));
        }

        Assert.Equal(
            ["<p>Tea was hot.</p>", "<p>Tea was cold.</p>", "<p>Cake was dry.</p>", "<p>Bill was wrong.</p>"],
            site.Read(Tea)
        );
    }

    [Fact]
    public async Task Words_that_were_taken_down_here_are_not_said_to_differ()
    {
        var site = FakeSite.NewsExample();
        ImportedRecord[] records = [Imports.Thread("t", Tea), Imports.Post("a", "t"), Imports.Post("cafe\u0301", "t")];
        using (var plan = await Imports.OfAsync(site, records))
            site.Apply(plan);
        site.WordsNow[ImportedId.Comment(site.Site, "made-up", "a")] = null;
        site.WordsNow[ImportedId.Comment(site.Site, "made-up", "cafe\u0301")] = "caf\u00e9";

        using var again = await Imports.OfAsync(site, records);

        Assert.Empty(again.Report.Rows);
        Assert.Equal(2, again.Report.Posts.Present);
    }

    [Fact]
    public async Task An_import_that_was_killed_anywhere_ends_as_if_it_had_not_been()
    {
        var file = await File.ReadAllBytesAsync(SharedData.Find("import/disqus-blog.xml"), Cancel);
        var whole = new FakeSite("http://www.blog.example");
        using (var plan = await Imports.DisqusAsync(whole, file))
            whole.Apply(plan, rows: 70);

        for (var killedAfter = 0; killedAfter <= 20; killedAfter++)
        {
            var site = new FakeSite("http://www.blog.example");
            using (var plan = await Imports.DisqusAsync(site, file))
                site.Apply(plan, rows: 70, batches: killedAfter);
            Assert.NotEqual(whole.Comments.Count, site.Comments.Count);
            using (var rest = await Imports.DisqusAsync(site, file))
                site.Apply(rest, rows: 70);
            Assert.Equal(whole.Everything(), site.Everything());
        }
    }

    [Fact]
    public async Task An_import_of_bad_dates_and_shared_addresses_that_was_killed_ends_as_if_it_had_not_been()
    {
        ImportedRecord[] records =
        [
            Imports.Thread("1", Tea, "a") with
            {
                CreatedAt = null,
            },
            Imports.Thread("2", Tea, "b") with
            {
                CreatedAt = null,
            },
            Imports.Thread("3", "https://news.example/cake", "a"),
            Imports.Thread("4", "https://news.example/cake"),
            .. Enumerable
                .Range(0, 40)
                .Select(n => Imports.Post($"{n}", $"{1 + n % 4}", $"{n + 4}", n % 3 == 0 ? null : 100 - n)),
        ];
        var whole = FakeSite.NewsExample();
        using (var plan = await Imports.OfAsync(whole, records))
            whole.Apply(plan, rows: 1);

        for (var killedAfter = 0; killedAfter < whole.Comments.Count + whole.Stories.Count; killedAfter++)
        {
            var site = FakeSite.NewsExample();
            using (var plan = await Imports.OfAsync(site, records))
                site.Apply(plan, rows: 1, batches: killedAfter);
            using (var rest = await Imports.OfAsync(site, records))
                site.Apply(rest, rows: 1);
            Assert.Equal(whole.Everything(), site.Everything());
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
