using System.Globalization;
using Parley.Sites;

namespace Parley.Evening;

/// <summary>A day as a newsroom's evening closes it: from six in the evening of the day before to six of its own, by the site's clock.</summary>
internal readonly record struct EveningDay(DateOnly Day, DateTimeOffset From, DateTimeOffset Until)
{
    private const string Format = "yyyy-MM-dd";
    private static readonly TimeOnly Evening = new(18, 0);

    // Nothing was written here before, and an address names no time that no clock has.
    private static readonly DateOnly First = new(1970, 1, 2);

    public static EveningDay Of(Site site, DateOnly day) =>
        new(day, site.MomentOf(day.AddDays(-1), Evening), site.MomentOf(day, Evening));

    /// <summary>The day that it is now: once its evening has come, its list is whole, and what follows is for the next.</summary>
    public static EveningDay Now(Site site, DateTimeOffset now) => Of(site, site.DayOf(now));

    /// <summary>Reads the day of an address; nothing there is the day that it is.</summary>
    /// <returns>False for what is no day, and for one that has not begun.</returns>
    public static bool TryRead(Site site, string? text, DateTimeOffset now, out EveningDay day)
    {
        day = Now(site, now);
        if (string.IsNullOrEmpty(text))
            return true;
        if (
            !DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked)
            || asked < First
            || asked > day.Day.AddDays(1)
        )
            return false;
        day = Of(site, asked);
        return day.From <= now;
    }

    /// <summary>As addresses and answers have it: <c>2026-11-27</c>.</summary>
    public string ToWord() => Day.ToString(Format, CultureInfo.InvariantCulture);
}
