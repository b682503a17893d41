using System.Buffers;
using System.Globalization;

namespace Parley.Reading;

/// <summary>
/// Where a page begins: after a position in the order of time, or after a place in a ranking that was kept for this walk.
/// </summary>
/// <param name="Ranking">The name of the ranking; null in the order of time.</param>
/// <param name="Value">A position, or a number of places.</param>
internal readonly record struct Cursor(string? Ranking, long Value)
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyz");

    public override string ToString() =>
        Ranking is null
            ? Value.ToString("x", CultureInfo.InvariantCulture)
            : $"{Ranking}.{Value.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads what a page before gave; false for anything else.</summary>
    public static bool TryParse(string text, ReadingOrder order, out Cursor cursor)
    {
        cursor = default;
        if (!order.IsRanked())
        {
            if (
                text.Length > 16
                || !long.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var position)
                || position < 0
            )
                return false;
            cursor = new Cursor(null, position);
            return true;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (dot is < 1 or > 32 || text.AsSpan(0, dot).ContainsAnyExcept(Letters))
            return false;
        if (!int.TryParse(text.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var places))
            return false;
        cursor = new Cursor(text[..dot], places);
        return true;
    }
}
