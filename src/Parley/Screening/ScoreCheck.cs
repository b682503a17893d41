using Parley.Reasons;

namespace Parley.Screening;

/// <summary>
/// Finds what a model thinks likely of a text, from so many of a hundred on. Its name is the attribute's. It may hold and never
/// refuse: a model guesses, and whoever wrote it must not be sent looking for the words that it does not like.
/// </summary>
internal sealed class ScoreCheck : SettableCheck
{
    // What drove it, for a person who decides: three places say more than ten.
    private const int MostDrivers = 3;

    private ScoreCheck(CheckKind kind)
        : base(kind) { }

    /// <summary>
    /// Advertising, by what people decided on this site. In shadow as it comes: nobody waits because of a model of which nobody has seen
    /// what it finds.
    /// </summary>
    public static ScoreCheck Spam { get; } = new(new("spam", CheckMode.Shadow) { Limit = new(90, 50, 99) });

    // A score that cannot be had holds nothing by itself.
    public override Verdict OnFailure => Verdict.Pass;

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.ScoreOf(Name) is not { } scored || scored.Score.Probability * 100 < limit)
            return [];
        (string, object)[] facts =
        [
            ("percent", (int)(scored.Score.Probability * 100)),
            ("model", scored.Model.Name + " " + scored.Model.Version),
        ];
        List<Found> found =
        [
            .. scored
                .Score.Drivers()
                .Take(MostDrivers)
                .Select(place => new Found($"reason.{Name}.words", place, [(Reason.Entry, place.In(draft.Source)), .. facts])),
        ];
        return found.Count > 0 ? found : [new Found($"reason.{Name}.whole", null, facts)];
    }
}
