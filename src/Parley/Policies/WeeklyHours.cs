namespace Parley.Policies;

/// <summary>Hours of the week, by the site's own clock. They begin on each of the days, and end on the next where they go past midnight.</summary>
/// <param name="To">The first moment that is not in them; the same as <paramref name="From"/> for a whole day.</param>
internal sealed record WeeklyHours(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To)
{
    public bool Contain(DateTimeOffset now, TimeZoneInfo zone) =>
        Around(now, zone).Any(one => one.Begin <= now && now < one.End);

    /// <summary>When they begin or end next.</summary>
    public DateTimeOffset NextChange(DateTimeOffset now, TimeZoneInfo zone) =>
        Around(now, zone).SelectMany(one => new[] { one.Begin, one.End }).Where(moment => moment > now).Min();

    // From the day before, which may not be over, to the same day of the next week, which may be the only one.
    private IEnumerable<(DateTimeOffset Begin, DateTimeOffset End)> Around(DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        for (var days = -1; days <= 8; days++)
        {
            var day = today.AddDays(days);
            if (Days.Contains(day.DayOfWeek))
                yield return (
                    MomentOf(day, From, zone, isEnd: false),
                    MomentOf(To > From ? day : day.AddDays(1), To, zone, isEnd: true)
                );
        }
    }

    // A time that comes twice, when clocks go back, begins the hours the first time and ends them the second. One that does not come
    // at all, when they go forward, is as much later as they go.
    private static DateTimeOffset MomentOf(DateOnly day, TimeOnly time, TimeZoneInfo zone, bool isEnd)
    {
        var local = day.ToDateTime(time);
        if (zone.IsInvalidTime(local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local.AddHours(-3)));
        if (!zone.IsAmbiguousTime(local))
            return new DateTimeOffset(local, zone.GetUtcOffset(local));
        var offsets = zone.GetAmbiguousTimeOffsets(local);
        return new DateTimeOffset(local, isEnd ? offsets.Min() : offsets.Max());
    }
}
