using Parley.Reasons;
using Parley.Screening;
using Parley.Sites;
using Xunit;

namespace Parley.Tests.Screening;

public sealed class LengthCheckTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \u00a0\u2003\u3000")]
    [InlineData("\u2800\u2800")]
    [InlineData("\u3164")]
    [InlineData("\u200b\u200d\u202e")]
    public void Words_that_show_nothing_are_not_taken(string source) =>
        Assert.Equal("reason.length.empty", Assert.Single(Review(source)).Rule);

    [Theory]
    [InlineData(10, true)]
    [InlineData(11, false)]
    public void A_comment_may_be_as_long_as_the_site_says(int characters, bool isTaken) =>
        Assert.Equal(isTaken, Review(new string('a', characters), most: 10).Count == 0);

    [Fact]
    public void An_emoji_of_two_units_counts_once() => Assert.Empty(Review("😀😀😀😀😀😀😀😀😀😀", most: 10));

    [Fact]
    public void A_writer_is_told_how_much_too_long_it_is()
    {
        var reason = Assert.Single(Review(new string('a', 12), most: 10));

        Assert.Equal((12, 10), (reason.Arguments["count"], reason.Arguments["most"]));
    }

    [Fact]
    public void The_longest_comment_that_a_site_may_allow_fits_in_Chinese_but_not_in_emoji_alone()
    {
        Assert.Empty(Review(new string('中', 20_000), most: 20_000));
        Assert.Equal("reason.length.bytes", Assert.Single(Review(string.Concat(Enumerable.Repeat("😀", 20_000)), 20_000)).Rule);
    }

    private static List<Reason> Review(string source, int most = 5_000) =>
        [.. new LengthCheck().Review(Drafts.Of(source, settings: new SiteSettings { MaxCharacters = most }))];
}
