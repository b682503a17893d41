namespace Parley.Tests.Doors;

/// <summary>What <c>./test</c> has time for: every fourth of a list, and in <c>drills/doors</c> all of it.</summary>
internal static class Sample
{
    private const int OneIn = 4;

    /// <summary>Whether this run has time for everything.</summary>
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("PARLEY_ALL_DOORS") is not null;

    public static IEnumerable<string> Of(IEnumerable<string> all) => IsWhole ? all : all.Where((_, at) => at % OneIn == 0);
}
