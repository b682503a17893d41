namespace Parley.Perf.Desk;

/// <summary>A clock that a drill turns: six hours go by as fast as the work in them can be done.</summary>
internal sealed class DrillClock : TimeProvider
{
    private long ticks = DateTimeOffset.UtcNow.Ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref ticks), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref ticks);

    public void Turn(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);
}
