using System.Globalization;
using Parley.Sites;

namespace Parley.Transparency;

/// <summary>Half a year, by a site's own clock: what figures are about.</summary>
/// <param name="Half">1 or 2.</param>
internal readonly record struct HalfYear(int Year, int Half)
{
    public HalfYear Before => Half == 2 ? new(Year, 1) : new(Year - 1, 2);

    public static HalfYear Of(Site site, DateTimeOffset now)
    {
        var here = site.DayOf(now);
        return new(here.Year, here.Month <= 6 ? 1 : 2);
    }

    /// <summary>Reads one as it stands in addresses and on the command line, such as <c>2026-1</c>.</summary>
    public static bool TryRead(string? text, out HalfYear half)
    {
        half = default;
        if (
            text?.Split('-') is not [{ Length: 4 } year, "1" or "2"]
            || !int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || number is < 2000 or > 9998
        )
            return false;
        half = new(number, text[^1] - '0');
        return true;
    }

    /// <summary>The first moment of it, and the first that is none of it any more.</summary>
    public (DateTimeOffset From, DateTimeOffset To) In(Site site) =>
        (site.MomentOf(new(Year, Half == 1 ? 1 : 7, 1)), site.MomentOf(Half == 1 ? new(Year, 7, 1) : new(Year + 1, 1, 1)));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Half}");
}
