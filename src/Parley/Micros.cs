using System.Globalization;

namespace Parley;

/// <summary>
/// Times are kept as microseconds since 1970, in a long: SQLite orders no <see cref="DateTimeOffset"/>, PostgreSQL keeps
/// no finer ones, and one number is the same in both.
/// </summary>
internal static class Micros
{
    public static long ToMicros(this DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / 10;

    public static DateTimeOffset FromMicros(long micros) => new(DateTimeOffset.UnixEpoch.UtcTicks + micros * 10, TimeSpan.Zero);

    public static long Of(TimeSpan span) => span.Ticks / 10;

    /// <summary>Reads where a part of a list begins, as an address carries it; nothing there is the list's beginning.</summary>
    /// <returns>False for anything that no address of ours carries.</returns>
    public static bool TryRead(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (text is null)
            return true;
        if (
            !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var micros)
            || micros > DateTimeOffset.MaxValue.ToMicros()
        )
            return false;
        time = FromMicros(micros);
        return true;
    }
}
