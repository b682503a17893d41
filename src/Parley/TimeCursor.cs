using System.Globalization;

namespace Parley;

/// <summary>Where a later part of a list begins that goes by time: after what has this time and, among equals, this id.</summary>
internal readonly record struct TimeCursor(DateTimeOffset At, Guid Id)
{
    /// <summary>The beginning of the list.</summary>
    public static TimeCursor Newest { get; } = new(DateTimeOffset.MaxValue, Guid.AllBitsSet);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.ToMicros()}.{Id:N}");

    /// <returns>False for anything that no address of ours carries.</returns>
    public static bool TryRead(string? text, out TimeCursor cursor)
    {
        cursor = Newest;
        if (text is null)
            return true;
        if (text.Split('.') is not [var micros, var name])
            return false;
        if (!Micros.TryRead(micros, out var at) || !Guid.TryParseExact(name, "N", out var id))
            return false;
        cursor = new TimeCursor(at!.Value, id);
        return true;
    }
}
