using Parley.Importers.SavedPage;
using Parley.Reasons;
using Parley.Screening;
using Parley.Tests.Setup;
using Parley.Transfer;
using Xunit;

namespace Parley.Tests.Screening;

/// <summary>The list of words to begin with. <c>perf/run abuse</c> prints what it does to the same page.</summary>
public sealed class AbusivePageTests
{
    private static string List => File.ReadAllText(RepositoryRoot.At("samples/word-lists/suspect.txt"));

    [Fact]
    public void The_list_to_begin_with_has_no_faulty_line()
    {
        WordListReader.Read(List, 1, out var faults);

        Assert.Empty(faults);
    }

    [Fact]
    public void Of_an_abusive_page_the_abuse_waits_and_harsh_opinion_passes()
    {
        using var file = File.OpenRead(SharedData.Find("import/page-report-with-discussion.txt"));
        var page = new SavedPageReader("https://paper.example/page", "page", Drafts.Noon);
        var screener = new Screener(Screener.InOrder, Microsoft.Extensions.Logging.Abstractions.NullLogger<Screener>.Instance);

        var found = page.Read(file, default)
            .OfType<ImportedComment>()
            .ToDictionary(
                comment => $"{comment.Author.Name}: {comment.Body[..12]}",
                comment => screener.Review(Drafts.Of(comment.Body, Drafts.Newcomer, suspect: List)).Reasons
            );

        Assert.Equal(7, found.Count);
        var (held, reasons) = Assert.Single(found, one => one.Value.Count > 0);
        Assert.StartsWith("hvaiallverden: Yeah", held, StringComparison.Ordinal);
        Assert.All(reasons, reason => Assert.Equal(("suspect-words", Verdict.Hold), (reason.Check, reason.Verdict)));
        Assert.Contains(reasons, reason => reason.Place is { Start: > 1_000 });
    }
}
