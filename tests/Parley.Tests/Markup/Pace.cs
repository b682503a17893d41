using System.Diagnostics;
using Xunit;

namespace Parley.Tests.Markup;

// Nothing runs beside a test that looks at the clock.
[CollectionDefinition(nameof(Pace), DisableParallelization = true)]
public sealed class PaceCollection;

/// <summary>How long something takes, as far as a busy machine lets one tell.</summary>
internal static class Pace
{
    /// <summary>The best of five, since another process can only make it look worse than it is.</summary>
    public static TimeSpan Of(Action action)
    {
        var best = TimeSpan.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            var elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }
        return best;
    }
}
