namespace Parley.Learning;

/// <summary>
/// How much each moderator's decisions weigh in learning: whoever decides most can slant what is learned, and not make it up. Nothing is left
/// out for that, so that another decision, whoever takes it, never teaches less.
/// </summary>
internal static class Voices
{
    // Of somebody else's: beyond it a few decisions of others would be what is learned.
    private const double Least = 0.25;

    /// <summary>
    /// By moderator and kind what one decision weighs. All of one moderator's weigh as much as all others' of that kind together, if they would
    /// weigh more, as long as one weighs no less than a quarter of another's; together they weigh as many as they are.
    /// </summary>
    public static IReadOnlyDictionary<(Guid Moderator, bool IsRejected), float> Of(IReadOnlyList<DecidedComment> decided)
    {
        var ofKind = decided.CountBy(one => one.IsRejected).ToDictionary();
        var own = decided.CountBy(one => (one.Moderator, one.IsRejected)).ToList();
        var weights = own.ToDictionary(
            of => of.Key,
            of => Math.Clamp((double)(ofKind[of.Key.IsRejected] - of.Value) / of.Value, Least, 1)
        );
        var sums = own.GroupBy(of => of.Key.IsRejected)
            .ToDictionary(kind => kind.Key, kind => kind.Sum(of => of.Value * weights[of.Key]));
        return own.ToDictionary(
            of => of.Key,
            of => (float)(weights[of.Key] * ofKind[of.Key.IsRejected] / sums[of.Key.IsRejected])
        );
    }
}
