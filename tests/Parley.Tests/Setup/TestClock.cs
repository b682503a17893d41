namespace Parley.Tests.Setup;

/// <summary>The machine's clock, which a test can turn forward.</summary>
internal sealed class TestClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref ahead));

    public void Turn(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
