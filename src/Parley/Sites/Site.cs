namespace Parley.Sites;

/// <summary>A publication.</summary>
internal sealed record Site(
    SiteId Id,
    string Name,
    string Title,
    string Language,
    string TimeZone,
    SiteSettings Settings,
    IReadOnlyList<string> Origins
)
{
    /// <summary>The zone in which the site's pages say their times.</summary>
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>The day that it is there at a moment.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>The moment of a time of day there: its midnight, where none is said.</summary>
    public DateTimeOffset MomentOf(DateOnly day, TimeOnly time = default)
    {
        var local = day.ToDateTime(time);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local));
    }
}
