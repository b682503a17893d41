using Parley.SecondFactors;

namespace Parley;

internal static partial class Problems
{
    /// <summary>A code that is wrong, too old, or was used already.</summary>
    public static readonly Problem SecondFactorWrong = new("second-factor-wrong", 403) { Field = "code" };
    public static readonly Problem PasskeyNotTaken = new("passkey-not-taken", 403) { Field = "passkey" };

    public static readonly Problem SecondFactorNotFound = new("second-factor-not-found", 404);

    public static readonly Problem SecondFactorsTooMany = new("second-factors-too-many", 409)
    {
        Arguments = Blanks(("most", SecondFactorStore.Most)),
    };
}
