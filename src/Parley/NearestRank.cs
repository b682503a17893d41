namespace Parley;

/// <summary>
/// Percentiles by the nearest rank: a value that was seen, never one between two. Of an even number the median is the lower of the two in
/// the middle.
/// </summary>
internal static class NearestRank
{
    /// <param name="ordered">The smallest first.</param>
    /// <param name="share">Above 0, up to 1: 0.5 for the median.</param>
    /// <returns>Null where there is none.</returns>
    public static T? Of<T>(IReadOnlyList<T> ordered, double share)
        where T : struct => ordered.Count == 0 ? null : ordered[(int)Math.Ceiling(share * ordered.Count) - 1];
}
