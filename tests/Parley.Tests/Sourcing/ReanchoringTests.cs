using System.Diagnostics;
using Parley.Sourcing;
using Parley.Tests.Setup;
using Xunit;

namespace Parley.Tests.Sourcing;

/// <summary>Where a reader's comment on a passage is after the report was revised.</summary>
public sealed class ReanchoringTests
{
    private const string Lead = "The council met for six hours behind closed doors on Tuesday.";
    private const string Rest = "It is to meet again on Friday, when the estimates of the harbour office are known.";

    [Theory]
    [InlineData("The minister did sign the order.", "The minister did not sign the order.", "did sign")]
    [InlineData("The minister signed the order.", "The minister has not signed the order.", "signed the order")]
    [InlineData("The minister signed the order.", "The minister denied that he signed the order.", "signed the order")]
    [InlineData("Repairs cost 31 million in all.", "Repairs cost 31 billion in all.", "31 million")]
    [InlineData("It carries 1.5 tonnes at most.", "It carries 15 tonnes at most.", "carries 1.5 tonnes")]
    [InlineData("The shares moved by -5 percent.", "The shares moved by 5 percent.", "The shares moved")]
    [InlineData("The ships came from Iran by night.", "The ships came from Iraq by night.", "came from Iran")]
    [InlineData("They call it a peaceful march.", "They call it a “peaceful” march.", "peaceful march")]
    [InlineData("That is what he knew.", "That is what he knew?", "he knew")]
    [InlineData("He did not meet U.S. President Hale there.", "He did meet U.S. President Hale there.", "President Hale")]
    [InlineData("部长签署了让码头继续开放的命令。", "部长没有签署让码头继续开放的命令。", "继续开放的命令")]
    [InlineData("وقع الوزير الأمر يوم الثلاثاء.", "لم يوقع الوزير الأمر يوم الثلاثاء.", "الأمر يوم الثلاثاء")]
    [InlineData("I recieved the letter in June.", "I received the letter in June.", "the letter")]
    public void A_sentence_that_says_something_else_keeps_the_comment_and_shows_the_old_words(
        string was,
        string now,
        string quote
    )
    {
        var result = Move($"{Lead} {was} {Rest}", $"{Lead} {now} {Rest}", quote);

        Assert.Equal(AnchorState.Moved, result.State);
        Assert.Contains(result.OldWords!, was, StringComparison.Ordinal);
        Assert.Contains(result.Anchor!.Quote, now, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("“We knew about it,” she said.", "\"We knew about it\", she said.", "knew about it")]
    [InlineData("She did not - so she says - know.", "She did not — so she says — know.", "so she says")]
    [InlineData("It is over 👩‍👩‍👧 now.", "It is over 👩‍👩‍👧 now.", "👩‍👩‍👧 now")]
    [InlineData("Don't do it, she said.", "Don’t do it, she said.", "do it")]
    [InlineData("الوزير وقع الأمر ثم نفى ذلك.", "الوزير وقع الأمر، ثم نفى ذلك.", "نفى ذلك")]
    public void Other_commas_quotation_marks_and_dashes_are_carried_without_a_word(string was, string now, string quote)
    {
        var result = Move($"{Lead} {was} {Rest}", $"Something new came first. {Lead} {now} {Rest}", quote);

        Assert.Equal(AnchorState.Anchored, result.State);
        Assert.Null(result.OldWords);
        Assert.Equal(quote, result.Anchor!.Quote);
    }

    [Theory]
    [InlineData("A fire destroyed the customs house at dawn.")]
    [InlineData("Taucher fanden am Morgen nichts mehr, was zu retten war.")]
    public void A_comment_on_a_sentence_that_was_written_anew_is_orphaned(string now)
    {
        var result = Move(
            $"{Lead} Divers say the northern pier is cracked. {Rest}",
            $"{Lead} {now} {Rest}",
            "Divers say the northern pier is cracked."
        );

        Assert.Equal(
            (AnchorState.Orphaned, null, "Divers say the northern pier is cracked."),
            (result.State, result.Anchor, result.OldWords)
        );
    }

    [Fact]
    public void A_comment_never_goes_to_the_same_words_elsewhere_that_were_there_before()
    {
        const string Toll = "Irena Toll was asked about the letter that she wrote in June. She declined to comment.";
        const string Merin = "Dava Merin was asked why her boats were at sea that night. She declined to comment.";
        ReportBlock[] before = [new("a", Toll), new("b", Merin)];

        var gone = Reanchoring.Move(
            before,
            BlockMatcher.Carry(before, [Merin], () => "new"),
            [AnchorOf(before[0], "declined to comment")]
        );
        var cut = Reanchoring.Move(
            before,
            BlockMatcher.Carry(before, ["Irena Toll was asked about the letter that she wrote in June.", Merin], () => "new"),
            [AnchorOf(before[0], "declined to comment")]
        );

        Assert.Equal(AnchorState.Orphaned, gone[0].State);
        Assert.Equal(AnchorState.Orphaned, cut[0].State);
    }

    [Fact]
    public void A_short_sentence_whose_neighbours_are_new_is_not_carried_in_silence()
    {
        var result = Move(
            "Irena Toll was asked about the letter. She declined to comment. The harbour stays closed.",
            "The mayor spoke for an hour about herself. She declined to comment. Two ferries have left.",
            "declined to comment"
        );

        Assert.NotEqual(AnchorState.Anchored, result.State);
    }

    [Fact]
    public void A_comment_follows_its_sentence_into_a_paragraph_that_was_split_off_and_into_another()
    {
        ReportBlock[] before =
        [
            new("a", $"{Lead} No one answered her letter of 14 June. {Rest}"),
            new("b", ReportTexts.German),
        ];
        var anchor = AnchorOf(before[0], "letter of 14 June");

        var split = Reanchoring.Move(
            before,
            BlockMatcher.Carry(
                before,
                [$"{Lead} {Lead.ToUpperInvariant()}", $"No one answered her letter of 14 June. {Rest}", before[1].Text],
                () => "n"
            ),
            [anchor]
        );
        var moved = Reanchoring.Move(
            before,
            BlockMatcher.Carry(
                before,
                [$"{Lead} {Rest}", $"{before[1].Text} No one answered her letter of 14 June."],
                () => "n"
            ),
            [anchor]
        );

        Assert.Equal((AnchorState.Anchored, "letter of 14 June"), (split[0].State, split[0].Anchor?.Quote));
        Assert.Equal(
            (AnchorState.Moved, "b", "letter of 14 June"),
            (moved[0].State, moved[0].Anchor?.Block, moved[0].Anchor?.Quote)
        );
        Assert.Equal("No one answered her letter of 14 June.", moved[0].OldWords);
    }

    [Fact]
    public void A_name_that_was_replaced_is_found_in_its_place() =>
        Assert.Equal(
            "Tomas Vey",
            Move(
                $"{Lead} The inspection was led by Irena Toll in May. {Rest}",
                $"{Lead} The inspection was led by Tomas Vey in May. {Rest}",
                "Irena Toll"
            ).Anchor?.Quote
        );

    [Fact]
    public void Of_many_changed_reports_no_comment_goes_in_silence_to_other_words_and_few_are_lost()
    {
        var (all, output) = (new MutatedReport.Outcomes(), TestContext.Current.TestOutputHelper);
        string[] texts = [.. ReportTexts.All.Select(x => x.Text), .. SavedPage()];
        foreach (var kind in MutatedReport.Kinds)
        {
            var some = new MutatedReport.Outcomes();
            for (var seed = 0; seed < 6 * texts.Length; seed++)
            {
                var report = new MutatedReport(
                    texts[seed % texts.Length],
                    ReportTexts.All[(seed + 1 + seed / texts.Length) % 4].Text,
                    seed
                );
                var anchors = Enumerable
                    .Range(0, 30)
                    .Select(_ => (Anchor: report.Anchor(out var origins), Origins: origins))
                    .ToList();
                report.Change(kind);
                var next = 0;
                var after = BlockMatcher.Carry(report.Before, report.TextsNow(), () => $"new{next++}");
                some.Add(
                    report.Compare(
                        after,
                        [.. anchors.Select(x => x.Origins)],
                        Reanchoring.Move(report.Before, after, [.. anchors.Select(x => x.Anchor)])
                    )
                );
            }

            output?.WriteLine(
                $"{kind}: in silence {some.SilentRight} of {some.Silent} right; marked {some.MovedRight} of {some.Moved}; found {some.Found} of {some.Findable}; gone and orphaned {some.GoneOrphaned} of {some.Gone}"
            );
            all.Add(some);
        }

        output?.WriteLine(
            $"all: in silence {(double)all.SilentRight / all.Silent:0.0000}, marked {(double)all.MovedRight / all.Moved:0.0000}, found {(double)all.Found / all.Findable:0.0000}"
        );
        foreach (var wrong in all.Wrong)
            output?.WriteLine(wrong);
        Assert.True(all.Silent > 1_000 && all.SilentRight >= 0.99 * all.Silent, string.Join('\n', all.Wrong));
        Assert.True(all.Findable > 1_000 && all.Found >= 0.95 * all.Findable, string.Join('\n', all.Lost));
        Assert.True(all.GoneOrphaned >= 0.98 * all.Gone);
    }

    [Fact]
    public void Ten_thousand_comments_are_carried_at_once()
    {
        var report = new MutatedReport(ReportTexts.English + "\n" + ReportTexts.German, ReportTexts.Arabic, 3);
        var anchors = Enumerable.Range(0, 10_000).Select(_ => report.Anchor(out var _)).ToList();
        for (var change = 0; change < 60; change++)
            report.Change("slips");
        var after = BlockMatcher.Carry(report.Before, report.TextsNow(), () => "new");
        var work = new Work();

        var watch = Stopwatch.StartNew();
        var results = Reanchoring.Move(report.Before, after, anchors, work);
        TestContext.Current.TestOutputHelper?.WriteLine($"{watch.ElapsedMilliseconds} ms, {work.Spent} steps");

        Assert.Equal(10_000, results.Count);
        Assert.DoesNotContain(results, result => result.State is AnchorState.Orphaned);

        // Of work and not of time, which others on the machine have too: a step is about ten nanoseconds.
        Assert.InRange(work.Spent, 1, 40_000_000);
    }

    [Theory]
    [InlineData("no word in common")]
    [InlineData("few words, no sentence")]
    [InlineData("one letter")]
    public void A_text_made_to_take_long_takes_no_longer_than_is_allowed(string kind)
    {
        var luck = new Random(5);
        string Text(int words, int of) => string.Join(' ', Enumerable.Range(0, words).Select(_ => $"w{luck.Next(of)}"));
        var (was, now) = kind switch
        {
            "one letter" => (new string('a', 60_000), new string('a', 50_000) + "b"),
            "no word in common" => (Text(20_000, 1_000_000), Text(20_000, 1_000_000)),
            _ => (Text(20_000, 20), Text(20_000, 20)),
        };
        ReportBlock[] before = [new("a", was)];
        var anchors = Enumerable.Range(0, 500).Select(at => TextAnchor.Of(before[0], at * 7, at * 7 + 4 + at)).ToList();
        var work = new Work(20_000_000);

        var results = Reanchoring.Move(before, [new("a", now)], anchors, work);

        Assert.Equal(500, results.Count);
        // The comparison of the paragraph itself is linear and not cut short.
        Assert.InRange(work.Spent, 1, 200_000_000);
    }

    private static Reanchored Move(string was, string now, string quote)
    {
        ReportBlock[] before = [new("a", was)];
        return Reanchoring.Move(before, [new("a", now)], [AnchorOf(before[0], quote)])[0];
    }

    private static TextAnchor AnchorOf(ReportBlock block, string quote) =>
        TextAnchor.Find([block], quote).Anchor ?? throw new InvalidOperationException($"no {quote} in {block.Text}");

    // The real one, where it is: sentences as a newspaper writes them.
    private static IEnumerable<string> SavedPage()
    {
        for (var folder = new DirectoryInfo(RepositoryRoot.Path); folder is not null; folder = folder.Parent)
            if (
                Path.Combine(folder.FullName, "shared/data/import/page-report-with-discussion.txt") is var path
                && File.Exists(path)
            )
                return
                [
                    string.Join('\n', File.ReadLines(path).Where(line => line.Length > 150).Take(8))
                        .Replace(". ", ".|", StringComparison.Ordinal),
                ];
        return [];
    }
}
