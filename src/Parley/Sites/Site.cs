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
}
