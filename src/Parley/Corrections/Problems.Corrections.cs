namespace Parley;

internal static partial class Problems
{
    /// <summary>A fact is challenged, and nothing is said that shows it.</summary>
    public static readonly Problem EvidenceMissing = new("evidence-missing", 422) { Field = "evidence" };

    /// <summary>The newsroom has answered it already.</summary>
    public static readonly Problem ChallengeAnswered = new("challenge-answered", 409);
}
