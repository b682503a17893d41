using Parley.Perspective;

namespace Parley;

internal static partial class Problems
{
    /// <summary>Texts are scored for whoever has a key.</summary>
    public static readonly Problem ScoringKeyNeeded = new("scoring-key-needed", 403);
    public static readonly Problem ScoringKeyUnknown = new("scoring-key-unknown", 400);
    public static readonly Problem ScoringKeyNameInvalid = new("scoring-key-name-invalid", 422) { Field = "name" };
    public static readonly Problem ScoringKeyNameTaken = new("scoring-key-name-taken", 409) { Field = "name" };

    public static readonly Problem ScoringKeyCallsInvalid = new("scoring-key-calls-invalid", 422)
    {
        Field = "calls",
        Arguments = Blanks(("most", ScoringKey.MostCalls)),
    };

    public static readonly Problem ScoringKeysTooMany = new("scoring-keys-too-many", 409)
    {
        Arguments = Blanks(("most", ScoringKey.Most)),
    };

    /// <summary>No model is installed that scores texts.</summary>
    public static readonly Problem ScoringNotInstalled = new("scoring-not-installed", 503);
    public static readonly Problem TextsTooMany = new("texts-too-many", 422)
    {
        Arguments = Blanks(("most", ScoreTexts.MostTexts)),
    };

    /// <summary>More at once than the key may have scored in a minute: waiting would not help.</summary>
    public static Problem TextsTooManyForKey(int most) => TextsTooMany with { Arguments = Blanks(("most", most)) };
}
