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
}
