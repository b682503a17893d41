using System.Globalization;

namespace Parley;

internal sealed partial class Words
{
    private TimeZoneInfo zone = TimeZoneInfo.Utc;
    private DateTimeOffset? now;

    /// <summary>
    /// The same words, with times as the clocks of <paramref name="zone"/> show them. Times are absolute, so that a page is
    /// drawn once for everyone; the year is left out where it is that of <paramref name="now"/>.
    /// </summary>
    public Words In(TimeZoneInfo zone, DateTimeOffset now) => new(this) { zone = zone, now = now };

    /// <summary>A day and a time: <c>11 May, 14:20</c>, or <c>11 May 2027, 14:20</c> in another year.</summary>
    public string Moment(DateTimeOffset when) => Format("time.moment", ("day", Day(when)), ("time", Clock(when)));

    /// <summary>A day: <c>11 May</c>, or <c>11 May 2027</c> in another year.</summary>
    public string Day(DateTimeOffset when)
    {
        var isThisYear = now is { } today && Local(today).Year == Local(when).Year;
        return Write(when, isThisYear ? "pattern.day" : "pattern.day-and-year");
    }

    /// <summary>A day of the calendar, which no clock moves: <c>11 May 2027</c>.</summary>
    public string Date(DateOnly day) => Write(day, "pattern.day-and-year");

    /// <summary>A month: <c>May 2027</c>.</summary>
    public string Month(DateOnly day) => Write(day, "pattern.month-and-year");

    /// <summary>A year: <c>2027</c>.</summary>
    public string Year(DateOnly day) => Write(day, "pattern.year");

    /// <summary>Several as one list: <c>5 articles, 3 outlets</c>.</summary>
    public string Listed(IEnumerable<string> parts) => string.Join(this["list.comma"], parts);

    /// <summary>Several that have commas themselves: <c>A, via B; C, via D</c>.</summary>
    public string ListedApart(IEnumerable<string> parts) => string.Join(this["list.semicolon"], parts);

    /// <summary>A time of day: <c>14:20</c>.</summary>
    public string Clock(DateTimeOffset when) => Write(when, "pattern.time");

    /// <summary>The same moment for a machine, as in <c>&lt;time datetime&gt;</c>: <c>2027-05-11T12:20Z</c>.</summary>
    public static string Machine(DateTimeOffset when) =>
        when.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>A whole number as the language writes it: <c>1,204</c>.</summary>
    public string Number(long n) => n.ToString("N0", culture);

    /// <summary>A number that was counted no further than just above <paramref name="most"/>: <c>1,000+</c> from there on.</summary>
    public string Number(long n, long most) => n > most ? Number(most) + "+" : Number(n);

    private DateTimeOffset Local(DateTimeOffset when) => TimeZoneInfo.ConvertTime(when, zone);

    private string Write(DateOnly day, string pattern)
    {
        var written = day.ToString(Find(pattern).Text, culture);
        return accent is null ? written : accent(written);
    }

    private string Write(DateTimeOffset when, string pattern)
    {
        var written = Local(when).ToString(Find(pattern).Text, culture);
        return accent is null ? written : accent(written);
    }
}
