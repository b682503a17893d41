using System.Diagnostics;

namespace Parley.Tests.Setup;

/// <summary>Waits for a condition, never for a duration.</summary>
internal static class Eventually
{
    /// <summary>Asks again and again until it is so, and says how long that took.</summary>
    public static async Task<TimeSpan> IsSoAsync(Func<Task<bool>> isSo)
    {
        var watch = Stopwatch.StartNew();
        while (!await isSo())
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(20))
                throw new TimeoutException("It did not come about within 20 seconds.");
            await Task.Delay(5);
        }

        return watch.Elapsed;
    }
}
