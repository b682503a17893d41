namespace Parley;

internal static partial class Problems
{
    public static readonly Problem LeaveChoiceMissing = new("leave-choice-missing", 422) { Field = "words" };
    public static readonly Problem LastOperator = new("last-operator", 409);

    /// <summary>The waiting time is over: the account goes within a minute.</summary>
    public static readonly Problem LeaveTooLate = new("leave-too-late", 409);

    public static Problem LastAdministratorOf(string site) =>
        new("last-administrator-of", 409) { Arguments = Blanks(("site", site)) };
}
