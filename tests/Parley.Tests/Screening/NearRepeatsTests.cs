using Parley.Markup;
using Parley.Screening;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class NearRepeatsTests
{
    private const string Leaflet =
        "The ferry was never in the budget, and whoever says that the harbour needs it should ask the fishermen first.";

    private static readonly SiteId Site = new(1);
    private static readonly DateTimeOffset Noon = Drafts.Noon;

    [Theory]
    [InlineData(
        "THE FERRY was never, in the budget... and whoever says that the harbour needs it should ask the fishermen first!"
    )]
    [InlineData(
        "Neighbours! The ferry was never in the budget, and whoever says that the harbour needs it should ask the fishermen first."
    )]
    [InlineData(
        "Тhe fеrry was never in the budget, and whoever says that the harbour needs it should ask the fishermen first."
    )]
    [InlineData(
        "> Who pays?\n\nThe ferry was never in the budget, and whoever says that the harbour needs it should ask the fishermen first."
    )]
    public void The_same_text_in_another_dress_is_alike(string other) =>
        Assert.InRange(Of(other).Likeness(Of(Leaflet)), NearRepeats.Alike, 1);

    [Theory]
    [InlineData("The ferry was in the budget from the start, and the fishermen were asked twice, as the minutes say.")]
    [InlineData(
        "> The ferry was never in the budget, and whoever says that the harbour needs it should ask the fishermen first.\n\nThat is not what the minutes say, if one reads them to the end."
    )]
    public void An_answer_to_it_is_not(string other) => Assert.InRange(Of(other).Likeness(Of(Leaflet)), 0, 0.3);

    [Theory]
    [InlineData("I completely agree with you", false)]
    [InlineData("我完全同意你的看法没有什么可以补充", true)]
    public void Few_words_are_nothing_to_compare_and_scripts_without_blanks_have_words_too(string text, bool areEnough) =>
        Assert.Equal(areEnough, Of(text).AreEnough);

    [Fact]
    public void Other_writers_count_once_each_and_the_writer_is_none_of_them()
    {
        var repeats = new NearRepeats();
        var (ann, bo, cyd) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        Assert.Null(Say(repeats, ann));
        Assert.Null(Say(repeats, ann));
        Assert.Equal(1, Say(repeats, bo)?.Writers);
        Assert.Equal(1, Say(repeats, bo)?.Writers);
        Assert.Equal(2, Say(repeats, cyd)?.Writers);
        Assert.Equal(2, Say(repeats, ann)?.Writers);
    }

    [Fact]
    public void Another_site_hears_nothing_of_it_and_a_day_later_nobody_does()
    {
        var repeats = new NearRepeats();
        Say(repeats, Guid.NewGuid());

        Assert.Null(repeats.Keep(new SiteId(2), Guid.NewGuid(), Guid.NewGuid(), Of(Leaflet), Noon));
        Assert.Null(repeats.Keep(Site, Guid.NewGuid(), Guid.NewGuid(), Of(Leaflet), Noon.AddDays(1)));
        Assert.Equal(1, repeats.Keep(Site, Guid.NewGuid(), Guid.NewGuid(), Of(Leaflet), Noon.AddDays(1))?.Writers);
    }

    [Fact]
    public void A_flood_fills_no_more_than_its_place_and_what_is_new_is_still_found()
    {
        var repeats = new NearRepeats();
        for (var number = 0; number < 6_000; number++)
            repeats.Keep(Site, Guid.NewGuid(), Guid.NewGuid(), Of(Numbered(number)), Noon);
        Say(repeats, Guid.NewGuid());

        Assert.Equal(5_000, repeats.Count);
        Assert.Equal(1, Say(repeats, Guid.NewGuid())?.Writers);
    }

    [Fact]
    public void Nearly_all_that_is_alike_is_found_among_much_that_is_not()
    {
        var repeats = new NearRepeats();
        var missed = 0;
        for (var number = 0; number < 300; number++)
        {
            var words = Numbered(number).Split(' ');
            repeats.Keep(Site, Guid.NewGuid(), Guid.NewGuid(), Of(string.Join(' ', words)), Noon);
            // One word in forty is another: three runs of some forty, an alikeness of 0.85.
            words[20] = "otherwise";
            if (repeats.Keep(Site, Guid.NewGuid(), Guid.NewGuid(), Of(string.Join(' ', words)), Noon) is null)
                missed++;
        }

        Assert.InRange(missed, 0, 1);
    }

    [Fact]
    public void A_pace_is_that_of_the_last_ten_minutes()
    {
        var pace = new PostingPace();
        var (ann, story) = (Guid.NewGuid(), Guid.NewGuid());
        for (var minute = 0; minute < 5; minute++)
        {
            pace.Take(Site, ann, 7, story, Noon.AddMinutes(minute));
            pace.Keep(Site, story, Noon.AddMinutes(minute));
        }

        Assert.Equal(new PaceSeen(1, 6, 6), pace.Take(Site, Guid.NewGuid(), 7, story, Noon.AddMinutes(5)));
        // What was not kept is a send of its writer, and no comment in the story.
        Assert.Equal(new PaceSeen(6, 0, 6), pace.Take(Site, ann, null, story, Noon.AddMinutes(6)));
        // Half of what came in the ten minutes before counts in the middle of the next.
        Assert.Equal(4, pace.Take(Site, ann, 7, story, Noon.AddMinutes(15)).ByReader);
        Assert.Equal(new PaceSeen(1, 1, 1), pace.Take(Site, ann, 7, story, Noon.AddMinutes(60)));
        Assert.Equal(new PaceSeen(1, 1, 1), pace.Take(new SiteId(2), ann, 7, story, Noon.AddMinutes(60)));
    }

    private static SaidByOthers? Say(NearRepeats repeats, Guid author) =>
        repeats.Keep(Site, Guid.NewGuid(), author, Of(Leaflet), Noon);

    private static Shingles Of(string text) => Shingles.Of(FoldedText.Of(text));

    private static string Numbered(int number) =>
        string.Join(
            ' ',
            Enumerable.Range(0, 42).Select(word => $"w{Shingles.Mixed((ulong)((number * 100) + word)) % 100_000}")
        );
}
