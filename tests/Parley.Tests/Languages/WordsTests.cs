using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Parley.Tests.Languages;

public sealed class WordsTests
{
    private static readonly DateTimeOffset Afternoon = new(2027, 5, 11, 12, 20, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData(0, "0 comments")]
    [InlineData(1, "1 comment")]
    [InlineData(1204, "1,204 comments")]
    public void A_reader_sees_a_count_in_the_form_that_goes_with_it(int n, string sentence) =>
        Assert.Equal(sentence, Words.For("en").Count("count.comments", n));

    [Theory]
    [InlineData("en-GB")]
    [InlineData("EN")]
    [InlineData("tlh")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("x\"><script>")]
    public void A_reader_of_a_language_that_has_no_file_reads_English(string? language) =>
        Assert.Equal("en", Words.For(language).Language);

    [Fact]
    public void A_time_is_told_by_the_clocks_of_the_site() =>
        Assert.Equal("11 May, 14:20", Words.For("en").In(Berlin, Afternoon.AddHours(1)).Moment(Afternoon));

    [Fact]
    public void A_time_in_another_year_names_the_year()
    {
        // Half an hour before midnight in London is the next year in Berlin.
        var newYear = new DateTimeOffset(2026, 12, 31, 23, 30, 0, TimeSpan.Zero);

        Assert.Equal("1 January, 00:30", Words.For("en").In(Berlin, Afternoon).Moment(newYear));
        Assert.Equal("31 December 2026, 23:30", Words.For("en").In(TimeZoneInfo.Utc, Afternoon).Moment(newYear));
    }

    [Fact]
    public void A_reader_called_by_the_name_of_a_blank_keeps_the_name() =>
        Assert.Equal("{time}, 14:20", Words.For("en").Format("time.moment", ("day", "{time}"), ("time", "14:20")));

    [Fact]
    public void A_key_that_no_file_has_is_shown_as_it_is_so_that_the_page_stands() =>
        Assert.Equal("nothing.of-the-kind", Words.MadeUp(Words.For("en"))["nothing.of-the-kind"]);

    [Fact]
    public void A_made_up_language_leaves_no_plain_letter_but_those_of_the_values()
    {
        var words = Words.MadeUp(Words.For("en")).In(Berlin, Afternoon);

        Assert.Equal("{count} çóóɱɱééñţš", words.Count("count.comments", 2).Replace("2", "{count}", StringComparison.Ordinal));
        Assert.Equal("11 Ṁááý, 14:20", words.Moment(Afternoon));
        Assert.Equal("rtl", words.Direction);
    }

    [Theory]
    [InlineData("en", "ltr")]
    [InlineData("ar", "rtl")]
    [InlineData("he-IL", "rtl")]
    [InlineData("az-Arab", "rtl")]
    [InlineData("ks-Deva", "ltr")]
    public void A_page_runs_in_the_direction_of_its_language(string language, string direction) =>
        Assert.Equal(direction, Words.DirectionOf(language));

    [Fact]
    public void No_language_that_the_platform_writes_from_right_to_left_is_forgotten()
    {
        var backwards = CultureInfo
            .GetCultures(CultureTypes.NeutralCultures)
            .Where(culture => culture.Name.Length > 0 && culture.TextInfo.IsRightToLeft)
            .Select(culture => culture.Name)
            .ToList();

        Assert.NotEmpty(backwards);
        Assert.All(backwards, language => Assert.Equal("rtl", Words.DirectionOf(language)));
    }

    [Fact]
    public void A_sentence_can_be_cut_at_its_blanks_for_a_page_that_puts_elements_there() =>
        Assert.Equal(
            [("day", true), (", ", false), ("time", true)],
            Words.For("en").Pieces("time.moment").Select(piece => (piece.Text, piece.IsBlank))
        );

    [Fact]
    public void A_script_gets_its_sentences_with_all_their_forms()
    {
        var said = JsonDocument.Parse(Words.For("en").ForScript()).RootElement;

        Assert.Equal("{day}, {time}|d MMMM|d MMMM yyyy|HH:mm", Words.For("en").PatternsForScript);
        Assert.Equal("{count} comments", said.GetProperty("comments").GetProperty("other").GetString());
    }
}
