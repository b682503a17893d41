using Parley.Policies;
using Parley.Reasons;
using Parley.Scoring;

namespace Parley.Screening;

/// <summary>
/// Finds what a model thinks likely of a text, from so many of a hundred on. It may hold and never refuse: a model guesses, and whoever
/// wrote it must not be sent looking for the words that it does not like.
/// </summary>
internal sealed class ScoreCheck : SettableCheck
{
    // What drove it, for a person who decides: three places say more than ten.
    private const int MostDrivers = 3;

    private ScoreCheck(CheckKind kind, string attribute)
        : base(kind) => Attribute = attribute;

    /// <summary>
    /// Advertising, by what people decided on this site. In shadow as it comes: nobody waits because of a model of which nobody has seen
    /// what it finds.
    /// </summary>
    public static ScoreCheck Spam { get; } =
        new(new("spam", CheckMode.Shadow) { Limit = new(90, 50, 99), IsOfScore = true }, "spam");

    /// <summary>
    /// What the general models score, in the order in which a moderator reads it. What holds as it comes holds at most one in a hundred
    /// ordinary comments, all of them together (docs/figures.md).
    /// </summary>
    public static IReadOnlyList<ScoreCheck> General { get; } =
    [
        Of(Scoring.Attribute.Threat, CheckMode.Hold, 60),
        Of(Scoring.Attribute.IdentityAttack, CheckMode.Hold, 70),
        Of(Scoring.Attribute.SevereToxicity, CheckMode.Hold, 60),
        Of(Scoring.Attribute.Toxicity, CheckMode.Hold, 85),
        Of(Scoring.Attribute.Insult, CheckMode.Off, 90),
        Of(Scoring.Attribute.AttackOnCommenter, CheckMode.Off, 90),
        Of(Scoring.Attribute.Profanity, CheckMode.Off, 90),
    ];

    /// <summary>What of a text it goes by.</summary>
    public string Attribute { get; }

    // A score that cannot be had holds nothing by itself.
    public override Verdict OnFailure => Verdict.Pass;

    /// <summary>Whether any check that goes by one of these is on, on the site or where the words are to stand.</summary>
    public static bool AreAnyOn(
        CheckSettings settings,
        PolicyInForce policy,
        IReadOnlyList<string> attributes,
        DateTimeOffset now
    ) =>
        General
            .Prepend(Spam)
            .Any(check =>
                attributes.Contains(check.Attribute)
                && (settings.IsOn(check.Kind, now) || policy.Scores.ContainsKey(check.Name))
            ) || (attributes.Contains(OwnModelCheck.Attribute) && settings.IsOn(OwnModelCheck.Instance.Kind, now));

    // Where a policy says from when on words wait, they do, however the site's check is set.
    public override CheckRule RuleIn(Draft draft) =>
        draft.Policy.Scores.TryGetValue(Name, out var limit)
            ? new(
                limit == Policy.NeverWaits ? CheckMode.Off
                    : draft.Policy.Nudges.Contains(Name) ? CheckMode.Nudge
                    : CheckMode.Hold,
                limit
            )
            : base.RuleIn(draft);

    protected override IEnumerable<Found> Find(Draft draft, CheckRule rule, int limit)
    {
        if (draft.ScoreOf(Attribute) is not { } score || PercentOf(score) is var percent && percent < limit)
            return [];
        (string, object)[] facts = [("percent", percent), ("model", score.Model)];
        List<Found> found =
        [
            .. score
                .Drivers()
                .Take(MostDrivers)
                .Select(place => new Found($"reason.{Name}.words", place, [(Reason.Entry, place.In(draft.Source)), .. facts])),
        ];
        return found.Count > 0 ? found : [new Found($"reason.{Name}.whole", null, facts)];
    }

    // Models compute with small numbers, in which 0.95 is a little less than that.
    private static int PercentOf(TextScore score) => (int)Math.Floor((score.Probability * 100) + 1e-4);

    // Its writer may find other words for a thing, so it may come back once before it waits.
    private static ScoreCheck Of(string attribute, CheckMode usual, int limit) =>
        new(
            new(Scoring.Attribute.ToWord(attribute), usual)
            {
                Limit = new(limit, 50, 99),
                IsOfScore = true,
                MayNudge = true,
            },
            attribute
        );
}
