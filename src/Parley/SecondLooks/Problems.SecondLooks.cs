namespace Parley;

internal static partial class Problems
{
    /// <summary>No such decision was drawn, or its words are no longer there or are others, or it is one's own.</summary>
    public static readonly Problem SecondLookNotFound = new("second-look-not-found", 404);

    /// <summary>Somebody has looked at it already, or has settled it.</summary>
    public static readonly Problem SecondLookDone = new("second-look-done", 409);

    /// <summary>Neither "stays" nor "does not".</summary>
    public static readonly Problem SecondLookAnswerMissing = new("second-look-answer-missing", 422) { Field = "do" };

    /// <summary>Whoever took one of the two decisions does not settle between them, unless nobody else can.</summary>
    public static readonly Problem SecondLookOwn = new("second-look-own", 409);
}
