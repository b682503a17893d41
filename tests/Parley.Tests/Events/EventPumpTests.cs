using Parley.Events;
using Xunit;

namespace Parley.Tests.Events;

public sealed class EventPumpTests
{
    /// <summary>What follows in tables leaves three quarters of the time to those who post, and is never long behind.</summary>
    [Theory]
    [InlineData(0, 250)]
    [InlineData(50, 250)]
    [InlineData(100, 300)]
    [InlineData(300, 900)]
    [InlineData(5_000, 1_000)]
    public void Tables_rest_three_times_as_long_as_they_took(int tookMs, int restMs) =>
        Assert.Equal(TimeSpan.FromMilliseconds(restMs), EventPump.PauseAfter(TimeSpan.FromMilliseconds(tookMs)));
}
