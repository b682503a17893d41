using Xunit;

namespace Parley.Tests.Readers;

internal static class Patience
{
    /// <summary>Ends what a test waits for when the run is stopped.</summary>
    public static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
