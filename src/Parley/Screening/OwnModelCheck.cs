using Parley.Reasons;
using Parley.Scoring;

namespace Parley.Screening;

/// <summary>
/// Goes by what people of the site took down before, learned. Two thresholds make three lanes: what is as good as sure to be taken down
/// waits, what is as good as sure to stand is published, and a person is asked about what lies between.
/// </summary>
/// <remarks>
/// Nothing is published because of it that another check holds, but where everything waits by a policy: there the lane is what spares people.
/// Of what it would publish, chance draws one in twenty for a person all the same, or nobody would ever know what it lets through: where
/// everything waits, that waits too; elsewhere it is published, and stands in the queue. The same words draw the same lot, so that
/// sending them again helps nobody.
/// </remarks>
internal sealed class OwnModelCheck : SettableCheck
{
    /// <summary>What of a text it goes by.</summary>
    public const string Attribute = "own-model";

    /// <summary>What stands beside a comment that chance drew.</summary>
    public const string Drawn = "reason.own-model.drawn";

    /// <summary>Of a hundred in the lane that is published.</summary>
    public const int DrawnPercent = 5;

    private const int MostDrivers = 3;

    // Before the instance, which is made from it. In tenths of a per cent: where one in twenty is taken down, whole ones say little of what may be published.
    private static CheckKind Shape { get; } =
        new("own-model", CheckMode.Off)
        {
            Limit = new(900, 1, 1_000),
            Lower = new(0, 0, 1_000),
            MayNudge = true,
        };

    private OwnModelCheck()
        : base(Shape) { }

    public static OwnModelCheck Instance { get; } = new();

    // A score that cannot be had holds nothing by itself.
    public override Verdict OnFailure => Verdict.Pass;

    /// <summary>Whether the words are in the lane that is published, so that they need not wait where everything does.</summary>
    public static bool LetsThrough(Draft draft) =>
        draft.Checks.Of(Instance.Kind) is { Mode: CheckMode.Hold or CheckMode.Nudge } rule
        && draft.ScoreOf(Attribute) is { IsDrawn: false } score
        && TenthsOf(score) < Instance.Kind.LowerBy(rule);

    /// <summary>Whether chance draws a text. It is drawn by its words and by what no writer knows.</summary>
    public static bool IsDrawn(ulong salt, Wording wording) =>
        Shingles.Mixed(salt ^ (ulong)wording.Fingerprint) % 100 < DrawnPercent;

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.ScoreOf(Attribute) is not { } score)
            return [];
        var tenths = TenthsOf(score);
        if (tenths < Kind.LowerBy(rule))
            return score.IsDrawn && rule.Mode is CheckMode.Hold or CheckMode.Nudge
                ? [new Found(Drawn, null, ("model", score.Model)) { LetsPass = true }]
                : [];
        (string, object)[] facts = [("percent", tenths / 10), ("model", score.Model)];
        var lane = tenths >= limit ? "holds" : "asks";
        List<Found> found =
        [
            .. score
                .Drivers()
                .Take(MostDrivers)
                .Select(place => new Found(
                    $"reason.own-model.{lane}.words",
                    place,
                    [(Reason.Entry, place.In(draft.Source)), .. facts]
                )),
        ];
        return found.Count > 0 ? found : [new Found($"reason.own-model.{lane}.whole", null, facts)];
    }

    // Models compute with small numbers, in which 0.95 is a little less than that.
    private static int TenthsOf(TextScore score) => (int)Math.Floor((score.Probability * 1_000) + 1e-4);
}
