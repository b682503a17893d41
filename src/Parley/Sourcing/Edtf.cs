using System.Globalization;

namespace Parley.Sourcing;

/// <summary>
/// A day, a month, a season or a year, certain or not, or a span of them: the part of EDTF (ISO 8601-2:2019, level 1) that newsrooms
/// write. <c>2027-03-25</c>, <c>2027-03</c>, <c>2026-21~</c> (about spring), <c>2019?</c>, <c>2011/2012</c>, <c>2021/..</c>.
/// </summary>
/// <param name="First">The first day that it may mean.</param>
/// <param name="Last">The last day that it may mean.</param>
internal readonly record struct Edtf(DateOnly First, DateOnly Last, EdtfUnit Unit, bool IsUnsure)
{
    public const int Longest = 40;

    /// <summary>The last part of a span; null where it is one date.</summary>
    public EdtfUnit? EndUnit { get; private init; }

    /// <summary>Whether the beginning, or the end, of a span is not known, or not there.</summary>
    public bool IsOpenBefore { get; private init; }

    /// <inheritdoc cref="IsOpenBefore"/>
    public bool IsOpenAfter { get; private init; }

    /// <summary>Whether it may mean this day.</summary>
    public bool Covers(DateOnly day) => First <= day && day <= Last;

    public static bool TryParse(string? text, out Edtf date)
    {
        date = default;
        if (text is null || text.Length is 0 or > Longest)
            return false;
        var parts = text.Split('/');
        if (parts is [var one])
            return TryParseOne(one, out date);
        if (parts is not [var from, var to])
            return false;
        var (noStart, noEnd) = (from is "" or "..", to is "" or "..");
        if (noStart && noEnd)
            return false;
        Edtf start = default;
        Edtf end = default;
        if ((!noStart && !TryParseOne(from, out start)) || (!noEnd && !TryParseOne(to, out end)))
            return false;
        var first = noStart ? DateOnly.MinValue : start.First;
        var last = noEnd ? DateOnly.MaxValue : end.Last;
        if (first > last)
            return false;
        date = new(first, last, noStart ? end.Unit : start.Unit, start.IsUnsure || end.IsUnsure)
        {
            EndUnit = noEnd ? null : end.Unit,
            IsOpenBefore = noStart,
            IsOpenAfter = noEnd,
        };
        return true;
    }

    /// <summary>Whether a text is none at all, or one that can be read.</summary>
    public static bool IsNoneOrValid(string? text) => text is null || TryParse(text, out _);

    private static bool TryParseOne(string text, out Edtf date)
    {
        date = default;
        var isUnsure = text.Length > 0 && text[^1] is '?' or '~' or '%';
        var plain = isUnsure ? text[..^1] : text;
        if (DateOnly.TryParseExact(plain, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            date = new(day, day, EdtfUnit.Day, isUnsure);
            return true;
        }

        if (
            plain.Length is not (4 or 7)
            || !int.TryParse(plain[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year)
        )
            return false;
        if (year is < 1 or > 9998)
            return false;
        if (plain.Length == 4)
        {
            date = new(new(year, 1, 1), new(year, 12, 31), EdtfUnit.Year, isUnsure);
            return true;
        }

        if (plain[4] != '-' || !int.TryParse(plain[5..], NumberStyles.None, CultureInfo.InvariantCulture, out var part))
            return false;
        if (part is >= 1 and <= 12)
        {
            var month = new DateOnly(year, part, 1);
            date = new(month, month.AddMonths(1).AddDays(-1), EdtfUnit.Month, isUnsure);
            return true;
        }

        // The seasons of the northern half, as they are meant where nothing else is said: spring begins in March.
        if (part is < 21 or > 24)
            return false;
        var season = new DateOnly(year, ((part - 21) * 3) + 3, 1);
        date = new(season, season.AddMonths(3).AddDays(-1), (EdtfUnit)part, isUnsure);
        return true;
    }
}

/// <summary>How exactly a date is known.</summary>
internal enum EdtfUnit
{
    Day,
    Month,
    Year,
    Spring = 21,
    Summer = 22,
    Autumn = 23,
    Winter = 24,
}
