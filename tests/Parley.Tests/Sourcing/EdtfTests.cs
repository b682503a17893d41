using Parley.Sourcing;
using Xunit;

namespace Parley.Tests.Sourcing;

/// <summary>Dates as newsrooms know them: to the day, to the season, or hardly.</summary>
public sealed class EdtfTests
{
    [Theory]
    [InlineData("2027-03-25", "2027-03-25", "2027-03-25", false)]
    [InlineData("2028-02", "2028-02-01", "2028-02-29", false)]
    [InlineData("2027", "2027-01-01", "2027-12-31", false)]
    [InlineData("2026-21~", "2026-03-01", "2026-05-31", true)]
    [InlineData("2026-22", "2026-06-01", "2026-08-31", false)]
    [InlineData("2026-24", "2026-12-01", "2027-02-28", false)]
    [InlineData("2019?", "2019-01-01", "2019-12-31", true)]
    [InlineData("2019%", "2019-01-01", "2019-12-31", true)]
    [InlineData("2011/2012", "2011-01-01", "2012-12-31", false)]
    [InlineData("2011-05-03/2011-06", "2011-05-03", "2011-06-30", false)]
    [InlineData("2021/..", "2021-01-01", "9999-12-31", false)]
    [InlineData("2021/", "2021-01-01", "9999-12-31", false)]
    [InlineData("../2012-04?", "0001-01-01", "2012-04-30", true)]
    public void A_date_spans_the_days_that_it_may_mean(string text, string first, string last, bool isUnsure)
    {
        Assert.True(Edtf.TryParse(text, out var date));

        Assert.Equal((Day(first), Day(last), isUnsure), (date.First, date.Last, date.IsUnsure));
        Assert.True(date.Covers(Day(first)) && date.Covers(Day(last)));
        Assert.True(date.First == DateOnly.MinValue || !date.Covers(date.First.AddDays(-1)));
        Assert.True(date.Last == DateOnly.MaxValue || !date.Covers(date.Last.AddDays(1)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(" 2027")]
    [InlineData("2027-3")]
    [InlineData("2027-13")]
    [InlineData("2027-25")]
    [InlineData("2027-02-29")]
    [InlineData("2027/2026")]
    [InlineData("../..")]
    [InlineData("/")]
    [InlineData("2026/2027/2028")]
    [InlineData("0000")]
    [InlineData("9999")]
    [InlineData("+027")]
    [InlineData("20 7-01")]
    [InlineData("2027??")]
    [InlineData("?")]
    [InlineData("11 May 2027")]
    [InlineData("٢٠٢٧")]
    [InlineData("2027-01-01T00:00/2027-01-01T00:00:00.0000000")]
    public void What_is_no_date_is_none(string? text) => Assert.False(Edtf.TryParse(text, out _));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd");
}
