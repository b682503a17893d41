namespace Parley.Tests.Server;

/// <summary>How often a process is killed somewhere: a few times in <c>./test</c>, more often in <c>drills/kills</c>.</summary>
internal static class Kills
{
    private static readonly bool AreAll = Environment.GetEnvironmentVariable("PARLEY_ALL_KILLS") == "1";

    public static int Of(int few) => AreAll ? 40 : few;
}
