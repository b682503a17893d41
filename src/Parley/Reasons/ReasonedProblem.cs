namespace Parley.Reasons;

/// <summary>A refusal that says what machines found: every reason, in the order of the checks.</summary>
internal record ReasonedProblem(string Code, int Status, IReadOnlyList<Reason> Reasons) : Problem(Code, Status)
{
    /// <summary>The reasons of a problem; none where it has none.</summary>
    public static IReadOnlyList<Reason> Of(Problem? problem) => problem is ReasonedProblem reasoned ? reasoned.Reasons : [];
}
