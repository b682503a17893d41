using System.Globalization;
using Parley.Policies;
using Xunit;

namespace Parley.Tests.Policies;

/// <summary>Hours of the week go by the site's own clock, also in the nights in which that is changed.</summary>
public sealed class WeeklyHoursTests
{
    private static readonly TimeZoneInfo Vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");
    private static readonly DayOfWeek[] EveryDay = Enum.GetValues<DayOfWeek>();

    [Theory]
    // A Friday in May: two hours before Greenwich.
    [InlineData("2027-05-14T19:59Z", false)]
    [InlineData("2027-05-14T20:00Z", true)]
    [InlineData("2027-05-15T04:59Z", true)]
    [InlineData("2027-05-15T05:00Z", false)]
    // In winter it is one hour.
    [InlineData("2027-12-10T20:59Z", false)]
    [InlineData("2027-12-10T21:00Z", true)]
    [InlineData("2027-12-11T05:59Z", true)]
    [InlineData("2027-12-11T06:00Z", false)]
    public void A_night_goes_past_midnight_by_the_sites_clock_in_summer_and_in_winter(string now, bool isIn) =>
        Assert.Equal(isIn, Hours(EveryDay, "22:00", "07:00").Contain(At(now), Vienna));

    [Theory]
    [InlineData("2027-05-14T19:00Z", false)]
    [InlineData("2027-05-14T21:00Z", true)]
    // Saturday's morning belongs to Friday's night, Sunday's to no night.
    [InlineData("2027-05-15T03:00Z", true)]
    [InlineData("2027-05-15T21:00Z", false)]
    [InlineData("2027-05-16T03:00Z", false)]
    public void A_night_belongs_to_the_day_on_which_it_begins(string now, bool isIn) =>
        Assert.Equal(isIn, Hours([DayOfWeek.Friday], "22:00", "07:00").Contain(At(now), Vienna));

    [Fact]
    public void From_and_to_the_same_is_a_whole_day()
    {
        var sunday = Hours([DayOfWeek.Sunday], "00:00", "00:00");

        Assert.False(sunday.Contain(At("2027-05-15T21:59Z"), Vienna));
        Assert.True(sunday.Contain(At("2027-05-15T22:00Z"), Vienna));
        Assert.True(sunday.Contain(At("2027-05-16T21:59Z"), Vienna));
        Assert.False(sunday.Contain(At("2027-05-16T22:00Z"), Vienna));
    }

    [Theory]
    // On 31 October 2027 the hour from two to three comes twice: from 0:00 and from 1:00 by Greenwich.
    [InlineData("02:30", "04:00", "2027-10-31T00:29Z", false)]
    [InlineData("02:30", "04:00", "2027-10-31T00:30Z", true)]
    [InlineData("02:30", "04:00", "2027-10-31T01:10Z", true)]
    [InlineData("02:30", "04:00", "2027-10-31T03:00Z", false)]
    [InlineData("00:00", "02:30", "2027-10-31T00:29Z", true)]
    [InlineData("00:00", "02:30", "2027-10-31T00:45Z", true)]
    [InlineData("00:00", "02:30", "2027-10-31T01:29Z", true)]
    [InlineData("00:00", "02:30", "2027-10-31T01:30Z", false)]
    // On 28 March 2027 it does not come: at 1:00 by Greenwich it is three.
    [InlineData("02:30", "04:00", "2027-03-28T01:29Z", false)]
    [InlineData("02:30", "04:00", "2027-03-28T01:30Z", true)]
    [InlineData("02:30", "04:00", "2027-03-28T02:00Z", false)]
    public void An_hour_that_comes_twice_or_not_at_all_begins_and_ends_them_once(
        string from,
        string to,
        string now,
        bool isIn
    ) => Assert.Equal(isIn, Hours(EveryDay, from, to).Contain(At(now), Vienna));

    [Theory]
    [InlineData("2027-05-14T12:00Z", "2027-05-14T20:00Z")]
    [InlineData("2027-05-14T20:00Z", "2027-05-15T05:00Z")]
    // The one night of the week is over: the next begins in seven days.
    [InlineData("2027-05-15T05:00Z", "2027-05-21T20:00Z")]
    // After the clocks went back, by the other offset.
    [InlineData("2027-10-30T06:00Z", "2027-11-05T21:00Z")]
    public void Its_next_change_is_known_beforehand(string now, string next) =>
        Assert.Equal(At(next), Hours([DayOfWeek.Friday], "22:00", "07:00").NextChange(At(now), Vienna));

    private static WeeklyHours Hours(IReadOnlyList<DayOfWeek> days, string from, string to) =>
        new(days, TimeOnly.Parse(from, CultureInfo.InvariantCulture), TimeOnly.Parse(to, CultureInfo.InvariantCulture));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
